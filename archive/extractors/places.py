"""Where words stand in a text, however blanks, quotes and capitals are written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from archive.extraction.folding import fold
from archive.spans import Range

MOST_FOUND = 20
"""Places of the same words that are looked at; who needs one place needs no more."""


class Text:
    """A text in which words are looked up; offsets are those of the text as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _squeezed(self) -> tuple[str, Sequence[int]]:
        """The folded text with single blanks, and where each character came from."""
        folded = fold(self.text)
        if "  " not in folded:
            return folded, range(len(folded))
        kept = [
            at
            for at, character in enumerate(folded)
            if character != " " or (at and folded[at - 1] != " ")
        ]
        return "".join(folded[at] for at in kept), kept

    def places(self, words: str, within: Range | None = None) -> list[Range]:
        """Every place of the words, as whole words; at most MOST_FOUND."""
        wanted = " ".join(fold(words).split())
        squeezed, origins = self._squeezed
        low, high = within or (0, len(self.text))
        found: list[Range] = []
        at = squeezed.find(wanted, bisect_left(origins, low)) if wanted else -1
        while at >= 0 and len(found) < MOST_FOUND:
            start, end = origins[at], origins[at + len(wanted) - 1] + 1
            if end > high:
                break
            if not cuts_word(self.text, start, end):
                found.append((start, end))
            at = squeezed.find(wanted, at + 1)
        return found

    def printed(self, words: str) -> str:
        """The words as the text prints them first, "" where it does not have them."""
        places = self.places(words)
        return self.text[slice(*places[0])] if places else ""


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a word or a number runs on at either edge of text[start:end].

    Chinese is written without blanks: its words have no edges.
    """
    before = text[start - 1 : start] + text[start : start + 1]
    behind = text[end - 1 : end] + text[end : end + 1]
    return _runs_on(before) or _runs_on(behind)


def _runs_on(pair: str) -> bool:
    if len(pair) < 2:
        return False
    both_words = pair.isalpha() and not any("\u3400" <= one <= "\u9fff" for one in pair)
    return both_words or pair.isdecimal()
