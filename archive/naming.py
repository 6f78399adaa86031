"""Known things under the names that readers use, and the nearest to an unknown one."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Model, Q, QuerySet

from archive.models import Document
from districts.models import Company, District, DistrictAlias, Industry, Region

MOST_NAMES = 5_000
"""Names that are looked through; in a longer list those that begin alike."""
LONGEST_NAME = 100


def named(model: type[District] | type[Company], text: str) -> QuerySet:
    """Those with this slug, name or other name, in any case.

    A company that was merged is meant as the one under which it is shown.
    """
    other = Q(aliases__name__iexact=text)
    if model is District:
        other &= Q(aliases__role__in=DistrictAlias.NAMES)
    wanted = (
        Q(slug=text.lower().replace(" ", "-"))
        | Q(name__iexact=text)
        | Q(name_zh=text)
        | other
    )
    if model is Company:
        merged = Company.objects.merged().filter(wanted).distinct()
        wanted |= Q(pk__in={company.canonical.pk for company in merged})
    return shown(model).filter(wanted).distinct()


def offered(model: type[Model], column: str) -> QuerySet:
    """The names that may be meant, those that nobody has reviewed last."""
    rows = shown(model)
    if model is Company:
        rows = rows.order_by("-standing", "name")  # found after known
    return rows.values_list(column, flat=True)


def shown(model: type[Model]) -> QuerySet:
    """Those of which readers may know: names of companies may be rejected."""
    return Company.objects.shown() if model is Company else model.objects.all()


def told_of() -> QuerySet[District]:
    """The districts of all regions that documents came from."""
    return District.objects.filter(region__in=told_regions())


def told_regions() -> QuerySet[Region]:
    """The regions that documents came from.

    Each is asked about alone: of all at once PostgreSQL goes through every document.
    """
    keys = Region.objects.values_list("pk", flat=True)
    told = [key for key in keys if Document.objects.filter(region=key).exists()]
    return Region.objects.filter(pk__in=told)


def labelled(districts: QuerySet[District]) -> list[tuple[int, str, str]]:
    """Keys, slugs and labels of districts, by name.

    Those of them that share a name carry their region's behind it.
    """
    listed = list(
        districts.order_by("name", "slug").values_list(
            "pk", "slug", "name", "region__name"
        )
    )
    shared = Counter(name for _, _, name, _ in listed)
    return [
        (key, slug, f"{name} ({region})" if shared[name] > 1 else name)
        for key, slug, name, region in listed
    ]


def families() -> Mapping[int, frozenset[int]]:
    """By id of an industry, the ids of itself and of all industries under it."""
    parents = dict(Industry.objects.values_list("id", "parent_id"))
    found: dict[int, set[int]] = {number: {number} for number in parents}
    for number in parents:
        above, seen = parents[number], {number}
        while above in parents and above not in seen:
            found[above].add(number)
            seen.add(above)
            above = parents[above]
    return {number: frozenset(members) for number, members in found.items()}


def with_descendants(industries: Iterable[Industry]) -> set[int]:
    """Ids of these industries and of all under them."""
    known = families()
    return set().union(*(known.get(one.pk, {one.pk}) for one in industries))


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The known name that is most like the word; None where none is much like it."""
    word = word[:LONGEST_NAME].casefold()
    known = {name.casefold(): name for name in names}
    if len(known) > MOST_NAMES:
        known = {low: name for low, name in known.items() if low[:1] == word[:1]}
    near = difflib.get_close_matches(word, list(known)[:MOST_NAMES], 1, 0.6)
    return known[near[0]] if near else None


def suggestion(word: str, names: Iterable[str]) -> str:
    """The end of a message on an unknown name: the nearest one, if there is one."""
    near = nearest(word, names)
    return f" Did you mean “{near}”?" if near else ""
