"""Slugs and labels of known things by their keys, held until a name changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from archive.naming import families, labelled
from districts.models import Company, District, Indicator, Industry

MOST_KEPT = 10_000
"""Companies whose names are held; there may be very many."""


@dataclass(frozen=True, slots=True)
class Names:
    """All things of a kind: slugs by key, keys by slug, and labels by slug, by name.

    `families` has for each industry itself and all under it.
    """

    slugs: Mapping[int, str]
    keys: Mapping[str, int]
    labels: Mapping[str, str]
    families: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class CompanyNames:
    """Companies, looked up when they are asked for."""

    slugs: dict[int, str] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def key(self, slug: str) -> int | None:
        if slug not in self.keys:
            self._read(slug=slug)
        return self.keys.get(slug)

    def slugs_of(self, keys: Collection[int]) -> Mapping[int, str]:
        if missing := [key for key in keys if key not in self.slugs]:
            self._read(pk__in=missing)
        return {key: self.slugs[key] for key in keys if key in self.slugs}

    def _read(self, **asked: object) -> None:
        if len(self.slugs) > MOST_KEPT:
            for held in (self.slugs, self.keys, self.labels):
                held.clear()
        rows = Company.objects.filter(**asked).values_list("pk", "slug", "name")
        for key, slug, name in rows:
            self.slugs[key], self.keys[slug], self.labels[slug] = slug, key, name


_held: dict[type, tuple[str, Names]] = {}
_companies: tuple[str, CompanyNames] = ("", CompanyNames())


def names_of(things: type[District | Industry | Indicator], world: str) -> Names:
    """All of a kind, as of a version of the world's names."""
    held = _held.get(things)
    if held is None or held[0] != world:
        held = _held[things] = (world, _read(things))
    return held[1]


def company_names(world: str) -> CompanyNames:
    global _companies
    if _companies[0] != world:
        _companies = (world, CompanyNames())
    return _companies[1]


def _read(things: type[District | Industry | Indicator]) -> Names:
    if things is District:
        found = labelled(District.objects.all())
    else:
        rows = things.objects.order_by("name", "slug")
        found = list(rows.values_list("pk", "slug", "name"))
    return Names(
        {key: slug for key, slug, _ in found},
        {slug: key for key, slug, _ in found},
        {slug: label for _, slug, label in found},
        families() if things is Industry else {},
    )
