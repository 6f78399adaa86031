"""Which claims of a reading are which rows of before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.ingest.claims import Claim
from archive.ingest.placing import is_wordless
from archive.models import DistrictMention, Figure
from archive.spans import Range, overlap


def match(
    rows: list[Any], found: list[Claim]
) -> tuple[list[tuple[Any, Claim]], set[int]]:
    """Rows and claims that are the same, one to one, decided rows first.

    A figure is the same where the raw spans of the numbers meet; a mention where
    the entity is the same, for the editor or for the machine of before, and the
    raw spans meet; one without words where the story is the same. The ids of claims
    that are mentions a person has decided on come second: where several are the same
    as one such row, none makes a row of its own.
    """
    pairs = []
    spoken_for = set()
    meetings = _meetings(
        [() if is_wordless(row) else _place(row) for row in rows],
        [() if claim.is_wordless else claim.place for claim in found],
    )
    for i, j in (*meetings, *_wordless(rows, found)):
        row, claim = rows[i], found[j]
        if not _same(row, claim):
            continue
        if row.is_decided and not isinstance(row, Figure):
            spoken_for.add(id(claim))
        shared = overlap(_place(row), claim.place)
        exact = identity_of(row) == claim.identity
        alike = _alike(row, claim)
        rank = (not row.is_decided, not exact, not alike, -shared, i, j)
        pairs.append((rank, row, claim))
    taken: set[int] = set()
    matched = []
    for _, row, claim in sorted(pairs, key=lambda pair: pair[0]):
        if not row.is_decided and id(claim) in spoken_for:
            continue
        if id(row) not in taken and id(claim) not in taken:
            taken |= {id(row), id(claim)}
            matched.append((row, claim))
    return matched, spoken_for


def _meetings(
    left: list[tuple[Range, ...]], right: list[tuple[Range, ...]]
) -> Iterator[tuple[int, int]]:
    """Index pairs of which some raw ranges meet; each pair once, one sweep."""
    spans = sorted(
        (start, end, side, index)
        for side, places in enumerate((left, right))
        for index, place in enumerate(places)
        for start, end in place
    )
    seen = set()
    active: tuple[list[tuple[int, int]], ...] = ([], [])
    for start, end, side, index in spans:
        for rows in active:
            rows[:] = [item for item in rows if item[0] > start]
        for _, other in active[1 - side]:
            pair = (index, other) if side == 0 else (other, index)
            if pair not in seen:
                seen.add(pair)
                yield pair
        active[side].append((end, index))


def _wordless(rows: list[Any], found: list[Claim]) -> Iterator[tuple[int, int]]:
    """Index pairs of mentions that the file's name gives to the same story.

    It is the same that holds the row's raw place, or that took the article over.
    """
    bare = [(j, claim) for j, claim in enumerate(found) if claim.is_wordless]
    for i, row in enumerate(rows):
        if not is_wordless(row):
            continue
        for j, claim in bare:
            holds = overlap(row.ranges, claim.article.ranges)
            if holds or row.article_id == claim.article.pk:
                yield i, j


def _place(row: Any) -> tuple[Range, ...]:
    if isinstance(row, Figure):
        return ((row.number_start, row.number_end),)
    return row.ranges


def _same(row: Any, claim: Claim) -> bool:
    if isinstance(row, Figure):
        return True
    said = row.extracted.get("fields", {}).get(row.ENTITY)
    return getattr(row, f"{row.ENTITY}_id") == claim.key or claim.said[row.ENTITY] in (
        said,
        _named_by(row),
    )


def _alike(row: Any, claim: Claim) -> bool:
    """Whether they agree in more than makes them the same."""
    if isinstance(row, Figure):
        return row.key_unit == claim.key
    return _named_by(row) == claim.said[row.ENTITY]


def _named_by(row: Any) -> str:
    """What the row's words name; a merged company is shown under another."""
    return getattr(row, "merged_from", "") or row.entity.slug


def identity_of(row: Any) -> tuple[int, Any, Any]:
    """What the database holds once in a document: place, key, and ordinal or basis."""
    if isinstance(row, Figure):
        return row.number_start, row.key_unit, row.ordinal
    basis = row.basis if isinstance(row, DistrictMention) else ""
    return row.raw_start, getattr(row, f"{row.ENTITY}_id"), str(basis)
