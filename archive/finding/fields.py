"""Terms that ask for rows: districts, companies, industries, years and figures."""

from __future__ import annotations

import re
from decimal import Decimal

from django.db.models import Q
from pyroaring import BitMap

from archive.bitmaps import State
from archive.models import Figure
from archive.naming import named, with_descendants
from archive.search import Term, years
from districts.models import Company, District, Industry

_NUMBER = re.compile(r"[+-]?[0-9][0-9,]{0,22}(\.[0-9]{1,6})?", re.ASCII)
"""A number that the column of values can hold; other words are words only."""
_INNER = re.compile("[0-9A-Za-zÀ-ɏ]")
_BEGINS = r"(?<![0-9A-Za-zÀ-ɏ])(?<![0-9][.,])"
_ENDS = r"(?:e?s)?(?![0-9A-Za-zÀ-ɏ])(?![.,][0-9])"
"""Where words begin and end, those of Latin letters: Chinese ones stand close."""


def rows(term: Term, state: State) -> BitMap:
    """The articles that a term of one of the row fields asks for."""
    articles = state.articles.universe
    if term.field == "year":
        first, last = years(term.text)
        values = [year for year in articles.values["year"] if first <= year <= last]
    elif term.field == "industry":
        values = with_descendants(Industry.objects.named(term.text))
    elif term.field == "figure":
        told = Figure.objects.visible().filter(_figure(term.text)).order_by()
        return BitMap(told.values_list("article", flat=True))
    else:
        things = District if term.field == "district" else Company
        values = named(things, term.text).values_list("pk", flat=True)
    return BitMap().union(BitMap(), *(articles.having(term.field, v) for v in values))


def _figure(text: str) -> Q:
    """Figures with these words, of this indicator or of exactly this value."""
    wanted = (
        _printed("surface", text)
        | _printed("indicator_words", text)
        | Q(indicator__slug=text.lower().replace(" ", "-"))
        | Q(indicator__name__iexact=text)
        | Q(indicator__aliases__name__iexact=text)
    )
    if not _NUMBER.fullmatch(text):
        return wanted
    return wanted | Q(value=Decimal(text.replace(",", "")))


def _printed(column: str, text: str) -> Q:
    """Rows with the words in a column, and not only within longer ones.

    Few rows are left to the pattern, which is slow, where the words are not frequent.
    """
    words = text.strip(".,")
    first = _BEGINS if _INNER.match(words[:1]) else ""
    last = _ENDS if _INNER.match(words[-1:]) else ""
    pattern = f"{first}{re.escape(words)}{last}"
    return Q(**{f"{column}__icontains": words, f"{column}__iregex": pattern})
