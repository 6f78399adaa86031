"""What sort of claim a number makes, judged by the words on both sides of it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extraction.measures import Measure, is_money
from archive.extraction.nouns import is_plural
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_UP = words(
    "up rose rise rises risen rising grew grow grows grown growing growth increase "
    "increases increased increasing gain gained gaining jump jumped jumping surge "
    "surged surging soar soared soaring climb climbed climbing expand expanded "
    "expanding expansion rebounded accelerated swelled hike improved upturn"
)
_DOWN = words(
    "down fell fall falls fallen falling drop drops dropped dropping decline declines "
    "declined declining decrease decreases decreased decreasing shrank shrink shrunk "
    "shrinking slid slumped slump plunged plunge dipped dip reduced reducing reduction "
    "cut contraction slipped lowered"
)
_MORE = words("higher more faster above larger greater bigger")
_LESS = words("lower less slower below smaller fewer")
_LEVEL_BREAKS = words("to from reaching reached with accounting contributing")
_SHARE_LEFT = words(
    "accounting accounted accounts account representing represents represented "
    "represent comprising comprises comprised constituting constituted constitutes "
    "contributing contributed contributes contribute making makes made occupying "
    "takes taking share proportion"
)
_RATIOS = words("proportion share ratio percentage weight")
_MODALS = words(
    "will shall would aim aims aimed aiming plan plans planned planning expect expects "
    "expected expecting anticipate anticipates anticipated anticipating target targets "
    "targeting goal goals forecast forecasts projected intends intend hopes hope "
    "strive strives striving scheduled slated pledged pledges"
)
_REALIZED = words(
    "reached hit totaled totalled amounted was were achieved recorded generated has "
    "have had with already including said invested introduced attracted registered "
    "exceeded surpassed stood after completed signed contributed"
)
_ENTITLED = words(
    "receive receives received granted grant grants awarded subsidy subsidies "
    "subsidized reward rewards rewarded bonus bonuses eligible entitled"
)
_PICKING = words(
    "with generating paying exceeding earning having worth contributing whose yielding "
    "making posting"
)
_FLOORS = frozenset(
    ["over", "above", "more than", "at least", "exceeding", "no less than"]
    + ["not less than", "well over", "up to"]
)
_FORMING = [[word] for word in ("make", "makes", "making", "made", "take", "takes")]
"""Before "up": "makes up 18 percent" is a share."""
_NAMED_PLANS = words("plan plans goal goals target targets hopes forecast forecasts")
_ANSWERING = words(
    "reported report expect expected expecting said say saw anticipate anticipated "
    "anticipating noted cited indicated planned"
)
"""After a percentage: those asked in a survey, a part of them all."""
_ADDED = words("added adding adds")
_WINDOW = 8
_SENTENCE_WINDOW = 30


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
    sentence: Sentence, measure: Measure, end: int, previous: Previous | None
) -> Kind:
    """The kind of the figure; `end` is its last token, a bracket included."""
    if measure.unit == "rank":
        return Kind("rank", confidence=0.9)
    if measure.unit == "times":
        return Kind("multiple", confidence=0.9)
    left = sentence.lows(_left_edge(sentence, measure, previous), measure.start)
    right = sentence.lows(end + 1, end + 1 + _WINDOW)
    if measure.unit in ("percent", "fraction", "percentage_points"):
        kind = _rate(sentence, measure, left, right, previous)
    else:
        kind = _amount(sentence, measure, left, right, previous)
    can_be_planned = kind.name in ("level", "growth", "change")
    can_be_planned = can_be_planned and measure.unit != "fraction"
    if can_be_planned and _is_planned(sentence, measure, right):
        return Kind("target", confidence=0.8)
    return kind


def _left_edge(sentence: Sentence, measure: Measure, previous: Previous | None) -> int:
    edge = max(0, measure.start - _WINDOW)
    return max(edge, previous.last + 1) if previous else edge


def _rate(
    sentence: Sentence,
    measure: Measure,
    left: list[str],
    right: list[str],
    previous: Previous | None,
) -> Kind:
    """Growth, share or change, for percent, points and fractions."""
    about_ratio = _speaks_of_ratio(sentence, measure)
    if measure.unit == "percentage_points":
        down = _direction(left) is False or (right[:1] and right[0] in _LESS)
        return Kind("change", bool(down), 0.9)
    if right[:1] and right[0] in _ANSWERING:
        return Kind("share", confidence=0.7)
    after = _growth_after(right)
    if after is not None:
        was_share = previous is not None and previous.kind.name == "share"
        change = was_share and right[0] in _MORE | _LESS
        return Kind("change" if change else "growth", not after, 0.9)
    direction = _direction(left)
    if direction is not None and not (
        measure.unit == "fraction" and right[:1] == ["of"]
    ):
        return Kind("change" if about_ratio else "growth", not direction, 0.9)
    if _SHARE_LEFT & set(left[-5:]) or right[:1] == ["of"]:
        return Kind("share", confidence=0.9)
    same_unit = previous is not None and previous.unit == measure.unit
    if previous and same_unit and _joined(sentence, measure, previous):
        return Kind(previous.kind.name, previous.kind.negative, 0.8)
    if measure.unit == "fraction" or about_ratio:
        return Kind("share", confidence=0.7)
    if _compares(right):
        return Kind("growth", confidence=0.7)
    return Kind("level", confidence=0.5)


def _growth_after(right: list[str]) -> bool | None:
    """ "38.8 percent growth", "82 percent increase", "5 percent higher": up or down."""
    for position, word in enumerate(right[:4]):
        if word in _UP and word not in ("up", "growing", "rising", "increased"):
            return True
        if word in _DOWN and word not in ("down", "falling", "cut", "reduced"):
            return False
        if position == 0 and word in _MORE:
            return True
        if position == 0 and word in _LESS:
            return False
        plain = word.isalpha() or word == "-"
        if not plain or word in ("of", "in", "to", "and", "from", "by", "for"):
            return None
    return None


def _direction(left: list[str]) -> bool | None:
    """The nearest word of growth before the number: up, down or none."""
    for distance, word in enumerate(reversed(left[-6:])):
        if word in _LEVEL_BREAKS or word in (";", "(", ":"):
            return None
        if word == "," and distance:
            return None
        if word == "up" and left[-2 - distance : -1 - distance] in _FORMING:
            return None
        if word in _UP:
            return True
        if word in _DOWN:
            return False
        if word == "contracted" and distance < 2:
            return False
    return None


def _compares(right: list[str]) -> bool:
    phrase = " ".join(right[:5])
    return phrase.startswith(
        ("year on year", "year - on - year", "on year", "from a year", "from the")
        + ("compared with", "compared to", "from last", "annually", "every year")
    )


def _speaks_of_ratio(sentence: Sentence, measure: Measure) -> bool:
    """Whether the clause is about a proportion: its growth is a change of share."""
    first = max(0, measure.start - _SENTENCE_WINDOW)
    words = sentence.lows(first, measure.start)
    for index in range(len(words) - 1, -1, -1):
        if words[index] in (";", "while", "but"):
            return False
        if words[index] in _RATIOS and words[index - 1 : index] != ["-"]:
            return True
    return False


def _joined(sentence: Sentence, measure: Measure, previous: Previous | None) -> bool:
    """Whether only "and", "or" or a comma stands between this figure and the last."""
    if previous is None:
        return False
    between = sentence.lows(previous.last + 1, measure.start)
    return (
        bool(between) and len(between) < 3 and set(between) <= {"and", "or", ",", "to"}
    )


def _amount(
    sentence: Sentence,
    measure: Measure,
    left: list[str],
    right: list[str],
    previous: Previous | None,
) -> Kind:
    """Level, threshold or change, for money, counts and extents."""
    if _picks(measure, left, right, previous):
        return Kind("threshold", confidence=0.85)
    first_time = " ".join(right[:6]).startswith("for the first time")
    mark = set(left[-3:]) & {"passed", "exceeded", "surpassed", "topped", "exceeding"}
    if is_money(measure.unit) and mark and first_time:
        return Kind("threshold", confidence=0.85)
    nearest = [word for word in left[-3:] if word != "a"]
    if nearest and (nearest[-1] in _ADDED or tuple(nearest[-2:]) in _CHANGES):
        down = nearest[0] in _DOWN or nearest[-2] in _DOWN if nearest[1:] else False
        return Kind("change", down, 0.7)
    return Kind("level", confidence=0.8)


_CHANGES = {
    (word, tail)
    for word in _UP | _DOWN
    for tail in ("by", "of")
    if word not in ("up", "down", "growth", "cut")
}


def _picks(
    measure: Measure, left: list[str], right: list[str], previous: Previous | None
) -> bool:
    """A bar used to pick things: "50 firms with over 10 million yuan of tax each"."""
    if not is_money(measure.unit):
        return False
    if right[:1] == ["each"] or (right[1:2] == ["each"] and right[0] in ("or", "in")):
        return True
    if "each" in right[:4] and not set(right[:4]) & {",", "and"}:
        return True
    counted = previous is not None and previous.unit.startswith("count")
    names_things = any(is_plural(word) for word in left) or counted
    picking = bool(_PICKING & set(left))
    per_year = "annual" in left
    if "total" in left or "combined" in left:
        return False
    return picking and names_things and (measure.hedge in _FLOORS or per_year)


def _is_plan_named(left: list[str], index: int) -> bool:
    """ "the plan cost", a noun, against "the plan to build", which looks ahead."""
    if left[index] not in _NAMED_PLANS or not index:
        return False
    named = left[index - 1] in ("the", "a", "an", "this", "its", "their", "year")
    return named and left[index + 1 : index + 2] not in [["to"], ["of"], ["is"]]


def _is_planned(sentence: Sentence, measure: Measure, right: list[str]) -> bool:
    """Whether the nearest governing verb speaks of what is still to come."""
    phrase = " ".join(right[:4])
    later = ("will ", "to be ", "are expected", "is expected", "are planned", "are to ")
    if phrase.startswith(later) or " will be " in f" {phrase} ":
        return True
    left = sentence.lows(max(0, measure.start - _SENTENCE_WINDOW), measure.start)
    if _ENTITLED & set(left[-4:]) or _ENTITLED & set(right[:4]):
        return False
    for index in range(len(left) - 1, -1, -1):
        word = left[index]
        before = left[index - 1] if index else ""
        if word in _MODALS and not _is_plan_named(left, index):
            return True
        if word == "estimated" and left[index + 1 : index + 2] == ["to"]:
            return True
        if word == "set" and left[index + 1 : index + 2] == ["to"]:
            return True
        if word in _REALIZED and before not in ("will", "to", "be"):
            return False
        if word == ";":
            return False
    return False
