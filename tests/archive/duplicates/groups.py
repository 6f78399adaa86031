"""Groups as plain values, and what they must be by the plainest way to find them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from archive import duplicates
from archive.duplicates.comparing import Print, alike
from archive.duplicates.grouping import _components, _ranks
from archive.duplicates.keys import INDEXED, NEAR
from archive.duplicates.sketching import FEWEST_SHARED, name
from archive.models import Article, Duplicate, Likeness


def groups() -> dict[str, str]:
    """Public ids of the articles that do not lead, each with its leading one's."""
    rows = Duplicate.objects.values_list("article__public_id", "leading__public_id")
    return dict(rows)


def pairs() -> set[frozenset[str]]:
    rows = Likeness.objects.values_list("low__public_id", "high__public_id")
    return {frozenset(pair) for pair in rows}


def expected() -> tuple[dict[str, str], set[frozenset[str]]]:
    """Groups and pairs found by comparing everything with everything."""
    articles = {row.pk: row for row in Article.objects.published()}
    sketches = {pk: duplicates.sketch(row.body) for pk, row in articles.items()}
    rows: dict[int, list[int]] = defaultdict(list)
    for pk in sorted(articles, key=lambda pk: name(articles[pk].public_id.encode())):
        for key in sketches[pk][:INDEXED]:
            rows[key].append(pk)
    prints = {pk: Print.of(row.body) for pk, row in articles.items()}
    found = []
    for pair in combinations(sorted(articles), 2):
        one, other = (set(sketches[pk]) for pk in pair)
        near = any(
            abs(row.index(pair[0]) - row.index(pair[1])) <= NEAR
            for row in rows.values()
            if {*pair} <= {*row}
        )
        enough = near and len(one & other) >= FEWEST_SHARED
        if enough and alike(prints[pair[0]], prints[pair[1]]):
            found.append(pair)
    leads = {}
    for group in _components(articles, found):
        if len(group) > 1:
            ranks = _ranks(group)
            first = min(group, key=ranks.__getitem__)
            leads |= {
                articles[pk].public_id: articles[first].public_id
                for pk in group - {first}
            }
    public = {pk: row.public_id for pk, row in articles.items()}
    return leads, {frozenset((public[low], public[high])) for low, high in found}
