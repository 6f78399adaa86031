"""What is put in beside a name, and names that are only put in."""

from __future__ import annotations

from collections.abc import Sequence

from archive.extraction.indicators.cues import CHAIN
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.clauses import aside_end
from archive.extraction.subjects.names import Name
from archive.extraction.vocabulary import words as word_set

_DESCRIBING = word_set("which where whose")
_ARTICLES = word_set("a an")
_HAVING = word_set("with of covering having")


def without_asides(sentence: Sentence, names: Sequence[Name], first: int) -> list[Name]:
    """Those names that stand in no aside that has ended before a figure."""
    listed = list_before(sentence, first)
    bracketed = _brackets_before(sentence, first)
    kept: list[Name] = []
    end = 0
    for name in names:
        if name.first < end or name.first in listed or name.first in bracketed:
            continue
        kept.append(name)
        end = aside_end(sentence, name)
        if end >= first:
            end = 0
    return kept


def list_before(sentence: Sentence, first: int) -> range:
    """ "Projects, including one in Sample Town, cost": the tokens of what is listed."""
    words = sentence.folded[:first]
    if "including" not in words:
        return range(0)
    start = words.index("including")
    if sentence.low(start - 1) != ",":
        return range(0)
    for comma in range(first - 1, start, -1):
        if words[comma] == "," and _tells(sentence, comma + 1):
            return range(start, comma)
    return range(0)


def _brackets_before(sentence: Sentence, first: int) -> range:
    """ "(the pies of Sample Foods)": the tokens of the last pair before a figure."""
    words = sentence.folded
    closing = _last(words[:first], ")")
    opening = _last(words[: closing + 1], "(")
    return range(0) if opening < 0 else range(opening, closing)


def _last(words: Sequence[str], word: str) -> int:
    """The last place of the word, or -1."""
    backwards = reversed(range(len(words)))
    return next((place for place in backwards if words[place] == word), -1)


def has_clause(sentence: Sentence, name: Name, first: int) -> bool:
    """Whether what is put in right behind a name goes on to a figure.

    "Sample Foods, which hired", "Sample Foods, a maker of pies, which hired", "Sample
    Foods, a maker with".
    """
    behind = name.last + 1
    behind += sentence.low(behind) == ","
    if sentence.low(behind) in _DESCRIBING:
        return True
    end = aside_end(sentence, name)
    if end and end < first:
        return sentence.low(end + 1) in _DESCRIBING
    if sentence.low(behind - 1) != "," or sentence.low(behind) not in _ARTICLES:
        return False
    aside = sentence.lows(behind, first)
    told = not any(_tells(sentence, index) for index in range(behind, first))
    return told and "," not in aside and not _HAVING.isdisjoint(aside)


def _tells(sentence: Sentence, index: int) -> bool:
    return sentence.low(index) in CHAIN or is_verb(sentence, index)
