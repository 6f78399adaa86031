"""What sort of claim a number makes, judged by the words on both sides of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from archive.extraction.kinds.announcements import is_in_list_of_plans
from archive.extraction.kinds.bars import passes, picks
from archive.extraction.kinds.behind import is_named_target, is_set_target
from archive.extraction.kinds.kind import Kind, Previous
from archive.extraction.kinds.plans import (
    is_aimed_at,
    is_part_planned,
    is_planned,
)
from archive.extraction.kinds.rates import Rate, judge_rate
from archive.extraction.measures import EXTENTS, Measure, is_money
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_AIMABLE = ("level", "growth", "change", "share")
_OF_THEM = words("them which whom these those")
_YIELDS = words("annual yearly output revenue growth capacity proportion share")
"""What a thing to come will have as well: ", with an annual output of"."""
_TOTAL = words("total combined")
_SIZES = words("area length height")
_TELLING = words("whose which that who was were reached hit totaled after")
"""What tells of something else that is so already."""
_LISTS = words("list lists catalogue catalog register roster")
_ADDED = words("added adding adds gained gaining gains")
_LOST = words("lost losing loses shed shedding")
_CUT = words("cut cuts cutting axed slashed")
_POSTS = words("jobs posts positions staff workers")
_RISEN = words("rose increased grew gained climbed jumped up increasing rising growing")
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
    if aimed_at and (is_named_target(right) or is_set_target(sentence, measure)):
        return Kind("target", confidence=0.8)
    if previous and _is_part_of_target(sentence, measure, right, previous):
        return Kind("target", confidence=0.7)
    if measure.unit in ("percent", "fraction", "percentage_points"):
        kind = _of_rate(sentence, measure, right, previous)
    else:
        kind = _of_amount(sentence, measure, value, right, previous)
    if kind.name == "share" and is_part_planned(sentence, measure, right):
        return Kind("target", confidence=0.7)
    if kind.name in _AIMABLE and is_in_list_of_plans(sentence, measure.start):
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
    if passes(sentence.lows(edge, measure.start), right):
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
    if picks(measure, value, left, right, previous) or passes(left, right):
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
    aside = between[between.index(",") :] if "," in between else []
    yields = _YIELDS if not is_money(measure.unit) else _YIELDS | _TOTAL
    if measure.unit in EXTENTS and previous.unit in EXTENTS:
        yields |= _SIZES
    if aside[:2] == [",", "with"] and yields & set(aside):
        return "," not in aside[1:] and _TELLING.isdisjoint(between)
    if between == ["with", "a", "total", "of"]:
        return True
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
    return both_counts and left in (["and"], [","], [",", "and"], ["each", ","])


def _is_part_of_surge(sentence: Sentence, measure: Measure) -> bool:
    """ "saw a surge ..., with over 40,000 new jobs": what is new makes the surge."""
    if measure.noun_first < 0 or sentence.low(measure.noun_first) != "new":
        return False
    before = sentence.lows(max(0, measure.start - 12), measure.start)
    return bool(_SURGES & set(before)) and bool({"a", "an", "the"} & set(before))
