"""The world's things as lines: what an editor vouches for, or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.decision_files.lines import Line, decided
from archive.decisions import things
from archive.decisions.thing_states import KINDS, NAMES, Thing, state_of
from archive.models import CompanyMention, Figure
from districts.models import Company

ORDER = ("region", "industry", "indicator", "district", "company")
"""Kinds in an order in which each finds what it refers to."""

Standing = dict[tuple[str, str], Line]
"""By kind and slug."""


def lines() -> Iterator[Line]:
    """Every thing, and those that were deleted.

    Of names that were only found, which texts bring again, those that a person's rows
    name.
    """
    for kind in ORDER:
        model = KINDS[kind]
        found = _things(kind)
        if model is Company:
            found = found.filter(_wanted())
        for thing in found.iterator(chunk_size=500):
            yield {"line": "thing", "kind": kind, "slug": thing.slug, **_more(thing)}
        for slug in sorted(entry.target_slug for entry in things.deletions(model)):
            yield {"line": "thing", "kind": kind, "slug": slug, "state": None}


def standing(lines: Iterable[Line]) -> Standing:
    """How the things that the lines are about stand here."""
    slugs: dict[str, list[str]] = {}
    for line in lines:
        slugs.setdefault(line["kind"], []).append(line["slug"])
    return {
        (kind, slug): _more(thing)
        for kind, named in slugs.items()
        for slug, thing in _things(kind).in_bulk(named, field_name="slug").items()
    }


def _things(kind: str) -> QuerySet:
    """The things of a kind, with all that makes up their states."""
    model = KINDS[kind]
    columns = [f.name for f in model._meta.concrete_fields if f.is_relation]
    found = model.objects.order_by("slug").select_related(*columns)
    names = NAMES.get(model)
    return found.prefetch_related(names) if names else found


def _wanted() -> Q:
    mentions = decided(CompanyMention).filter(company=OuterRef("pk"))
    figures = decided(Figure).filter(subject_company=OuterRef("pk"))
    named = Q(Exists(mentions)) | Q(Exists(figures))
    return named | ~Q(standing=Company.Standing.FOUND)


def _more(thing: Thing) -> Line:
    line: Line = {"state": state_of(thing)}
    if isinstance(thing, Company) and thing.merged_into is not None:
        line["merged"] = {"into": thing.merged_into.slug, "spelling": thing.spelling}
    return line
