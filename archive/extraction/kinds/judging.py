"""What sort of claim a number makes, judged by the words on both sides of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from archive.extraction.kinds.plans import (
    is_aimed_at,
    is_named_target,
    is_part_planned,
    is_planned,
)
from archive.extraction.kinds.rates import Rate, judge_rate
from archive.extraction.measures import EXTENTS, Measure, is_money
from archive.extraction.nouns import is_plural
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_PICKING = words(
    "with generating paying exceeding earning having worth contributing whose "
    "yielding making posting valued yield generate pay earn contribute post exceed "
    "exceeds topping surpassing pays earns generates yields contributes makes invests "
    "invest spends spend"
)
_COMPARING = words("annual exceed exceeds topping surpassing")
"""What makes a bar of an amount like a hedge such as "over"."""
_WHOEVER = words("any every those")
_RELATING = words("that which who")
_MODALS = words("will would should could can may might to then")
_SIZES = words("employees workers staff people beds rooms seats members")
"""What firms, hospitals, hotels and the like are picked by the number of."""
_PICKED_BY_SIZE = words("with having employing")
_OF_THEM = words("them which whom these those")
_LISTS = words("list lists catalogue catalog register roster")
_FLOORS = frozenset(
    ["over", "above", "more than", "at least", "exceeding", "no less than"]
    + ["not less than", "well over", "or more", "or above"]
)
_CEILINGS = frozenset(["fewer than", "less than", "under", "below", "up to"])
_PASSING = words(
    "passed exceeded surpassed topped exceeding surpassing passing crossed broke "
    "breaking through topping"
)
_REACHING = words("broken hit hits reached reaching crossing")
"""Verbs that pass a mark only where it is called one."""
_LARGER = words(
    "bigger larger longer smaller taller shorter wider deeper heavier older higher"
)
_MARKS = words("mark threshold milestone")
_FIRST_TIME = "for the first time"
_ADDED = words("added adding adds gained gaining gains")
_LOST = words("lost losing loses shed shedding")
_CUT = words("cut cuts cutting axed slashed")
_POSTS = words("jobs posts positions staff workers")
_RISEN = words("rose increased grew gained climbed jumped up")
_FORMING = words("make makes made making build builds built building take takes took")
"""Before "up": "makes up 3 billion yuan of it" is a level."""
_COMPARED = [",", "compared", "with"]
_FALLEN = words("fell decreased dropped declined down")
_RISES = words(
    "increase increases increased increasing rise rises rose rising risen gain gained "
    "grow grew grown growing surge surged jump jumped climbed expanded expand hike "
    "boost boosted addition"
)
_FALLS = words(
    "decrease decreases decreased decreasing fall falls fell fallen falling drop "
    "drops dropped dropping decline declined declining reduction reduced reduce "
    "shrank cut cuts lowered loss slipped"
)
_PASSED_OVER = words("a an the additional extra further")
_SURGES = words("surge rise increase growth jump boom")
_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a figure, the sign of its value and how sure we are."""

    name: str
    negative: bool = False
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Previous:
    """The figure before in the same sentence: its kind, unit and last token."""

    kind: Kind
    unit: str
    last: int


def judge(
    sentence: Sentence,
    measure: Measure,
    value: Decimal,
    end: int,
    previous: Previous | None,
    planned: bool = False,
) -> Kind:
    """The kind of the figure; `end` is its last token, a bracket included.

    `planned` tells that it stands below a heading of plans.
    """
    if measure.unit in ("rank", "times"):
        if is_aimed_at(sentence, measure):
            return Kind("target", confidence=0.7)
        return Kind("rank" if measure.unit == "rank" else "multiple", confidence=0.9)
    if previous and measure.gapped:
        return replace(previous.kind, confidence=0.6)
    right = sentence.lows(end + 1, end + 1 + _WINDOW)
    aimed_at = is_money(measure.unit) or measure.unit == "percent"
    if aimed_at and is_named_target(right):
        return Kind("target", confidence=0.8)
    if previous and _is_part_of_target(sentence, measure, right, previous):
        return Kind("target", confidence=0.7)
    if measure.unit in ("percent", "fraction", "percentage_points"):
        kind = _of_rate(sentence, measure, right, previous)
    else:
        kind = _of_amount(sentence, measure, value, right, previous)
    if kind.name == "share" and is_part_planned(sentence, measure, right):
        return Kind("target", confidence=0.7)
    can_be_planned = kind.name in ("level", "growth", "change")
    can_be_planned = can_be_planned and measure.unit != "fraction"
    if can_be_planned and is_planned(sentence, measure, right, planned):
        return Kind("target", confidence=0.8)
    return kind


def _of_rate(
    sentence: Sentence, measure: Measure, right: list[str], previous: Previous | None
) -> Kind:
    before = None
    if previous:
        kind = previous.kind
        before = Rate(kind.name, kind.negative), previous.unit, previous.last
    edge = max(0, measure.start - _WINDOW, previous.last + 1 if previous else 0)
    if _passes(sentence.lows(edge, measure.start), right):
        return Kind("threshold", confidence=0.8)
    rate = judge_rate(sentence, measure, right, before)
    return Kind(rate.name, rate.negative, rate.confidence)


def _of_amount(
    sentence: Sentence,
    measure: Measure,
    value: Decimal,
    right: list[str],
    previous: Previous | None,
) -> Kind:
    """Level, threshold or change, for money, counts and extents."""
    edge = max(0, measure.start - _WINDOW)
    edge = max(edge, previous.last + 1) if previous else edge
    left = sentence.lows(edge, measure.start)
    if _picks(measure, value, left, right, previous) or _passes(left, right):
        return Kind("threshold", confidence=0.85)
    near = [word for word in left[-4:] if word not in _PASSED_OVER]
    last = near[-1] if near else ""
    if right[:2] in (["more", "than"], ["fewer", "than"]):
        return Kind("change", right[0] == "fewer", 0.7)
    if measure.noun_first > 0 and right[:1] == ["than"]:
        than = sentence.low(measure.noun_first - 1)
        if than in ("more", "fewer"):
            return Kind("change", than == "fewer", 0.7)
    more = measure.noun_first > 0 and sentence.low(measure.noun_first - 1) == "more"
    if more and "compared" in sentence.folded:
        return Kind("change", confidence=0.6)
    if last == "adding" and measure.hedge == "up to":
        return Kind("level", confidence=0.7)  # "their investments adding up to"
    if last in _ADDED and _is_put_on_list(right):
        return Kind("level", confidence=0.7)
    if last in _CUT and measure.noun in _POSTS:
        return Kind("change", True, 0.7)
    if last in _ADDED or last in _LOST:
        return Kind("change", last in _LOST, 0.7)
    if last in ("by", "of") and near[-2:-1] and near[-2] in _RISES | _FALLS:
        return Kind("change", near[-2] in _FALLS, 0.7)
    risen = is_money(measure.unit) or (measure.elided and last in ("up", "down"))
    risen = risen and not (last == "up" and _FORMING & set(near[-2:-1]))
    if risen and last in _RISEN | _FALLEN:
        return Kind("change", last in _FALLEN, 0.7)
    if (
        previous
        and previous.kind.name == "change"
        and _goes_on(left, measure, previous)
    ):
        return Kind("change", previous.kind.negative, 0.7)
    if previous and previous.kind.name == "change" and left == _COMPARED:
        return Kind("change", previous.kind.negative, 0.6)
    if last == "with" and _is_part_of_surge(sentence, measure):
        return Kind("change", confidence=0.6)
    return Kind("level", confidence=0.8)


def _is_part_of_target(
    sentence: Sentence, measure: Measure, right: list[str], previous: Previous
) -> bool:
    """ "to attract 20 engineers, half of them from abroad": aimed at as they are."""
    if previous.kind.name != "target":
        return False
    between = sentence.lows(previous.last + 1, measure.start)
    if between not in ([","], [",", "with"], [",", "and"]):
        return False
    inside = sentence.lows(measure.last - 1, measure.last + 1)
    if measure.elided and inside[0] == "of" and inside[1] in _OF_THEM:
        behind = right
    elif right[:1] == ["of"] and _OF_THEM & set(right[1:2]):
        behind = right[2:]
    else:
        return False
    return not {"was", "were", "has", "have", "had"} & set(behind[:1])


def _is_put_on_list(right: list[str]) -> bool:
    """ "added nine projects to its list": things named, and no more of them."""
    return "to" in right and bool(_LISTS & set(right[right.index("to") :][:4]))


def _goes_on(left: list[str], measure: Measure, previous: Previous) -> bool:
    """ "added 30 shops and 12 parks": the second as the first."""
    both_counts = measure.unit[:5] == previous.unit[:5] == "count"
    return both_counts and (left == ["and"] or left == [","])


def _is_part_of_surge(sentence: Sentence, measure: Measure) -> bool:
    """ "saw a surge ..., with over 40,000 new jobs": what is new makes the surge."""
    if measure.noun_first < 0 or sentence.low(measure.noun_first) != "new":
        return False
    before = sentence.lows(max(0, measure.start - 12), measure.start)
    return bool(_SURGES & set(before)) and bool({"a", "an", "the"} & set(before))


def _passes(left: list[str], right: list[str]) -> bool:
    """A mark reached: "passed 400 billion yuan for the first time"."""
    passing = bool(_PASSING & set(left[-3:])) or left[-1:] == ["past"]
    if _MARKS & set(right[:2]) and (passing or _REACHING & set(left[-3:])):
        return True
    if not passing:
        return False
    return _FIRST_TIME in " ".join(right[:6]) or _FIRST_TIME in " ".join(left)


def _picks(
    measure: Measure,
    value: Decimal,
    left: list[str],
    right: list[str],
    previous: Previous | None,
) -> bool:
    """A bar used to pick things: "50 firms with over 10 million yuan of tax each"."""
    if measure.unit in EXTENTS:
        return _picks_by_extent(measure, value, left, previous)
    if not is_money(measure.unit):
        return _picks_by_size(measure, value, left, previous)
    if right[:1] == ["each"] or (right[1:2] == ["each"] and right[0] in ("or", "in")):
        return True
    if "each" in right[:4] and not set(right[:4]) & {",", "and", "to"}:
        return True
    if left[:2] == [",", "each"]:
        return True
    if measure.hedge == "up to":
        return False  # a ceiling picks nothing
    if len(value.normalize().as_tuple().digits) > 1:
        return False  # "32 projects with investment of over 12 billion yuan" in all
    if "total" in left or "combined" in left:
        return False
    if left == ["of"] and previous and previous.unit.startswith("count"):
        return measure.hedge in _FLOORS  # "113 projects of more than 100 million yuan"
    clause = left
    if "," in left:
        clause = left[len(left) - left[::-1].index(",") :]
    counted = len(clause) == len(left) and previous is not None
    counted = counted and previous.unit.startswith("count")
    names_things = counted or any(
        is_plural(word) or word in _WHOEVER for word in clause
    )
    picking = any(
        word in _PICKING and (not index or clause[index - 1] not in _MODALS)
        for index, word in enumerate(clause)
    )
    picking |= "each" in clause
    picking |= _is_condition(clause, measure.hedge)
    names_things |= "if" in clause
    picking = picking or bool(_WHOEVER & set(clause) and _RELATING & set(clause))
    floor = measure.hedge in _FLOORS or _COMPARING & set(clause)
    return picking and names_things and bool(floor)


def _is_condition(clause: list[str], hedge: str) -> bool:
    """ "agencies that bring no less than ...", "firms, if they earn more than ..."."""
    if "if" in clause:
        return True
    related = [index for index, word in enumerate(clause) if word in _RELATING]
    strict = hedge in ("no less than", "not less than", "at least")
    return bool(
        strict and related and related[-1] and is_plural(clause[related[-1] - 1])
    )


def _picks_by_extent(
    measure: Measure, value: Decimal, left: list[str], previous: Previous | None
) -> bool:
    """ "shops bigger than 300 square meters", "five parks larger than 10 hectares",
    "20 malls with an area of over 50,000 square meters".
    """
    if left[:1] in ([], ["with"]) and measure.hedge in _FLOORS:
        round_bar = len(value.normalize().as_tuple().digits) == 1
        return round_bar and previous is not None and previous.unit[:5] == "count"
    if left[-1:] != ["than"] or not _LARGER & set(left[-2:-1]):
        return False
    if len(left) == 2:
        return previous is not None and previous.unit.startswith("count")
    return is_plural(left[-3]) or left[-3] in ("them", "those")


def _picks_by_size(
    measure: Measure, value: Decimal, left: list[str], previous: Previous | None
) -> bool:
    """ "firms with more than 500 employees", "hospitals with at least 300 beds"."""
    if measure.noun not in _SIZES or measure.hedge not in _FLOORS | _CEILINGS:
        return False
    if len(value.normalize().as_tuple().digits) > 1 or not left:
        return False
    counted = previous is not None and previous.unit.startswith("count")
    named = counted
    if len(left) > 1:
        named = is_plural(left[-2]) or left[-2] == "those"
    if left[-2:-1] and left[-2] in _RELATING and left[-1] == "have":
        return len(left) > 2 and is_plural(left[-3])
    return left[-1] in _PICKED_BY_SIZE and named
