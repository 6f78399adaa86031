"""Organisations that nobody listed: from the names that texts have to rows and back.

Such a row is found: the machine's word. It is there while some mention or figure names
it, and every way in gives the same row, whichever document came first: its name is the
least of the spellings its mentions have, by a fixed order, and so is its kind. What an
editor confirmed or rejected is only looked up here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import IntegrityError, connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Collate

from archive.ingest.claims import KINDS, Claim
from archive.ingest.families import take_home
from archive.ingest.rows import row_with, shape_of
from archive.models import CompanyMention, Document, Figure
from districts.models import Company

AT_ONCE = 1_000
"""Rows of one statement."""

TRIES = 10

_UNSPELLED = "9"
_BY_BYTES = {"postgresql": "C", "sqlite": "BINARY"}


class Spelled(NamedTuple):
    """How a name is written, as it is compared, and the place of its kind in KINDS."""

    spelling: str
    kind: int


Said = tuple[str, str, str]
"""A found company's slug, name and kind, as a mention has them."""

Ranked = tuple[str, str, int]
"""Its slug, its name as it is compared, and the place of its kind in KINDS."""


def spelling_of(name: str) -> str:
    """The name as it is compared: what is not all of one case comes first."""
    return f"{int(name.isupper() or name.islower())}{name}"


def least(said: Iterable[Said]) -> dict[str, Spelled]:
    """By slug the least spelling and the first kind."""
    return _least(
        (slug, spelling_of(name), KINDS.index(kind)) for slug, name, kind in said
    )


def _least(ranked: Iterable[Ranked]) -> dict[str, Spelled]:
    found: dict[str, Spelled] = {}
    for slug, spelling, kind in ranked:
        held = found.get(slug)
        if held is None:
            found[slug] = Spelled(spelling, kind)
        elif spelling < held.spelling or kind < held.kind:
            found[slug] = Spelled(min(spelling, held.spelling), min(kind, held.kind))
    return found


def ranked(said: Iterable[Said]) -> tuple[Ranked, ...]:
    """Each company once, in the order of slugs, as `settle` takes them."""
    return tuple((slug, *one) for slug, one in sorted(least(said).items()))


def is_open(claim: Claim) -> bool:
    """Whether the claim names a found company, by its slug: its key is not known."""
    return claim.model is CompanyMention and type(claim.key) is str


def said_of(claim: Claim) -> Said:
    return claim.said["company"], claim.said["name"], claim.said["kind"]


def settle(companies: Iterable[Ranked]) -> dict[str, int | None]:
    """The keys of these companies, made where they are new; None for a rejected one.

    For a transaction that adds mentions with these names and takes none away.
    """
    names = _least(companies)
    rows = _held(names, (), "KEY SHARE") if names else {}
    _lower(rows.values(), names)
    return {slug: row.key for slug, row in rows.items()}


class _Row(NamedTuple):
    slug: str
    id: int
    standing: str
    spelling: str
    kind: str

    @property
    def key(self) -> int | None:
        return None if self.standing == Company.Standing.REJECTED else self.id


@dataclass
class Renewal:
    """Of a document that is held, the found companies before and after it is renewed.

    `before` has for each of them what the document's mentions say.
    """

    document: Document
    before: dict[int, set[Said]]
    ids: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Renewal:
        return cls(document, _named_in(document))

    def settled(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims with the keys of their companies; those of rejected ones not.

        One that names a merged company is of that under which it is shown. All rows
        that may change are held until the transaction ends.
        """
        claims = list(claims)
        open_ones = [claim for claim in claims if is_open(claim)]
        names = {
            slug: Spelled(_UNSPELLED + one.spelling[1:], len(KINDS) - 1)
            for slug, one in least(map(said_of, open_ones)).items()
        }
        if names or self.before:
            rows = _held(names, self.before, "UPDATE")
            self.ids = {slug: rows[slug].key for slug in names}
        for claim in open_ones:
            claim.key = claim.values["company"] = self.ids[claim.key]
        claims = [claim for claim in claims if claim.key is not None]
        take_home(claims)
        return claims

    def finish(self) -> None:
        """Bring names in step with the mentions; what nothing names any more leaves."""
        after = _named_in(self.document)
        gained = {one for pk, said in after.items() for one in said}
        gained -= {one for said in self.before.values() for one in said}
        if names := least(gained):
            rows = Company.objects.filter(slug__in=list(names))
            _lower(map(_Row._make, rows.values_list(*_Row._fields)), names)
        _respell([pk for pk in self.before if self.before[pk] - after.get(pk, set())])
        touched = {*self.before, *filter(None, self.ids.values())}
        _drop(touched - after.keys())


def hold_found(document: Document) -> list[int]:
    """The found companies that rows of a document name, held."""
    return _hold(_named_in(document))


def let_go(ids: Collection[int]) -> None:
    """Rows that named these companies are gone: bring the found ones in step.

    Called before groups of near-identical stories are settled: all writers hold
    companies first and these then.
    """
    if ids:
        ids = _hold(ids)
        _drop(ids)
        _respell(ids)


def _hold(ids: Collection[int]) -> list[int]:
    rows = Company.objects.found().filter(pk__in=ids).order_by("slug")
    return [company.pk for company in rows.select_for_update()] if ids else []


def out_of_step() -> Iterator[tuple[Company, str]]:
    """Found companies that should not be there, or not under this name, and why."""
    for company in _unnamed(Company.objects.found()).order_by("slug").iterator():
        yield company, "nothing names it"
    ids = list(Company.objects.found().order_by("slug").values_list("pk", flat=True))
    for some in _slices(ids):
        right = least(_said_of(some))
        for company in Company.objects.filter(pk__in=some, slug__in=list(right)):
            spelling, kind = right[company.slug]
            stored = company.spelling, company.name, company.kind
            if stored != (spelling, spelling[1:], KINDS[kind]):
                what = f"{spelling[1:]}, {KINDS[kind]}"
                yield company, f"by its mentions it is {what}"


def _held(
    names: Mapping[str, Spelled], also: Iterable[int], strength: str
) -> dict[str, _Row]:
    """The rows under these slugs, by slug; new ones are added.

    They and those of the keys `also` are locked, always in the order of their slugs, so
    that two writers never wait for each other. One that leaves meanwhile comes anew.
    """
    found: dict[str, _Row] = {}
    missing, also = sorted(names), sorted(also)
    for _ in range(TRIES):
        for some in _slices(missing):
            _add(some, names)
        found |= {row.slug: row for row in _locked(missing, also, strength)}
        missing, also = [slug for slug in missing if slug not in found], []
        if not missing:
            return found
    raise IntegrityError(f"Others keep taking {missing[0]} away.")


def _add(slugs: Collection[str], names: Mapping[str, Spelled]) -> None:
    rows = [
        row_with(
            Company,
            {
                "slug": slug,
                "name": names[slug].spelling[1:],
                "kind": KINDS[names[slug].kind],
                "standing": Company.Standing.FOUND.value,
                "spelling": names[slug].spelling,
            },
        )
        for slug in slugs
    ]
    columns = shape_of(Company).columns
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_TABLE} ({', '.join(columns)}) VALUES {places} "
            "ON CONFLICT (slug) DO NOTHING",
            [value for row in rows for value in row],
        )


def _locked(slugs: list[str], ids: list[int], strength: str) -> Iterator[_Row]:
    lock = f" FOR {strength}" if connection.features.has_select_for_update else ""
    wanted = [(slug, "slug") for slug in slugs] + [(pk, "id") for pk in ids]
    for some in _slices(wanted):
        conditions = [
            f"{column} IN ({', '.join(['%s'] * len(values))})"
            for column in ("slug", "id")
            if (values := [value for value, name in some if name == column])
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(_Row._fields)} FROM {_TABLE} "
                f"WHERE {' OR '.join(conditions)} ORDER BY slug{lock}",
                [value for value, _ in some],
            )
            yield from map(_Row._make, cursor.fetchall())


_TABLE = Company._meta.db_table


def _lower(rows: Iterable[_Row], names: Mapping[str, Spelled]) -> None:
    """Give found rows the lesser spellings and kinds that came."""
    found = Company.Standing.FOUND.value
    for row in rows:
        if row.standing == found and row.slug in names:
            spelling, kind = names[row.slug]
            if spelling < row.spelling:
                _rename(row.id, spelling)
            if row.kind in KINDS[kind + 1 :]:
                mine = Company.objects.found().filter(pk=row.id)
                mine.filter(kind__in=KINDS[kind + 1 :]).update(kind=KINDS[kind])


def _rename(pk: int, spelling: str) -> None:
    """Give a found row this spelling; another writer may have brought a lesser one."""
    collation = _BY_BYTES[connection.vendor]
    mine = Company.objects.found().filter(pk=pk)
    mine.annotate(bytes=Collate("spelling", collation)).filter(
        bytes__gt=spelling
    ).update(name=spelling[1:], spelling=spelling)


def _respell(ids: Collection[int]) -> None:
    """Take names and kinds anew from all mentions of these companies."""
    for slug, (spelling, kind) in sorted(least(_said_of(ids)).items()):
        Company.objects.found().filter(slug=slug).update(
            name=spelling[1:], spelling=spelling, kind=KINDS[kind]
        )


def _drop(ids: Collection[int]) -> None:
    for some in _slices(sorted(ids)):
        _unnamed(Company.objects.found().filter(pk__in=some)).delete()


def _unnamed(companies: QuerySet[Company]) -> QuerySet[Company]:
    """Those that no row names, be it a rejected one."""
    return companies.exclude(
        Exists(CompanyMention.objects.filter(company=OuterRef("pk")))
    ).exclude(Exists(Figure.objects.filter(subject_company=OuterRef("pk"))))


def _named_in(document: Document) -> dict[int, set[Said]]:
    """The found companies that a document's rows name, and what its mentions say."""
    named = {pk: set() for pk in _subjects_in(document)}
    mentions = CompanyMention.objects.filter(document=document)
    for pk, slug, said in _spellings(mentions):
        named.setdefault(pk, set())
        if said:
            named[pk].add((slug, *said))
    return named


def _subjects_in(document: Document) -> QuerySet:
    figures = Figure.objects.filter(document=document).order_by()
    found = figures.filter(subject_company__standing=Company.Standing.FOUND)
    return found.values_list("subject_company", flat=True).distinct()


def _said_of(ids: Collection[int]) -> Iterator[Said]:
    mentions = CompanyMention.objects.filter(company__in=ids)
    for _, slug, said in _spellings(mentions) if ids else ():
        if said:
            yield slug, *said


def _spellings(
    mentions: QuerySet[CompanyMention],
) -> Iterator[tuple[int, str, tuple[str, str] | None]]:
    """Key and slug of the found companies, and name and kind as the machine said.

    Where the machine spoke of another company, its word says nothing of this one.
    """
    rows = mentions.filter(company__standing=Company.Standing.FOUND).order_by()
    said = [f"extracted__fields__{name}" for name in ("company", "name", "kind")]
    for pk, slug, company, name, kind in rows.values_list(
        "company", "company__slug", *said
    ).distinct():
        yield pk, slug, (name, kind) if name and company == slug else None


def _slices(values: Sequence) -> Iterator[Sequence]:
    return (values[n : n + AT_ONCE] for n in range(0, len(values), AT_ONCE))
