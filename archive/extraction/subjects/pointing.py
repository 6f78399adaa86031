"""Words of a sentence that go on with what was told before, or announce it."""

from __future__ import annotations

from collections.abc import Sequence

from archive.extraction.indicators.verbs import is_verb
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.clauses import leads, start_of
from archive.extraction.subjects.cues import ATTRIBUTING, FIRST_PERSON
from archive.extraction.subjects.names import Figure, Name
from archive.extraction.vocabulary import QUOTES
from archive.extraction.vocabulary import words as word_set

_THOSE = (["them"], ["these"], ["those"])
_BEHIND = 20
"""Tokens behind a figure within which "there" speaks of it."""
_EXISTING = word_set("is are was were will would has have had exist to")
_PROJECTS = word_set("project venture")


def told_behind(sentence: Sentence, names: Sequence[Name], index: int) -> Name | None:
    """ "With its 40 shops, Sample Foods leads": whom the main clause names."""
    if not index or "," not in sentence.folded[index:]:
        return None
    comma = sentence.folded.index(",", index)
    for name in names:
        start = start_of(sentence, name)
        if start == comma + 1 and leads(sentence, name):
            return name
        of = comma < start and sentence.low(start - 1) == "of"
        if of and is_verb(sentence, name.last + 1):
            return name
    return None


def goes_on_speaking(sentence: Sentence, opening: list[str]) -> bool:
    """ "We ...", where the sentence does not say who says so."""
    if FIRST_PERSON.isdisjoint(opening):
        return False
    return ATTRIBUTING.isdisjoint(sentence.folded)


def is_quoted_on(sentence: Sentence) -> bool:
    """Whether a quote that opens in a sentence goes on behind it."""
    return sum(low in QUOTES for low in sentence.folded) % 2 == 1


def is_of_project(opening: list[str]) -> bool:
    """ "The project", "the new venture": of whom the sentence before told."""
    return opening[:1] == ["the"] and not _PROJECTS.isdisjoint(opening[1:3])


def points_there(sentence: Sentence, figure: Figure) -> bool:
    """ "Firms there sold": but "there are" points nowhere."""
    words = sentence.lows(1, figure.last + _BEHIND)
    if "there" not in words:
        return False
    return sentence.low(words.index("there") + 2) not in _EXISTING


def is_of_those(sentence: Sentence, figure: Figure) -> bool:
    """ "two others", "nine of them": more of what was counted before."""
    words = sentence.lows(figure.first, figure.last + 3)
    if "others" in words or sentence.low(1) == "others":
        return True
    return "of" in words and words[words.index("of") + 1 :][:1] in _THOSE
