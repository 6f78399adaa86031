"""The sentence that says a figure: the evidence beside a number anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from archive.extraction.sentences import read_sentences
from archive.models import Article, Figure, Placed

WIDEST = 300
"""Characters shown on either side of a number in a sentence that runs on."""
REACH = WIDEST + 1
"""Characters on either side of a place that its sentence depends on."""


class Place(NamedTuple):
    """Words of an article's part that are no row: text[start:end]."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words around a row: text[start:end] are the row's own.

    `offset` is where the text begins in the article's part; `cut_before` and
    `cut_after` tell that the sentence goes on there.
    """

    text: str
    start: int
    end: int
    offset: int
    cut_before: bool = False
    cut_after: bool = False


def sentence_of(article: Article, row: Placed | Place) -> Passage:
    """The sentence in which a placed row, or a place, stands."""
    return sentence_around(getattr(article, row.part), row.start, row.end)


def sentence_around(whole: str, start: int, end: int, left_out: int = 0) -> Passage:
    """The sentence in which whole[start:end] stands.

    Of a text REACH characters before and behind the place are enough. `left_out` is
    how many stand before these; the place is counted without them, as it is in `whole`.
    """
    text, shift = _line(whole, start, end)
    start, end = start - shift, end - shift
    up_to_it = takewhile(lambda one: one.start < end, read_sentences(text))
    reaching = [one for one in up_to_it if one.end > start]
    if reaching:
        low, high = min(reaching[0].start, start), max(reaching[-1].end, end)
    else:
        low, high = start, end
    # Signs are looked at in place: a long story is not copied for each of its figures.
    first, after = shift + low, shift + high
    return Passage(
        text[low:high],
        start - low,
        end - low,
        left_out + first,
        low == 0 and first > 0 and whole[first - 1] != "\n",
        high == len(text) and after < len(whole) and whole[after] != "\n",
    )


def with_sentences(figures: Iterable[Figure]) -> list[Figure]:
    """The figures, each with its `passage`; their articles are loaded already."""
    shown = list(figures)
    for figure in shown:
        figure.passage = sentence_of(figure.article, figure)
    return shown


def _line(text: str, start: int, end: int) -> tuple[str, int]:
    """The line of a place, at most WIDEST on either side, and where that begins."""
    low = max(start - WIDEST, 0)
    low = max(low, text.rfind("\n", low, start) + 1)
    high = min(end + WIDEST, len(text))
    line_end = text.find("\n", end, high)
    return text[low : high if line_end < 0 else line_end], low
