"""The marks of a page's source: where its tags, comments and raw parts end.

No step goes back over the source: a mark that comes no more is looked for once, and
tags that do not end are read ever more simply.
"""

from __future__ import annotations

import re

from archive.parsing.html.tags import RAW

# A name, then attributes: what stands after "=" may be quoted and hold a ">".
_MARKUP = re.compile(
    r"<(?:(?P<slash>/?)(?P<name>[a-zA-Z][^\s/><]{0,80}+)"
    r"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))*+)>"
    r"|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<other>[!?/]))"
)
_SIMPLE = re.compile(
    r"<(?:(?P<slash>/?)(?P<name>[a-zA-Z][^\s/><]{0,80}+)(?P<rest>[^>]*+)>"
    r"|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<other>[!?/]))"
)
_ATTRIBUTE = re.compile(r"=?[^\s/=>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]{{0,200}}>", re.IGNORECASE)
    for name in RAW
}
_COMMENT_END = re.compile(r"--!?>")
_MOST_UNCLOSED = 20
"""Tags that may run to the page's end unclosed before all are read simply."""


class Scanner:
    """Finds what begins at a "<", and where it ends."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._unclosed = 0
        self._unending: set[str] = set()

    def tag(self, start: int) -> re.Match[str] | None:
        """The tag that begins there, read simply once too many did not fit."""
        if self.is_regular:
            return _MARKUP.match(self._source, start)
        if self.find(">", start) < 0:
            return None
        return _SIMPLE.match(self._source, start)

    @property
    def is_regular(self) -> bool:
        """Whether tags are still read by their grammar."""
        return self._unclosed < _MOST_UNCLOSED

    def unclosed(self, start: int) -> int:
        """Where a tag ends that the grammar does not fit; -1 where it is no tag."""
        following = self._source[start + 1 : start + 3]
        if not following or not (following[0].isalpha() or following[0] == "/"):
            return -1
        if not following[0].isalpha() and not following[1:].isalpha():
            return -1
        if ">" in self._unending:
            return -1
        self._unclosed += 1
        return self.past(start)  # the last one was cut off

    def past_comment(self, start: int, at: int) -> int:
        """Past the comment that begins at `start` and whose text begins at `at`."""
        if self._source.startswith((">", "->"), at):
            return self._source.index(">", at) + 1
        end = self._search("-->", _COMMENT_END, at)
        return end.end() if end else self.past(start)

    def past(self, start: int) -> int:
        """Past the next ">", or to the page's end."""
        end = self.find(">", start)
        return end + 1 if end >= 0 else len(self._source)

    def find(self, mark: str, at: int) -> int:
        """Where a mark comes next; one that comes no more is searched for only once."""
        if mark in self._unending:
            return -1
        end = self._source.find(mark, at)
        if end < 0:
            self._unending.add(mark)
        return end

    def raw_end(self, name: str, at: int) -> re.Match[str] | None:
        """The end tag of an element that holds no markup."""
        return self._search(name, _RAW_END[name], at)

    def _search(
        self, mark: str, pattern: re.Pattern[str], at: int
    ) -> re.Match[str] | None:
        """The same as `find` for a mark of several forms."""
        found = None if mark in self._unending else pattern.search(self._source, at)
        if found is None:
            self._unending.add(mark)
        return found


def attribute_count(rest: str) -> int:
    """How many attributes stand in a tag, behind its name."""
    return sum(1 for _ in _ATTRIBUTE.finditer(rest))
