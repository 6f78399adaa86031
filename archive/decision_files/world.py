"""The world's things as lines, and back: what an editor vouches for, or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet

from archive.changes import changed
from archive.decision_files.lines import OTHER_DECISION, Line, decided
from archive.decisions import Refused, things
from archive.decisions.thing_states import KINDS, NAMES, Thing, state_of
from archive.ingest import families
from archive.ingest.companies import spelling_of
from archive.models import CompanyMention, Decision, Figure
from districts.models import Company

if TYPE_CHECKING:
    from archive.decision_files.taking import Taken

ORDER = ("region", "industry", "indicator", "district", "company")
"""Kinds in an order in which each finds what it refers to."""

Standing = dict[tuple[str, str], Line]
"""By kind and slug."""

NO_HOME = "the company it went into is not here, or went into this one"


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


def put(line: Line, stood: Standing, taken: Taken) -> bool:
    """Let a thing stand as the line says, unless somebody here decided otherwise.

    `stood` is from before the first of the lines. Whether it stands so now and did not
    before; `merge` is for these.
    """
    model, state = KINDS[line["kind"]], line["state"]
    here = stood.get((line["kind"], line["slug"]), {"state": None})
    if here == {name: line[name] for name in ("state", "merged") if name in line}:
        taken.known["thing"] += 1
        return False
    entries = Decision.objects.filter(target=line["kind"], target_slug=line["slug"])
    if entries.exists():
        taken.leave(line, OTHER_DECISION)
        return False
    thing = model.objects.filter(slug=line["slug"]).first()
    try:
        with transaction.atomic():
            if state is None:
                thing.delete()
            else:
                _write(thing or model(), state)
    except ProtectedError:
        taken.leave(line, "stories here speak of it")
    except Refused as refusal:
        taken.leave(line, str(refusal))
    else:
        taken.new["thing"] += 1
        return True
    return False


def _write(thing: Thing, state: Line) -> None:
    if isinstance(thing, Company):
        if state["standing"] == Company.Standing.MERGED:
            state = {**state, "standing": Company.Standing.KNOWN}
        if thing.pk is None:
            thing.standing = Company.Standing(state["standing"])
            is_found = state["standing"] == Company.Standing.FOUND
            thing.spelling = spelling_of(state["name"]) if is_found else ""
    # Of one that is here this asks what people kept of it.
    things.write(thing, state)


def merge(line: Line, taken: Taken) -> None:
    """Let a company be merged as the line says; what names it moves along."""
    company = Company.objects.filter(slug=line["slug"]).first()
    into = Company.objects.filter(slug=line["merged"]["into"]).first()
    if company is None or into is None or into.canonical == company:
        taken.leave(line, NO_HOME)
        return
    company.standing, company.merged_into = Company.Standing.MERGED, into
    company.spelling = line["merged"]["spelling"]
    company.save()
    changed(families.bring_home(company, company.pk))
