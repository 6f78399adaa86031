"""The numbers of a sentence that measure something, before they are judged."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from archive.extraction.measures.brackets import bracket_of, read_bracket
from archive.extraction.measures.elided import answering, gapped, part, part_of_extent
from archive.extraction.measures.quantities import EXTENTS, Bracket, Measure, is_money
from archive.extraction.measures.ranks import Place, find_places
from archive.extraction.measures.reading import hedged, measure
from archive.extraction.nouns import STOPS, closes, noun_after, read_noun
from archive.extraction.numbers import Number, find_numbers, reason_against
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import AUXILIARIES, words

_RANGES = (["to"], ["-"], ["~"], ["or"])
_LISTS = (["and"], [",", "and"])
_SERIES = (*_LISTS, [","])
_LARGE = 1000
"""From here on "2,000 and 3,000 jobs" is a range."""
_LONGEST_SORT, _LONGEST_CLAUSE = 6, 12
"""Tokens between a number that only adjectives follow and the next number; and behind
a shared noun, within which a verb of its own is looked for.
"""
_SORTING = words(
    "big chinese clean foreign green junior key large leading major medium new old "
    "overseas private senior small smart young"
)
"""Words for a sort of what is counted; others end as "national", "domestic" do."""
_SORT_ENDINGS = ("al", "ic")
_NO_SORTS = words("overall total")
_BREAKS = words(", ; : that which who whose where when while as after but")
_PLAIN = ("percent", "percentage_points", *EXTENTS)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number with its measure. Token places are inclusive.

    `lender` is the last token of the figure whose unit it shares, or -1.
    """

    number_first: int
    number_last: int
    value: Decimal
    measure: Measure
    bracket: Bracket | None = None
    lender: int = -1

    @property
    def end(self) -> int:
        """The token behind which the words on this figure go on.

        Of "5 to 10 percent higher" both numbers are higher.
        """
        return max(self.last, self.lender)

    @property
    def last(self) -> int:
        """The last token, that of a bracket right behind the unit included."""
        if self.bracket and self.bracket.first == self.measure.last + 1:
            return self.bracket.last
        return self.measure.last


class ClaimReader:
    """Reads the claims of a text's sentences, one sentence after the other.

    `names` are the offsets at which the story's organisations stand: a number there
    is part of a name. Against a number at the offsets `pointed` nothing speaks.
    """

    def __init__(
        self, names: set[int], pointed: AbstractSet[int] = frozenset()
    ) -> None:
        self._names, self._pointed = names, pointed
        self._noun = ""
        self._noun_age = 0
        self._before: Claim | None = None

    def claims(self, sentence: Sentence) -> list[Claim]:
        """The claims of the next sentence, left to right, none over another."""
        self._noun_age += 1
        before, self._before = self._before, None
        read, ranked = find_numbers(sentence), find_places(sentence)
        if not (read or ranked):
            return []
        numbers = {number.first: number for number in read}
        places = {place.first: place for place in ranked}
        found: list[Claim] = []
        waiting: list[Number] = []
        taken = -1
        for index in sorted(places.keys() | numbers.keys()):
            if index <= taken:
                continue
            number, claim, reason = numbers.get(index), None, ""
            if index in places:
                claim = _of_place(sentence, places[index])
            elif not (reason := self._reason_against(sentence, number)):
                claim = self._of_number(sentence, number, found, before)
            elif reason == "name" and found:
                claim = _of_gap(sentence, number, found[-1])
            claim = claim and _apart(claim, taken)
            if claim and _is_same_extent(sentence, found, claim):
                taken = claim.last
            elif claim and claim.measure.start > taken:
                found += _lent(sentence, waiting, claim)
                found.append(claim)
                waiting = []
                taken = claim.bracket.last if claim.bracket else claim.last
            elif number and reason in ("", "tied") and not number.is_fraction:
                waiting.append(number)
            else:
                waiting = []
                taken = max(taken, _skipped_bracket(sentence, index))
        self._before = found[-1] if found else None
        return found

    def _reason_against(self, sentence: Sentence, number: Number) -> str:
        start = sentence.tokens[number.first].start
        if start in self._pointed:
            return ""
        if start in self._names:
            return "named"
        return reason_against(sentence, number)

    def _of_number(
        self,
        sentence: Sentence,
        number: Number,
        found: list[Claim],
        before: Claim | None,
    ) -> Claim | None:
        """The claim of a number; `before` is the last one of the sentence before."""
        read = part_of_extent(sentence, number, found[-1]) if found else None
        read = read or measure(sentence, number)
        if read is None and found:
            read = _lent_by(sentence, found[-1], number)
            read = read or part(sentence, number, found[-1])
            read = read or gapped(sentence, number, found[-1])
        elif read is None and before:
            read = answering(sentence, number, before)
        if read is None:
            return None
        if read.elided:
            noun = self._noun_meant(sentence, number)
            if not noun:
                return None
            read = replace(read, unit=f"count:{noun}", noun=noun)
        elif read.noun:
            self._noun, self._noun_age = read.noun, 0
        bracket = bracket_of(sentence, read) if is_money(read.unit) else None
        value = number.value * read.scale
        return Claim(number.first, number.last, value, read, bracket)

    def _noun_meant(self, sentence: Sentence, number: Number) -> str:
        """What a number counts whose noun is left out."""
        if self._noun and not self._noun_age:
            return self._noun
        if sentence.low(number.first - 1) == ":":
            subject = read_noun(sentence, 0)
            return subject.head if subject else ""
        whole = sentence.low(0) in ("of", "among") and sentence.low(1) != "them"
        if whole and sentence.low(number.first - 1) in (",", ";"):
            noun = noun_after(sentence, 2 if sentence.low(1) == "the" else 1)
            return noun.head if noun else ""
        parted = sentence.low(1) in ("are", "were")
        return self._noun if self._noun_age < (4 if parted else 2) else ""


def _apart(claim: Claim, taken: int) -> Claim:
    """The claim without a hedge of the one before: "5 percent or above 9 percent"."""
    if claim.measure.start > taken:
        return claim
    return replace(claim, measure=replace(claim.measure, hedge="", hedge_first=-1))


def _lent(sentence: Sentence, waiting: list[Number], claim: Claim) -> list[Claim]:
    """Claims of the numbers before that share the claim's unit: "5 to 10 percent"."""
    counts = bool(claim.measure.noun)
    respective = counts and "respectively" in sentence.folded
    if not (counts or is_money(claim.measure.unit) or claim.measure.unit in _PLAIN):
        return []
    found: list[Claim] = []
    start = claim.measure.start
    for number in reversed(waiting):
        own = replace(
            claim.measure,
            first=number.first,
            last=number.last,
            hedge="",
            hedge_first=-1,
            elided=False,
        )
        read = hedged(sentence, own)
        between = sentence.lows(number.last + 1, start)
        fits = between in _RANGES or between in (_SERIES if found else _LISTS)
        if counts and between not in _RANGES and not (fits and respective):
            fits = between == ["and"] and sentence.low(number.first - 1) == "between"
            large = between == ["and"] and number.value >= _LARGE
            fits |= large and _share_noun(sentence, read, claim)
            fits |= _is_described(sentence, number, start)
        if not fits:
            break
        value = number.value * read.scale
        shared = Claim(number.first, number.last, value, read, lender=claim.last)
        found.append(shared)
        start = read.start
    return found[::-1]


def _is_described(sentence: Sentence, number: Number, end: int) -> bool:
    """ "12 high-tech and 30 green firms": two sorts of what is named once."""
    between = sentence.lows(number.last + 1, end)
    joined = 1 < len(between) <= _LONGEST_SORT and between[-1] == "and"
    return joined and all(
        _tells_sort(sentence, index)
        for index in range(number.last + 1, number.last + len(between))
    )


def _tells_sort(sentence: Sentence, index: int) -> bool:
    """ "high-tech", "green", "national", but no verb, no adverb and no time."""
    low = sentence.low(index)
    if "-" in sentence.lows(index - 1, index + 2):
        return low not in STOPS
    return low in _SORTING or (low.endswith(_SORT_ENDINGS) and low not in _NO_SORTS)


def _share_noun(sentence: Sentence, first: Measure, claim: Claim) -> bool:
    """ "It made 2,000 and 3,000 jobs": one object, or one subject: no clause begins
    behind "and" as in "it fell to 2,000 and 300 shops closed".
    """
    before = sentence.low(first.start - 1)
    if before in ("", ",", ";"):
        return True
    behind = claim.measure.last + 1
    if before in ("at", "to") or not closes(sentence, behind):
        return False
    clause = sentence.lows(behind, behind + _LONGEST_CLAUSE)
    return AUXILIARIES.isdisjoint(takewhile(lambda low: low not in _BREAKS, clause))


def _lent_by(sentence: Sentence, claim: Claim, number: Number) -> Measure | None:
    """ "5 million" in "US$3 million to 5 million": the currency stands before both."""
    prefixed = claim.measure.first < claim.number_first
    if not (prefixed and number.has_scale and is_money(claim.measure.unit)):
        return None
    between = sentence.lows(claim.measure.last + 1, number.first)
    if between not in (*_RANGES, *_LISTS):
        return None
    return Measure(claim.measure.unit, number.first, number.last)


def _is_same_extent(sentence: Sentence, found: list[Claim], claim: Claim) -> bool:
    """ "3,000 mu (200 hectares)": an extent in a second unit is no second figure."""
    if not found or sentence.low(claim.measure.start - 1) != "(":
        return False
    before = found[-1].measure
    unit = claim.measure.unit
    return (
        before.last == claim.measure.start - 2
        and before.unit in EXTENTS
        and (unit in EXTENTS or unit in ("count:acres", "count:miles", "count:feet"))
    )


def _of_gap(sentence: Sentence, number: Number, told: Claim) -> Claim | None:
    """The claim of a number that looks like part of a name: "B kept 20 and C 85"."""
    read = gapped(sentence, number, told)
    if read is None:
        return None
    return Claim(number.first, number.last, number.value * read.scale, read)


def _of_place(sentence: Sentence, place: Place) -> Claim:
    read = Measure(place.unit, place.surface_first, place.last)
    return Claim(place.first, place.last, place.value, hedged(sentence, read))


def _skipped_bracket(sentence: Sentence, index: int) -> int:
    """The end of a bracketed currency that no figure took: no figure itself."""
    for opening in range(index - 1, max(index - 5, -1), -1):
        if sentence.low(opening) in ("(", "（"):
            bracket = read_bracket(sentence, opening)
            return bracket.last if bracket else -1
    return -1
