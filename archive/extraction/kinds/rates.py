"""Whether a percentage tells growth, a share, a change or a level."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extraction.kinds.paces import PACE, before_pace, pace
from archive.extraction.measures import Measure, is_money
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import COMPARED, words

_UP = words(
    "up rose rise rises risen rising grew grow grows grown growing growth increase "
    "increases increased increasing gain gained gaining jump jumped jumping surge "
    "surged surging soar soared soaring climb climbed climbing expand expanded "
    "expanding expansion rebounded rebound accelerated swelled hike improved "
    "improving upturn advanced advance raised raising boosted boosting widened "
    "lift lifts lifted lifting spike spiked uptick expands soars surges jumps climbs "
    "advances rebounds swells swelling rocketed skyrocketed ballooned leaped leapt "
    "inched mounted appreciated leap leaps"
)
_DOWN = words(
    "down fell fall falls fallen falling drop drops dropped dropping decline declines "
    "declined declining decrease decreases decreased decreasing shrank shrink shrunk "
    "shrinking slid slumped slump plunged plunge dipped dip reduced reducing "
    "reduction cut cutting contraction slipped lowered lowering shortened shortening "
    "narrowed slashed saved saving tumbled tumbles tumbling downtick dips dipping "
    "slips slipping shrinks slumps slumping slides sliding plunges plunging sank "
    "sinking eased easing plummeted plummeting dwindled retreated depreciated"
)
_MORE = words("higher more faster above larger greater bigger ahead")
_LESS = words("lower less slower below smaller fewer behind")
_RISES = words(
    "growth increase increases rise rises gain gains jump jumps surge surges climb "
    "expansion rebound hike upturn boost spike advance improvement upswing uptick leap"
)
_FALLS = words(
    "decline declines decrease decreases drop drops fall falls reduction reductions "
    "contraction slump plunge dip loss slide downturn shrinkage"
)
"""Nouns behind a percentage: "a 5 percent rise"."""
_PLACES = words("in for at among during on")
_LEVEL_BREAKS = words("to from reaching reached with accounting contributing")
_STAYING = words(
    "stood stayed remained kept held was were is are stands remains while and but"
)
"""After a growth, before "at": what is told at its height is something else."""
_TELLING = words("reporting registering posting recording at with")
_TURNING = words("but while whereas")
_SHARE_LEFT = words(
    "accounting accounted accounts account representing represents represented "
    "represent comprising comprises comprised constituting constituted constitutes "
    "contributing contributed contributes contribute making makes made make occupying "
    "occupies occupied occupy takes taking took taken share proportion holds held "
    "stake"
)
_ELSEWHERE = words(
    "of in to and from by for despite amid as after while with when due since but on"
)
"""After one of these a noun of growth is not the percentage's."""
_BEYOND = words("than above below exceeding surpassing outpacing beating outstripping")
_HOLDINGS = words("stake stakes share shares holding equity interest")
_RATIOS = words("proportion share ratio percentage weight")
_RATED = words(
    "rate rates coverage occupancy yield yields margin interest inflation vacancy "
    "margins accuracy satisfaction efficiency discount unemployment index"
)
"""What is itself told in percent and is a share of nothing."""
_FORMING = [[word] for word in ("make", "makes", "making", "made", "take", "takes")]
_FORMING += [[word] for word in ("taking", "took", "taken")]
"""Before "up": "makes up 18 percent" is a share."""
_ANSWERING = words(
    "reported report expect expected expecting said say saw anticipate anticipated "
    "anticipating noted cited indicated planned"
)
"""After a percentage: those asked in a survey, a part of them all."""
_STATES = ("level", "share")
_AGAINST = (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"])
_JOINTS = ([","], ["and"], [",", "and"])
_A_YEARLY = ["a", "year", "-", "on", "-", "year"]
_YEARLY = ("year", "month", "quarter")
_NEAR = 8
_FAR = 16
_FURTHEST = 30


@dataclass(frozen=True, slots=True)
class Rate:
    """The kind of a percentage, the sign of its value and how sure we are."""

    name: str
    negative: bool = False
    confidence: float = 0.9


def judge_rate(
    sentence: Sentence,
    measure: Measure,
    right: list[str],
    before: tuple[Rate, str, int] | None,
) -> Rate:
    """Growth, share, change or level.

    `right` are the words behind the figure, `before` the rate, unit and last token of
    the figure before it in the sentence.
    """
    previous, unit, last = before or (None, "", -1)
    left = sentence.lows(max(0, measure.start - _FURTHEST, last + 1), measure.start)
    right = _without_year_on_year(right)
    first = right[0] if right else ""
    if measure.unit == "percentage_points":
        down = _direction(left) is False or first in _LESS or first == "down"
        joined = before and left in _JOINTS and measure.unit == unit
        return Rate("change", down or bool(joined and previous.negative))
    if first in _ANSWERING:
        return Rate("share", confidence=0.7)
    sign = _sign(sentence, measure)
    if sign:
        return Rate("growth", sign == "-")
    after = _growth_after(right)
    if after is not None:
        was_share = previous is not None and previous.name == "share"
        change = was_share and first in _MORE | _LESS
        return Rate("change" if change else "growth", not after)
    if first in _HOLDINGS:
        return Rate("share")
    about_ratio = _speaks_of_ratio(sentence, measure)
    if before and _is_reached(before, left):
        rated = _RATED & set(sentence.lows(last - _FAR, last))
        if about_ratio or rated:
            return Rate("share" if about_ratio else "level", confidence=0.8)
    direction = _direction(left, parted=first == "of")
    if direction is None and not about_ratio:
        direction = pace(sentence.lows(measure.start - _FURTHEST, measure.start))
    if first != "of" and left[-1:] in (["added"], ["adding"]):
        direction = True  # "both industries added 6 percent"
    if direction is not None and unit == "percent" and _is_level_moved(previous, left):
        return Rate("change", not direction, 0.7)
    if direction is not None and not (measure.unit == "fraction" and first == "of"):
        return Rate("change" if about_ratio else "growth", not direction)
    if _SHARE_LEFT & set(left[-5:]) or first == "of":
        return Rate("share")
    if before and unit == "times" and left in _JOINTS:
        return Rate("growth", confidence=0.7)  # "rose 1.2 times and 60 percent"
    if before and _continues(sentence, measure, before, left):
        negative = before[0].negative and "from" not in left
        was = previous.name == "target" and left[-2:] in _AGAINST
        # "increasing 5 million yuan by 6 percent"
        was |= previous.name == "change" and is_money(unit)
        return Rate("growth" if was else previous.name, negative, 0.8)
    if measure.unit == "fraction" or about_ratio:
        return Rate("share", confidence=0.7)
    if _compares(right):
        falls = previous is not None and previous.name == "growth" and previous.negative
        return Rate("growth", falls, 0.7)
    near = set(left[-_FAR:])
    rated = first == "rate" or (_RATED & near and "contribution" not in near)
    if rated or (previous and (previous.name, unit) == ("level", measure.unit)):
        return Rate("level", confidence=0.6)
    return Rate("share", confidence=0.5)


def _is_reached(before: tuple[Rate, str, int], left: list[str]) -> bool:
    """ "Vacancy fell 2 points on the year to 9 percent", "rose by 1% to 20%"."""
    rate, unit, _ = before
    moved = rate.name in ("growth", "change") and unit in (
        "percent",
        "percentage_points",
    )
    return moved and left[-1:] == ["to"] and len(left) <= _NEAR and "," not in left


def _is_level_moved(previous: Rate | None, left: list[str]) -> bool:
    """ "The occupancy rate was 76 percent in May, up 5 percent": by so many points."""
    moved = left[-2:] in ([",", "up"], [",", "down"]) and len(left) < _NEAR
    return moved and previous is not None and previous.name == "level"


def _without_year_on_year(right: list[str]) -> list[str]:
    """The words behind "year-on-year", "annual": "a 5 percent annual increase"."""
    if right[:1] == ["-"]:
        right = right[1:]
    if right[:1] and right[0] in _YEARLY and right[1:2] == ["-"]:
        right = right[5:]
    elif right[:3] in (["year", "on", "year"], ["year", "over", "year"]):
        following = right[3:4]
        right = right[3:] if following and following[0] in _UP | _DOWN else right
    return right[1:] if right[:1] in (["annual"], ["average"], ["yearly"]) else right


def _sign(sentence: Sentence, measure: Measure) -> str:
    """ "(-3.1%)", "+5 percent": the sign that is printed before a rate."""
    sign = sentence.low(measure.first - 1)
    if sign not in ("-", "+") or not sentence.tokens[measure.first].glued:
        return ""
    bracketed = sentence.low(measure.first - 2) == "("
    return sign if bracketed or not sentence.tokens[measure.first - 1].glued else ""


def _growth_after(right: list[str]) -> bool | None:
    """ "38.8 percent growth", "82 percent increase", "5 percent higher": up or down."""
    for position, word in enumerate(right[:4]):
        if position == 0 and word in ("down", "up"):
            return word == "up"
        if word in _RISES:
            return True
        if word in _FALLS:
            return False
        if position == 0 and word in _MORE:
            return True
        if position == 0 and word in _LESS:
            return False
        plain = word.isalpha() or word == "-" or word in COMPARED
        if not plain or word in _ELSEWHERE:
            return None
    return None


def _direction(left: list[str], *, parted: bool = False) -> bool | None:
    """The nearest word of growth before the number: up, down or none.

    Of `parted`, "cut 30 percent of its staff", it stands right before the number: in
    "panels mounted on 30 percent of roofs" nothing grows.
    """
    reach = 6
    if left[-2:] in (["ranging", "from"], ["ranged", "from"]):
        left = left[:-2]
    if left[-2:-1] == [","] and left[-1] in _TELLING and left[-3:-2] == ["rate"]:
        left = left[:-2]  # "leads in growth rate, reporting 6 percent"
    if left[-6:] == _A_YEARLY:
        left = left[:-6]  # "climbed a year-on-year 5 percent"
    if left[-2:] == [",", "of"]:
        left = left[:-2]  # "showed high growth rates, of 66 percent"
    if left[-1:] == ["by"]:
        reach = _FAR
        if left[-2:-1] == [","]:
            left = left[:-2]  # "grew faster, by 14 percent, to ..."
    elif left[-1:] == ["at"] and _RISES & set(left[:-reach]):
        reach = _FAR  # "posted growth for the first time in years at 3 percent"
    elif left[-1:] == ["of"] and left[-2:-1] and left[-2] in PACE:
        left = before_pace(left)
    if parted:
        moved = left[-1:] in (["by"], ["of"])
        if not moved and left[-1:] and left[-1] in _UP:
            return None  # "raised 30 percent of the money"
        reach = 1 + moved
    for distance, word in enumerate(reversed(left[-reach:])):
        if word in _LEVEL_BREAKS or word in (";", "(", ":"):
            return None
        if word == "," and distance:
            return None
        if left[-1] == "at" and word in (_STAYING if distance > 5 else _TURNING):
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
    if right and right[0] in COMPARED:
        return True
    phrase = " ".join(right[:5])
    return phrase.startswith(
        (
            "month on month",
            "month - on - month",
            "quarter on quarter",
            "year on year",
            "year - on - year",
            "on year",
            "from a year",
            "from the",
        )
        + ("over the same", "over the previous", "over last year", "over a year")
        + ("on the same", "on the previous", "against the same")
        + ("compared with", "compared to", "from last", "annually", "every year")
    )


def _speaks_of_ratio(sentence: Sentence, measure: Measure) -> bool:
    """Whether the clause is about a proportion: its growth is a change of share."""
    first = max(0, measure.start - _FURTHEST)
    lows = sentence.lows(first, measure.start)
    for index in range(len(lows) - 1, -1, -1):
        if lows[index] in (";", "while", "but"):
            return False
        points = lows[index + 1 : index + 2] in (["points"], ["point"])
        named = "-" in (*lows[index - 1 : index], *lows[index + 1 : index + 2])
        named |= lows[index + 1 : index + 2] in (["ton"], ["tons"], ["price"])
        named |= lows[max(index - 1, 0)] in _RATED  # "unemployment ratio"
        if lows[index] in _RATIOS and not named and not points:
            return True
    return False


def _is_name(sentence: Sentence, first: int, end: int) -> bool:
    """Whether nothing but a name stands there."""
    run = sentence.tokens[first:end]
    return 0 < len(run) < _NEAR and all(token.is_capital for token in run)


def _continues(
    sentence: Sentence,
    measure: Measure,
    before: tuple[Rate, str, int],
    left: list[str],
) -> bool:
    """Whether the figure goes on with the last: "5 and 6 percent", "water by 5"."""
    rate, unit, last = before
    if left[-2:] == ["average", "of"] and rate.name == "growth":
        return unit == measure.unit  # "rose 6 percent, above the city's average of 5"
    if left[-1:] == ["by"] and rate.name in ("growth", "change"):
        return True
    owned = sentence.text(measure.start - 1).endswith(("'s", "’s"))
    if owned and _BEYOND & set(left[-4:-1]):
        return unit == measure.unit  # "up 6 percent, more than the city's 5"
    if "from" in left[-5:] and {"up", "down"} & set(left[:3]):
        return unit == measure.unit
    if left[-2:] in _AGAINST or left[-1:] in (["against"], ["versus"]):
        return unit == measure.unit and len(left) < _FAR
    if left[-1:] == ["from"] and rate.name == "growth" and "," not in left:
        return unit == measure.unit  # "grew 6 percent in May from 5 in April"
    if unit == measure.unit and left[-1:] == ["to"] and rate.name in _STATES:
        return True
    between = sentence.lows(last + 1, measure.start)
    if between[:1] in ([","], ["and"]) and _is_name(sentence, last + 2, measure.start):
        return unit == measure.unit  # "Sampleton grew 6 percent, Great Bay 5 percent"
    if between[:1] and between[0] in _PLACES and between[-1] in (",", "and"):
        # "up 7 percent in the north, 20 percent in the south, and 3 percent ..."
        return unit == measure.unit and len(between) < 9
    if "latter" in between:
        return unit == measure.unit  # "the former gained 5 percent, the latter 2"
    joins = {"and", "or", ",", "to", "-"}
    return (
        unit == measure.unit
        and bool(between)
        and len(between) < 3
        and set(between) <= joins
    )
