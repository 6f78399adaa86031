"""What a figure measures, in the words of the text and by the registry's key."""

from __future__ import annotations

import re

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.indicators.reading import IndicatorReader
from archive.extraction.measures import AREAS, is_money

_MEASURED = re.compile(
    r"(?:share of )?(?:total )?(?:number|value|volume|amount|scale|proportion|size"
    r"|growth rate)s? of (?:the )?|share of "
)
"""What says only how something is measured: the number of firms are firms."""
_TAX = re.compile(r"\btax(?=$| (?:of|from|in|paid|by|per)\b)")
_BEHIND_HEAD = re.compile(r" (?:of|for|from|in|on|at|among|with) ")
_OWNING = ("'", "’")
"""Behind a name they tell whose something is, not what."""
__all__ = ["IndicatorReader", "registry_key"]


def registry_key(words: str, unit: str, gazetteer: Gazetteer) -> str:
    """The key of what is named first among the words and has such a unit; "" for none.

    Of a share ("share of income: exports") the part tells more than the whole.
    """
    if not words:
        return ""
    whole, _, part = _TAX.sub("taxes", fold(words)).partition(": ")
    for said in (part, whole) if part else (whole,):
        of_whole = said is whole and whole.startswith("share of ")
        measured = _MEASURED.match(said)
        said = said[measured.end() :] if measured else said
        hits = gazetteer.indicators.find(said)
        behind = _BEHIND_HEAD.search(said) if hits and hits[0].start else None
        for hit in hits:
            if said[hit.end : hit.end + 1] in _OWNING:
                continue  # "residents' income"
            if behind and hit.start > behind.start():
                break
            forms = [form for form in hit.forms if _fits(form.unit, unit)]
            if of_whole:
                forms = [form for form in forms if not _is_extent(form.unit)]
            if len({form.key for form in forms}) == 1:
                return forms[0].key
    return ""


def _is_extent(usual: str) -> bool:
    """A share of firms or of land says nothing of their number or its extent."""
    return ":" in usual or usual in AREAS


def _fits(usual: str, unit: str) -> bool:
    """Whether an indicator with a usual unit can be told in this one.

    A rate, a share or a place can be one of anything.
    """
    if not usual or not is_money(unit) and unit not in AREAS and ":" not in unit:
        return True
    if is_money(unit):
        return is_money(usual)
    return usual in AREAS if unit in AREAS else ":" in usual
