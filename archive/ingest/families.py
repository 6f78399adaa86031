"""Companies that were merged: each row names one company and is shown under another.

Where the company that a row's words name was merged, `merged_from` of the row is its
slug, and the row is of the company that it went into in the end. So every way in makes
the same rows after a merge as before it, and a merge can be taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from archive.ingest.claims import Claim
from archive.models import CompanyMention, Document, Figure, Status
from districts.models import Company

NAMING = {CompanyMention: "company", Figure: "subject_company"}
"""The rows that name a company, and their field for it."""

_MERGED_COMPANY = Q(company__standing=Company.Standing.MERGED) | ~Q(merged_from="")

AT_ONCE = 1_000
"""Rows of one statement."""


class Home(NamedTuple):
    """A merged company's slug, and the key of the company it is shown under."""

    slug: str
    key: int


def stay() -> None:
    """Let no company be merged or taken apart until the transaction ends."""
    _lock("ROW SHARE")


def alone() -> None:
    """Wait for all who write of companies; those who come later wait for us.

    To be called before anything is read: what others did is seen from then on. SQLite
    lets in one writer at a time as it is.
    """
    _lock("EXCLUSIVE")


def _lock(mode: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Company._meta.db_table} IN {mode} MODE")


def homes_of(keys: Collection[int]) -> dict[int, Home]:
    """Of these companies those that were merged, and where they are shown."""
    into: dict[int, int] = {}
    slugs: dict[int, str] = {}
    seen, asked = set(), set(keys)
    while asked:
        for some in _slices(sorted(asked)):
            merged = Company.objects.merged().filter(pk__in=some)
            for key, slug, target in merged.values_list("pk", "slug", "merged_into"):
                into[key], slugs[key] = target, slug
        seen |= asked
        asked = set(into.values()) - seen
    homes = {}
    for key in into:
        last = into[key]
        while last in into:
            last = into[last]
        homes[key] = Home(slugs[key], last)
    return {key: homes[key] for key in keys if key in homes}


def take_home(claims: Collection[Claim]) -> None:
    """Let claims that name a merged company be of the one it is shown under."""
    naming = [claim for claim in claims if claim.model in NAMING]
    keys = {claim.values[NAMING[claim.model]] for claim in naming} - {None}
    homes = homes_of(keys)
    for claim in naming:
        field = NAMING[claim.model]
        home = homes.get(claim.values[field])
        claim.values["merged_from"] = home.slug if home else ""
        if home:
            claim.values[field] = home.key
            if claim.model is CompanyMention:
                claim.key = home.key


def settle_row(row: Any, changed: Collection[str]) -> None:
    """Let a row whose company was set be of the one under which that is shown.

    `changed` are the fields that were set; of other rows and fields nothing changes.
    """
    field = NAMING.get(type(row), "")
    if field in changed:
        company = Company.objects.filter(pk=getattr(row, f"{field}_id")).first()
        is_merged = company is not None and company.is_merged
        row.merged_from = company.slug if is_merged else ""
        setattr(row, field, company.canonical if is_merged else company)


def members_of(company: Company) -> list[Company]:
    """The company and all that were merged into it on any way."""
    found = newest = [company]
    while newest:
        merged = Company.objects.filter(merged_into__in=newest)
        newest = list(merged.order_by("slug"))
        found = found + newest
    return found


def bring_home(company: Company, before: int) -> set[int]:
    """Give all rows that name the company, or one merged into it, where they belong.

    They were shown under the company with the key `before`. Returns the keys of their
    articles. Where a row stands already that says the same of the same place, one of
    the machine's goes; a decided one stays as it is, and names its own company.
    """
    home, touched = company.canonical.pk, set()
    for member in members_of(company):
        merged_from = "" if member.pk == home else member.slug
        for model, field in NAMING.items():
            shown = {field: before, "merged_from": member.slug}
            for held in (shown, _own(field, member.pk)):
                rows = model.objects.filter(**held).exclude(**{field: home})
                touched |= _move(rows.order_by(), field, home, merged_from)
    return touched


def _own(field: str, key: int) -> dict[str, Any]:
    """Rows that name a company and are of it."""
    return {field: key, "merged_from": ""}


def _move(rows: QuerySet, field: str, home: int, merged_from: str) -> set[int]:
    model, touched = rows.model, set()
    if model is CompanyMention:
        doubled = rows.filter(_stands_at(home))
        machine = doubled.filter(status=Status.EXTRACTED, person_fields=[])
        for some in _slices(list(machine.values_list("pk", "article"))):
            touched |= {article for _, article in some}
            model.objects.filter(pk__in=[key for key, _ in some]).delete()
        rows = rows.exclude(_stands_at(home))
    values = {field: home, "merged_from": merged_from, "version": F("version") + 1}
    for some in _slices(list(rows.values_list("pk", "article"))):
        touched |= {article for _, article in some}
        model.objects.filter(pk__in=[key for key, _ in some]).update(**values)
    return touched


def _stands_at(company: Any) -> Exists:
    """Whether a mention of the company stands where a mention does."""
    same = {"document": OuterRef("document"), "raw_start": OuterRef("raw_start")}
    return Exists(CompanyMention.objects.filter(**same, company=company))


def bring_the_rest_home(document: Document) -> None:
    """Give mentions that stood aside for another one their place, where it is free now.

    Of two decided ones that are of one company then, `bring_home` leaves one as it was.
    """
    odd = CompanyMention.objects.filter(document=document).filter(_MERGED_COMPANY)
    rows = list(odd.select_related("company").order_by("pk"))
    slugs = {row.merged_from or row.company.slug for row in rows}
    named = {one.slug: one for one in Company.objects.filter(slug__in=slugs)}
    homes = {slug: one.canonical for slug, one in named.items()}
    for row in rows:
        slug = row.merged_from or row.company.slug
        home = homes.get(slug, row.company)
        same = CompanyMention.objects.filter(document=document, raw_start=row.raw_start)
        if row.company == home or same.filter(company=home).exists():
            continue
        row.company, row.merged_from = home, "" if slug == home.slug else slug
        row.version += 1
        row.save(update_fields=["company", "merged_from", "version"])


def rows_naming(company: Company) -> Iterator[QuerySet]:
    """The mentions and the figures that name a company, wherever they are shown."""
    home = company.canonical.pk
    for model, field in NAMING.items():
        named = Q(**_own(field, company.pk))
        if home != company.pk:
            named |= Q(**{field: home, "merged_from": company.slug})
        yield model.objects.filter(named)


def astray() -> Iterator[tuple[str, str]]:
    """Companies under which rows are shown that name another one: slug, and why."""
    homes = Company.objects.merged_slugs()
    for model, field in NAMING.items():
        shown = f"{field}__slug"
        odd = model.objects.filter(
            Q(**{f"{field}__standing": Company.Standing.MERGED}) | ~Q(merged_from="")
        )
        groups = odd.order_by().values_list(shown, "merged_from").annotate(Count("pk"))
        for slug, merged_from, count in groups:
            named = merged_from or slug
            right = homes.get(named, named)
            if slug == right and named != right:
                continue
            home = Company.objects.filter(slug=right).first()
            if model is CompanyMention and home is not None:
                mine = odd.filter(**{shown: slug, "merged_from": merged_from})
                count = mine.exclude(_stands_at(home)).count()
            if count:
                names = model._meta.verbose_name_plural
                yield (
                    slug or "none",
                    f"{count} {names} that name {named} belong to {right}",
                )


def _slices(values: list) -> Iterable[list]:
    return (values[n : n + AT_ONCE] for n in range(0, len(values), AT_ONCE))
