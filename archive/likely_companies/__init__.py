"""Companies that are likely the same, by their names: for a person to decide on.

Nothing is merged by this. Those that a person told apart are not suggested again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from django.db.models import Q, QuerySet

from archive.extraction.folding import fold
from archive.likely_companies.comparing import SHORTEST, Name, Reason, best
from archive.models import Decision
from districts.models import Company, CompanyAlias, District, Region

MOST_ALIKE = {"same": 50, "initials": 8, "begins": 8, "near": 40}
"""Companies that may share a beginning and so on: what more share tells nothing."""

MOST_LOOKED_AT = 500
"""Companies that are compared with one."""

MOST_LETTERS = 8
"""Letters of a name that may be initials."""


class Pair(NamedTuple):
    """Two companies, by their keys, and why they may be one."""

    one: int
    other: int
    reason: Reason


class Likely(NamedTuple):
    company: Company
    reason: Reason


def pairs() -> list[Pair]:
    """All that are likely the same, those with the best reason first."""
    companies = Company.objects.shown()
    return _pairs(companies, _neighbours(_names(companies)))


def suggest(company: Company, limit: int = 3) -> list[Likely]:
    """The companies that this one may be, the best reason first.

    Only those are looked at that a name of it leads to; all are found by `pairs`.
    """
    mine = Company.objects.filter(pk=company.pk)
    names = _names(mine)
    near = _near(names.get(company.pk, [])).exclude(pk=company.pk)
    others = {one.pk: one for one in near.order_by("pk")[:MOST_LOOKED_AT]}
    names |= _names(Company.objects.filter(pk__in=list(others)))
    both = Company.objects.filter(pk__in=[company.pk, *others])
    found = _pairs(both, _neighbours(names, company.pk))
    return [
        Likely(others[pair.other if pair.one == company.pk else pair.one], pair.reason)
        for pair in found[:limit]
    ]


def told_apart() -> set[tuple[str, str]]:
    """The slugs of companies that are not the same by a person's word, in order."""
    lines = Decision.objects.filter(target=Decision.Target.KNOWN_COMPANY)
    kinds = [Decision.Action.DISMISS, Decision.Action.REVERT]
    lines = lines.filter(action__in=kinds).order_by("made_at", "id")
    apart: set[tuple[str, str]] = set()
    for slug, values, previous in lines.values_list(
        "target_slug", "values", "previous"
    ):
        if "not" in values:
            apart.add((slug, values["not"]))
        elif "not" in previous:
            apart.discard((slug, previous["not"]))
    return apart


def _pairs(companies: QuerySet, found: Iterable[Pair]) -> list[Pair]:
    """Of the pairs those that nobody told apart, in order."""
    slugs, apart = dict(companies.values_list("pk", "slug")), told_apart()
    kept = [
        pair
        for pair in found
        if tuple(sorted((slugs[pair.one], slugs[pair.other]))) not in apart
    ]
    return sorted(
        kept,
        key=lambda pair: (-pair.reason.weight, slugs[pair.one], slugs[pair.other]),
    )


def _names(companies: QuerySet) -> dict[int, list[Name]]:
    """The names of each company by its key, those merged into it included."""
    places = _places()
    texts: dict[int, dict[str, None]] = {}
    keys: dict[str, int] = {}
    for key, slug, name in companies.values_list("pk", "slug", "name"):
        texts[key], keys[slug] = {name: None}, key
    aliases = CompanyAlias.objects.filter(company__in=companies).order_by("pk")
    for key, name in aliases.values_list("company", "name"):
        texts.get(key, {})[name] = None
    into = Company.objects.merged_slugs()
    merged = Company.objects.merged().order_by("slug") if into else ()
    for company in merged:
        if into[company.slug] in keys:
            texts[keys[into[company.slug]]][company.name] = None
    return {key: [Name(one, places) for one in held] for key, held in texts.items()}


def _neighbours(
    names: Mapping[int, Collection[Name]], of: int | None = None
) -> Iterator[Pair]:
    """Those that share a block and have a reason of its kind; with `of` only its own.

    What very many share tells nothing.
    """
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for key, held in names.items():
        for name in held:
            for block in name.blocks():
                blocks[block].add(key)
    kinds: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (kind, _), keys in blocks.items():
        if len(keys) <= MOST_ALIKE[kind] and (of is None or of in keys):
            for pair in combinations(sorted(keys), 2):
                if of is None or of in pair:
                    kinds[pair].add(kind)
    for (one, other), shared in kinds.items():
        if why := best(names[one], names[other], shared):
            yield Pair(one, other, why)


def _near(names: Iterable[Name]) -> QuerySet:
    """Companies of which a name begins or ends like one of these, or is its letters."""
    wanted = Q(pk=None)
    for name in names:
        first, last = name.core[:1], name.core[-1:]
        for start in {name.text[:SHORTEST], *(word[:SHORTEST] for word in first)}:
            wanted |= Q(name__istartswith=start)
        for word in last:
            wanted |= Q(name__iendswith=word) if len(word) >= SHORTEST else Q(pk=None)
        for letters in name.initials:
            wanted |= Q(name__iexact=letters)
        if len(name.core) == 1 and 2 < len(name.joined) <= MOST_LETTERS:
            wanted |= _spelled_out(name.joined)
    aliases = CompanyAlias.objects.filter(wanted).values("company")
    return Company.objects.shown().filter(wanted | Q(pk__in=aliases))


def _spelled_out(letters: str) -> Q:
    """Names in which words begin with each of these letters."""
    found = Q(name__istartswith=letters[0])
    for letter in letters[1:]:
        found &= Q(name__icontains=f" {letter}")
    return found


def _places() -> frozenset[str]:
    """Names of regions, countries and districts that are one word, folded."""
    said = [*Region.objects.values_list("name", flat=True)]
    said += Region.objects.values_list("country", flat=True)
    said += District.objects.values_list("name", flat=True)
    return frozenset(fold(name) for name in said if name and " " not in name)
