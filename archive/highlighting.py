"""The one module that builds HTML from text: it escapes first, then marks.

Everything that comes from a document or a reader is plain text until it passes here.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

ELEMENTS = {
    "sentence": "span",
    "district": "span",
    "company": "span",
    "industry": "span",
    "figure": "mark",
    "hit": "mark",
    "story": "span",
}
"""Kinds of marks, outermost first where two cover the same words, and what they are."""

DEEPEST = 6
"""Marks that may be open at once; what lies deeper keeps its id and loses its look.

It bounds the page: a thousand overlapping marks would repeat each other's tags.
"""

_ORDER = {kind: place for place, kind in enumerate(ELEMENTS)}
_BREAK = re.compile(r"\n[ \t\r]{0,1000}\n\s{0,1000}")
_LOCAL = re.compile(r"[/#?][^\\\s\x00-\x1f]*")
_JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text to be marked; text[start:end], half-open.

    `href` must lead within this site; `id` makes the mark a place to land on.
    """

    start: int
    end: int
    kind: str
    id: str = ""
    title: str = ""
    href: str = ""


def hit_id(part: str, start: int) -> str:
    """The place on a story's page of words that were searched for."""
    return f"hit-{part}-{start}"


def highlight(text: str, marks: Iterable[Mark] = ()) -> SafeString:
    """The text as HTML with its marks; they may nest, cross or share their words.

    A mark that is empty or reaches out of the text is left out, or cut to the text.
    """
    return mark_safe(_marked(text, _fitting(marks, 0, len(text)), 0))


def paragraphs(
    text: str, marks: Iterable[Mark] = (), span: tuple[int, int] | None = None
) -> SafeString:
    """The text as HTML paragraphs, which blank lines part; marks may span several.

    Of a long text the span alone is written, if one is given.
    """
    spans = paragraph_spans(text, *(span or ()))
    written = (f"<p>{inner}</p>\n" for inner in _cut(text, spans, marks))
    return mark_safe("".join(written))


def excerpts(
    text: str, spans: Sequence[tuple[int, int]], marks: Iterable[Mark] = ()
) -> SafeString:
    """Stretches of the text as HTML paragraphs; signs tell where it goes on.

    The spans ascend and do not overlap. Nothing that lies outside of them is written.
    """
    written, at = [], 0
    for (start, end), inner in zip(spans, _cut(text, spans, marks), strict=True):
        before = "… " if text[at:start].strip() else ""
        written.append(f"<p>{before}{inner}")
        at = end
    after = " …" if text[at:].strip() else ""
    return mark_safe("</p>\n".join(written) + f"{after}</p>\n" if written else "")


def paragraph_spans(
    text: str, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text stand, without the white space between them."""
    stop = len(text) if stop is None else stop
    while start < stop:
        gap = _BREAK.search(text, start, stop)
        end = gap.start() if gap else stop
        words = text[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + len(words.rstrip())
        start = gap.end() if gap else stop


def numbered_lines(
    text: str, marks: Iterable[Mark] = (), span: tuple[int, int] | None = None
) -> SafeString:
    """The text line by line as items of a list; each line is a place to land on.

    Of a long text the lines in the span alone are written, with their numbers.
    """
    start, stop = span or (0, len(text))
    first = text.count("\n", 0, start) + 1
    lines = enumerate(_cut(text, _line_spans(text, start, stop), marks), first)
    written = (
        f'<li id="line-{number}"><code>{inner}</code></li>\n' for number, inner in lines
    )
    return mark_safe("".join(written))


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """A data block for search engines; nothing in it can end the element."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written.translate(_JSON_ESCAPES)),
    )


def _line_spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    lines = text[start:stop].split("\n")
    if stop < len(text) and not lines[-1]:
        lines.pop()  # it belongs to what follows
    for line in lines:
        yield start, start + len(line)
        start += len(line) + 1


def _cut(
    text: str, spans: Iterable[tuple[int, int]], marks: Iterable[Mark]
) -> Iterator[str]:
    """HTML of each span of the text; a mark that goes on is opened again in the next.

    Spans ascend and do not overlap.
    """
    waiting = deque(_fitting(marks, 0, len(text)))
    begun: list[Mark] = []
    for start, end in spans:
        while waiting and waiting[0].start < end:
            begun.append(waiting.popleft())
        yield _marked(text[start:end], _fitting(begun, start, end), start)
        lasting = (mark for mark in begun if mark.end > end)
        begun = [_continued(mark) for mark in lasting][:DEEPEST]


def _fitting(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """The marks as far as they lie in text[start:end], in the order they open."""
    cut = [
        mark
        if mark.start >= start and mark.end <= end
        else Mark(
            max(mark.start, start),
            min(mark.end, end),
            mark.kind,
            mark.id,
            mark.title,
            mark.href,
        )
        for mark in marks
    ]
    return sorted(
        (mark for mark in cut if mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end, _ORDER[mark.kind], mark.id),
    )


def _continued(mark: Mark) -> Mark:
    """The rest of a mark that was opened before: an id stands only once on a page."""
    return Mark(mark.start, mark.end, mark.kind, "", mark.title, mark.href)


class _Writer:
    """Writes a text from front to back and keeps the stack of marks that are open."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.at = 0
        self.parts: list[str] = []
        self.stack: list[tuple[Mark, str]] = []

    def write_to(self, limit: int) -> None:
        """Text up to `limit`, closing the marks that end on the way there."""
        while self.stack:
            end = min(mark.end for mark, _ in self.stack) - self.offset
            if end > limit:
                break
            self._write(end)
            self._close(end)
        self._write(limit)

    def open(self, mark: Mark) -> None:
        if len(self.stack) >= DEEPEST:
            if mark.id:
                self.parts.append(format_html('<span id="{}"></span>', mark.id))
            return
        inside_link = any(name == "a" for _, name in self.stack)
        link = "" if inside_link or not _is_local(mark.href) else mark.href
        name = "a" if link else ELEMENTS[mark.kind]
        named = (("id", mark.id), ("title", mark.title), ("href", link))
        given = [pair for pair in named if pair[1]]
        attributes = format_html_join("", ' {}="{}"', given) if given else ""
        self.parts.append(f'<{name} class="mark-{mark.kind}"{attributes}>')
        self.stack.append((mark, name))

    def _close(self, end: int) -> None:
        """End the marks that end here; those that cross them begin again after it."""
        ending = [mark.end - self.offset <= end for mark, _ in self.stack]
        first = ending.index(True)
        closed = self.stack[first:]
        del self.stack[first:]
        self.parts.extend(f"</{name}>" for _, name in reversed(closed))
        for mark, _ in closed:
            if mark.end - self.offset > end:
                self.open(_continued(mark))

    def _write(self, limit: int) -> None:
        self.parts.append(escape(self.text[self.at : limit]))
        self.at = limit


def _marked(text: str, marks: list[Mark], offset: int) -> str:
    """HTML of the text; the marks, in opening order, count from `offset`."""
    writer = _Writer(text, offset)
    for mark in marks:
        writer.write_to(mark.start - offset)
        writer.open(mark)
    writer.write_to(len(text))
    return "".join(writer.parts)


def _is_local(href: str) -> bool:
    """Whether the address stays on this site."""
    return _LOCAL.fullmatch(href) is not None and not href.startswith("//")
