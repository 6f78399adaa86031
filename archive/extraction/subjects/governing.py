"""Which of a sentence's names a figure is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archive.extraction.indicators.cues import OPENERS
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.asides import has_clause, without_asides
from archive.extraction.subjects.behind import (
    amounts_in,
    based_in,
    counted_in,
    is_one_of_those,
    is_whole,
    opens_for,
    predicated,
    reporting,
    settled_in,
    speaker,
    whole_of,
)
from archive.extraction.subjects.clauses import (
    aligned,
    has_extent,
    is_compared,
    is_measured_there,
    joined,
    leads,
    owns,
    start_of,
)
from archive.extraction.subjects.cues import (
    ATTRIBUTING,
    EVENTS,
    FIRST_PERSON,
    VENUES,
)
from archive.extraction.subjects.meaning import meant_names
from archive.extraction.subjects.names import Figure, Name, Sort
from archive.extraction.vocabulary import words as word_set

_BESIDE = 3
"""Tokens from a name to a figure of its own: "its" and one adjective between."""
_GAPS = frozenset([",", ";", "and", "("])
_COMPARED = word_set("of by before behind after")
_WHILE = word_set("as while when after since although though if")
"""Opening a sentence, they tell that what it is about comes later."""
_COMPARED_WITH = (["compared", "with"], ["compared", "to"])
_WHERE = word_set("in of at on near")
_STANDARDS = word_set("level average")
_TAKING_PLACE = word_set("during at in before after since")
"""Before an event they say when something was."""
_HOUSING = word_set("in into of by inside within")
_ACTING = word_set("by at of in for within")


def governing(
    sentence: Sentence,
    names: Sequence[Name],
    figure: Figure,
    earlier: Sequence[int] = (),
) -> Name | None:
    """The name a figure is about; None where no name of its sentence is.

    `earlier` are the first tokens of the sentence's figures before it.
    """
    if not names:
        return None
    behind = _without_owners(
        sentence, [name for name in names if name.first > figure.last]
    )
    if behind and _is_described(sentence, behind[0], figure):
        return behind[0]
    place = based_in(sentence, behind, figure)
    if place and sentence.low(figure.last) == "which":
        return place
    if behind and _is_of_other(sentence, behind[0], figure):
        return behind[0]
    before = [name for name in names if name.last < figure.first]
    before = _under_attribution(sentence, meant_names(sentence, before), figure)
    before = without_asides(sentence, before, figure.first)
    several = joined(sentence, before)
    nearest = before[-1] if before and before[-1].first not in several else None
    if nearest and has_clause(sentence, nearest, figure.first):
        return nearest
    row = aligned(sentence, before, figure.first)
    if row:
        dealt = sum(first > row[-1].last for first in earlier)
        return row[min(dealt, len(row) - 1)]
    return (
        _leader(sentence, before, several, figure)
        or _inside(sentence, names, figure)
        or _circumstance(sentence, before, behind, several, figure)
    )


def _without_owners(sentence: Sentence, names: list[Name]) -> list[Name]:
    """ "in Sampleton's Sample District": the district alone."""
    owners = [
        name.first
        for name, following in pairwise(names)
        if name.last + 1 == start_of(sentence, following) and owns(sentence, name)
    ]
    return [name for name in names if name.first not in owners]


def _leader(
    sentence: Sentence, before: Sequence[Name], several: set[int], figure: Figure
) -> Name | None:
    """The nearest name before a figure of which its clause tells."""
    for name in reversed(before):
        if _owns_figure(sentence, name, figure):
            return name
        told = name.first not in several and leads(sentence, name)
        if told and _may_govern(sentence, name, figure):
            return name
    return None


def _is_described(sentence: Sentence, name: Name, figure: Figure) -> bool:
    """ "The 5-hectare Sample Park": how large, or worth what, a place is."""
    if name.sort is not Sort.AREA or name.first != figure.last + 1:
        return False
    definite = sentence.low(figure.first - 1) == "the"
    return definite and sentence.low(figure.last - 1) == "-"


def _is_of_other(sentence: Sentence, name: Name, figure: Figure) -> bool:
    """ "against 9.8 yuan in Sample Town": what is compared with is of another.

    "Above the 9 percent of the city level" as well.
    """
    start = start_of(sentence, name)
    if sentence.low(figure.last + 1) == "of" and start == figure.last + 2:
        return name.sort is Sort.CITY and sentence.low(name.last + 1) in _STANDARDS
    left = sentence.lows(figure.first - 2, figure.first)
    if left[-1:] not in (["against"], ["versus"]) and left not in _COMPARED_WITH:
        return False
    between = sentence.lows(figure.last + 1, start)
    return len(between) in (1, 2) and between[0] in _WHERE


def _inside(sentence: Sentence, names: Sequence[Name], figure: Figure) -> Name | None:
    """ "40 Sample stores", "two Sample-based firms"; not "40 China-Europe trains"."""
    for name in names:
        within = figure.first < name.first and name.last < figure.last
        tied = sentence.low(name.last + 1) == "-" and name.sort is Sort.CITY
        if within and name.head not in EVENTS and not tied:
            return name
    return None


def _circumstance(
    sentence: Sentence,
    before: Sequence[Name],
    behind: Sequence[Name],
    several: set[int],
    figure: Figure,
) -> Name | None:
    """Where no name leads: who is told by "of", "in", "by" and the like.

    `several` are the first tokens of companies that are spoken of together.
    """
    if is_one_of_those(sentence):
        return predicated(sentence, [*before, *behind])
    if not FIRST_PERSON.isdisjoint(sentence.lows(0, figure.first)):
        return speaker(sentence, behind)
    place = (
        based_in(sentence, behind, figure)
        or counted_in(sentence, behind, figure)
        or amounts_in(sentence, behind, figure)
    )
    if place:
        return place
    if not before and opens_for(sentence, behind):
        return behind[0]
    if len(before) == 1 and is_measured_there(sentence, before[0]):
        return before[0]
    for name in reversed(before):
        if name.first in several:
            continue
        if _is_place_of(sentence, name) or _is_whose(sentence, name, figure):
            return name
    return (
        whole_of(sentence, behind, figure)
        or settled_in(sentence, behind, figure)
        or reporting(sentence, behind, figure)
    )


def topic_of(
    sentence: Sentence, names: Sequence[Name], meant: Sequence[Name]
) -> Name | None:
    """Whom a sentence is about: the first leader, city and country left out."""
    local = [name for name in meant if name.sort is not Sort.CITY]
    return leader_of(sentence, names, local)


def leader_of(
    sentence: Sentence, names: Sequence[Name], meant: Sequence[Name]
) -> Name | None:
    """The first of the meant names of a sentence that leads a clause of it."""
    aside = None
    for name in meant:
        if leads(sentence, name) and not _only_speaks(sentence, name):
            if sentence.low(0) in _WHILE and start_of(sentence, name) == 1:
                aside = name  # "As Sample Park grows, Sample Town": the town
                continue
            return None if name.first in joined(sentence, names) else name
    return aside or _named_last(sentence, meant)


def _named_last(sentence: Sentence, meant: Sequence[Name]) -> Name | None:
    """ "One of the newcomers is Orvela": who is named where others would be told of."""
    for name in meant:
        before = sentence.low(start_of(sentence, name) - 1)
        if name.sort is Sort.COMPANY and before in ("is", "was"):
            return name
    return None


def _only_speaks(sentence: Sentence, name: Name) -> bool:
    """ "Firms moved in, the Sample government said": nothing is told of Sample."""
    behind = sentence.lows(name.last + 1, name.last + 3)
    parted = sentence.low(start_of(sentence, name) - 1) == ","
    return parted and not ATTRIBUTING.isdisjoint(behind)


def spoken_of(
    sentence: Sentence, names: Sequence[Name], meant: Sequence[Name]
) -> list[Name]:
    """Those names that a later sentence may mean, the likeliest last."""
    firsts = {name.first for name in meant}
    kept = [name for name in names if not is_compared(sentence, name)]
    return sorted(kept, key=lambda name: (name.first in firsts, name.first))


def _under_attribution(
    sentence: Sentence, names: list[Name], figure: Figure
) -> list[Name]:
    """Behind "said", those named behind it; without any, those before."""
    if not names or ATTRIBUTING.isdisjoint(sentence.folded):
        return names
    for index in range(figure.first - 1, 0, -1):
        if sentence.folded[index] in ATTRIBUTING:
            behind = [name for name in names if name.first > index]
            return behind or names
    return names


def _may_govern(sentence: Sentence, name: Name, figure: Figure) -> bool:
    """City and country govern what is told of them and nothing else."""
    if name.sort is not Sort.CITY:
        return True
    if not owns(sentence, name):
        return True
    start = start_of(sentence, name)
    introduced = sentence.low(start - 1) == "," and sentence.low(0) in OPENERS
    between = sentence.lows(name.last + 1, figure.first)
    return start == 0 or (introduced and "," not in between)


def _owns_figure(sentence: Sentence, name: Name, figure: Figure) -> bool:
    """ "among the city's 16 districts": whose they are stands right before."""
    if has_extent(sentence, name, figure):
        return True
    if figure.first - name.last > _BESIDE:
        return False
    between = sentence.lows(name.last + 1, figure.first)
    if between == ["and", "its"] or between == ["("]:
        return True
    if not between and not owns(sentence, name):
        # "Orvela hired 50 people, Sample Foods 20".
        return sentence.low(start_of(sentence, name) - 1) in _GAPS
    if between == [",", "with"] and name.sort is Sort.COMPANY:
        return True
    if between == ["of"] and name.sort is Sort.CITY and name.points:
        return True  # "the national average of 5 percent"
    if owns(sentence, name) and between[1:] and between[-1] == "of":
        return True  # "Sample's average of 5 percent"
    if between == ["with"]:  # "ahead of Sample District with 5 percent"
        return sentence.low(start_of(sentence, name) - 1) in _COMPARED
    if not figure.noun or not owns(sentence, name):
        return False
    return "and" not in between and all(word.isalpha() for word in between)


def _is_whose(sentence: Sentence, name: Name, figure: Figure) -> bool:
    """ "The output of the city's shipyards was 5 million yuan": the city's."""
    start = start_of(sentence, name)
    if name.sort is not Sort.CITY or not owns(sentence, name):
        return False
    before, opening = sentence.low(start - 1), sentence.lows(0, figure.first)
    if before not in ("of", "in") or "," in opening:
        return False
    tokens = sentence.tokens[:start]
    return not any(
        token.is_number or is_verb(sentence, index)
        for index, token in enumerate(tokens)
    )


def _is_place_of(sentence: Sentence, name: Name) -> bool:
    """ "in the park", "by the company": where it happened, or who did it."""
    before = sentence.low(start_of(sentence, name) - 1)
    if name.sort is Sort.CITY or is_compared(sentence, name):
        return False
    if before == "of" and owns(sentence, name) and is_whole(sentence, name):
        return False
    if name.sort is Sort.COMPANY:
        return before in _ACTING or owns(sentence, name)
    if name.head in EVENTS and before in _TAKING_PLACE:
        return False
    return name.head not in VENUES or before in _HOUSING
