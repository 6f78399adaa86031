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
        Q(surface__icontains=text)
        | Q(indicator_words__icontains=text)
        | Q(indicator__slug=text.lower().replace(" ", "-"))
        | Q(indicator__name__iexact=text)
        | Q(indicator__aliases__name__iexact=text)
    )
    if not _NUMBER.fullmatch(text):
        return wanted
    return wanted | Q(value=Decimal(text.replace(",", "")))
