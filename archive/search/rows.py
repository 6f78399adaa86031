"""Terms that ask for rows: districts, companies, industries, years and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from archive.models import CompanyMention, DistrictMention, Figure, IndustryMention
from archive.naming import named, offered, suggestion, with_descendants
from archive.search.query import Query, Term, years
from districts.models import Company, District, Industry

"""Digits of a number that is compared with the values of figures."""


def rows(term: Term) -> Q:
    """The articles that a term of one of the row fields asks for."""
    if term.field == "district":
        mentions = DistrictMention.objects.visible()
        found = mentions.filter(district__in=named(District, term.text))
    elif term.field == "company":
        mentions = CompanyMention.objects.visible()
        found = mentions.filter(company__in=named(Company, term.text))
    elif term.field == "industry":
        chosen = with_descendants(Industry.objects.named(term.text))
        found = IndustryMention.objects.visible().filter(industry__in=chosen)
    elif term.field == "figure":
        found = Figure.objects.visible().filter(_figure(term.text))
    else:
        first, last = years(term.text)
        return Q(published_on__year__gte=first, published_on__year__lte=last)
    return Q(pk__in=found.values("article"))


def unknown(query: Query) -> list[str]:
    """What is wrong with the names in a query's fields, in plain words."""
    return [problem for term in query.terms() for problem in _problems(term)]


def _problems(term: Term) -> Iterator[str]:
    kinds = {"district": District, "company": Company, "industry": Industry}
    model = kinds.get(term.field)
    if model is None:
        return
    if model is Industry:
        known = Industry.objects.named(term.text)
    else:
        known = named(model, term.text)
    if not known.exists():
        names = offered(model, "name")
        yield (
            f"No {term.field} is called “{term.text}” here."
            f"{suggestion(term.text, names)}"
            f" To search for the word itself, leave {term.field}: out."
        )


_NUMBER = re.compile(r"[+-]?[0-9][0-9,]{0,22}(\.[0-9]{1,6})?", re.ASCII)
"""A number that the column of values can hold; other words are words only."""


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
