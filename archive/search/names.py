"""Names in the fields of a query that nothing bears here."""

from __future__ import annotations

from collections.abc import Iterator

from archive.naming import named, offered, suggestion
from archive.search.query import Query, Term
from districts.models import Company, District, Industry


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
