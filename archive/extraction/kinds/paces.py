"""Growth told as the size of a noun: "its growth rate reached 5 percent"."""

from __future__ import annotations

from archive.extraction.vocabulary import words

PACE = ("rate", "rates", "pace", "speed", "average")
_UP = words("growth increase rise expansion")
_MOVES = _UP | words("decline decrease drop fall slump")
"""Nouns of growth whose size a verb can tell: "its growth reached 5 percent"."""
_GROWING = words("average annual yearly year month gdp economic sales export import")
"""Right before such a noun."""
_TELLING = words("reached was is were hit averaged exceeded topped at neared")
_PACING = words(
    "accelerated slowed eased quickened picked edged narrowed widened moderated "
    "recovered rebounded cooled climbed fell dropped rose"
)


def before_pace(left: list[str]) -> list[str]:
    """The words before "at an average annual rate of"."""
    for back in range(3, 8):
        if left[-back : 1 - back] == ["at"]:
            return left[:-back]
    return left


def pace(left: list[str]) -> bool | None:
    """ "its growth rate reached 13.6 percent": True; of nothing that grows, None."""
    listing = next((word for word in ("including", "such") if word in left), "")
    if listing and "," in left:
        # "the growth rate of 12 firms, including A, B and C, exceeded 50 percent"
        closing = len(left) - left[::-1].index(",")
        left = [*left[: max(0, left.index(listing) - 1)], *left[closing:]]
    bracketed = False
    for index in range(len(left) - 1, -1, -1):
        if left[index] in (")", "("):
            bracketed = left[index] == ")"
        if left[index] in (",", ";") and not bracketed:
            return None
        if left[index] in PACE and left[index - 1 : index] == ["growth"]:
            return True
        if left[index] in _MOVES and _is_told_after(left, index):
            return left[index] in _UP
    return None


def _is_told_after(left: list[str], index: int) -> bool:
    """ "the average growth of sales reached", "its decline narrowed to": how much."""
    if left[-1] in ("to", "from"):
        return bool(_PACING & set(left[index + 1 : -1]))
    owned = left[index + 1 : index + 2] in (["of"], ["in"], ["for"])
    modified = index > 0 and left[index - 1] in _GROWING
    return left[-1] in _TELLING and (owned or modified)
