"""Bars: amounts that things are picked by, and marks that are passed."""

from __future__ import annotations

from decimal import Decimal

from archive.extraction.kinds.kind import Previous
from archive.extraction.measures import EXTENTS, Measure, is_money
from archive.extraction.nouns import is_plural
from archive.extraction.vocabulary import RELATIVES, words

_PICKING = words(
    "with generating paying exceeding earning having worth contributing whose "
    "yielding making posting valued yield generate pay earn contribute post exceed "
    "exceeds topping surpassing pays earns generates yields contributes makes invests "
    "invest spends spend"
)
_COMPARING = words("annual exceed exceeds topping surpassing")
"""What makes a bar of an amount like a hedge such as "over"."""
_WHOEVER = words("any every those")
_DEMANDING = words("must require requires requiring")
_MODALS = words("will would should could can may might to then")
_BEING = words("be is are was were")
_SIZES = words("employees workers staff people beds rooms seats members")
"""What firms, hospitals, hotels and the like are picked by the number of."""
_PICKED_BY_SIZE = words("with having employing")
_FLOORS = frozenset(
    ["over", "above", "more than", "at least", "exceeding", "no less than"]
    + ["not less than", "well over", "or more", "or above", "or higher"]
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


def passes(left: list[str], right: list[str]) -> bool:
    """A mark reached: "passed 400 billion yuan for the first time"."""
    passing = bool(_PASSING & set(left[-3:])) or left[-1:] == ["past"]
    if _MARKS & set(right[:2]) and (passing or _REACHING & set(left[-3:])):
        return True
    if left[-2:] == ["first", "time"]:
        return True  # "marking its first time exceeding 6 trillion yuan"
    if not passing:
        return False
    return _FIRST_TIME in " ".join(right[:6]) or _FIRST_TIME in " ".join(left)


def picks(
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
    if left[-1:] == ["at"] and right[:1] == ["each"] and not measure.hedge:
        return False  # "sold at 18 yuan each"
    if right[:1] == ["each"] or (right[1:2] == ["each"] and right[0] in ("or", "in")):
        return True
    if "each" in right[:4] and not set(right[:4]) & {",", "and", "to"}:
        return True
    if left[:2] == [",", "each"] and left[2:3] != ["of"]:
        return True
    if measure.hedge == "up to":
        return False  # a ceiling picks nothing
    if _DEMANDING & set(left) and measure.hedge in _FLOORS:
        return True  # "foreign firms must invest at least 300,000 yuan"
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
    if clause[-1:] == ["worth"] and clause[-2:-1] and clause[-2] in _BEING:
        picking = bool(RELATIVES & set(clause))  # "fields are expected to be worth"
    picking |= "each" in clause
    picking |= _is_condition(clause, measure.hedge)
    names_things |= "if" in clause or clause[:1] == ["each"]
    picking = picking or bool(_WHOEVER & set(clause) and RELATIVES & set(clause))
    floor = measure.hedge in _FLOORS or _COMPARING & set(clause)
    return picking and names_things and bool(floor)


def _is_condition(clause: list[str], hedge: str) -> bool:
    """ "agencies that bring no less than ...", "firms, if they earn more than ..."."""
    if "if" in clause:
        return True
    related = [index for index, word in enumerate(clause) if word in RELATIVES]
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
    if left[-2:] == ["each", "with"] and measure.hedge in _FLOORS:
        return True
    if measure.noun not in _SIZES or measure.hedge not in _FLOORS | _CEILINGS:
        return False
    if len(value.normalize().as_tuple().digits) > 1 or not left:
        return False
    counted = previous is not None and previous.unit.startswith("count")
    named = counted
    if len(left) > 1:
        named = is_plural(left[-2]) or left[-2] == "those"
    if left[-2:-1] and left[-2] in RELATIVES and left[-1] == "have":
        return len(left) > 2 and is_plural(left[-3])
    return left[-1] in _PICKED_BY_SIZE and named
