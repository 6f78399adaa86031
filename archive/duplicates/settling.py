"""Bringing sketches and pairs in step with some articles.

A pair are two articles that are neighbours under a key, share three or more, and whose
texts are alike. That follows from the articles as they are: whatever came first, the
same pairs stand in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q
from django.db.models.functions import Left

from archive.duplicates import grouping, keys
from archive.duplicates.comparing import Print, alike
from archive.duplicates.keys import NEAR, Neighbour, Placed
from archive.duplicates.labels import labels_of, told_apart
from archive.duplicates.reading import MOST_CHARACTERS
from archive.duplicates.sketching import FEWEST_SHARED, name, sketch
from archive.models import Article, Likeness

Pair = tuple[int, int]
"""Ids of two articles, the lower first."""

_LIKENESS = Likeness._meta.db_table

AT_ONCE = 50
"""Texts that are compared with others at once; more are read in turns."""


NOWHERE = Placed(0, ())
"""What the tables hold of an article that has no sketch: nothing."""


def place_of(article: Article, known: Sequence[int] | None = None) -> Placed:
    """What the tables must hold of an article; its keys may be known already."""
    if not (article.is_shown and article.placed):
        return NOWHERE
    return place(article.public_id, sketch(article.body) if known is None else known)


def place(public_id: str, keys: Sequence[int]) -> Placed:
    return Placed(name(public_id.encode()), tuple(keys)) if keys else NOWHERE


def bring_in_step(wanted: Mapping[int, Placed], *, new: bool = False) -> None:
    """Make keys, pairs and groups what they must be after these articles changed.

    An article without keys has none of all that. `new` says that none of them was
    in the tables before.
    """
    before = {} if new else keys.held(wanted)
    leaving = [article for article in before if before[article] != wanted[article]]
    entering = {
        article: placed
        for article, placed in wanted.items()
        if placed.keys and before.get(article) != placed
    }
    disturbed = _closing_up(keys.neighbours(leaving)) if leaving else set()
    keys.erase(leaving)
    keys.add(entering)
    near = keys.neighbours(article for article, one in wanted.items() if one.keys)
    stored = set() if new else _pairs(wanted)
    beside = {article for row in near for article in (row[0], row[2])}
    disturbed.update(*_pairs_among(beside))
    disturbed.difference_update(wanted)
    if disturbed:
        near += keys.neighbours(disturbed)
        stored |= _pairs(disturbed)
    candidates = _candidates(near, wanted)
    known = {pair for pair in stored & candidates if wanted.keys().isdisjoint(pair)}
    found = known | _alike(candidates - known)
    _write(found - stored, stored - found)
    grouping.regroup(
        joined=found - stored,
        parted=stored - found,
        changed=() if new else wanted.keys(),
    )


def _closing_up(leaving: Iterable[Neighbour]) -> set[int]:
    """Articles that get a new neighbour when one goes that stood between them."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for article, key, near in leaving:
        rows[article, key].append(near)
    return {near for row in rows.values() if len(row) > NEAR for near in row}


def _candidates(
    neighbours: Iterable[Neighbour], known: Mapping[int, Placed]
) -> set[Pair]:
    """Pairs of neighbours whose sketches have enough in common."""
    pairs = {(one, near) for one, _, near in neighbours}
    others = {article for pair in pairs for article in pair if article not in known}
    sketches = {**known, **keys.held(others)}
    own = {one: frozenset(sketches[one].keys) for one, _ in pairs}
    return {
        _pair(one, near)
        for one, near in pairs
        if len(own[one].intersection(sketches[near].keys)) >= FEWEST_SHARED
    }


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _alike(pairs: Collection[Pair]) -> set[Pair]:
    """Those of the pairs whose texts are the same story.

    The texts are read in turns, so that memory stays bounded.
    """
    found: set[Pair] = set()
    partners: dict[int, list[int]] = defaultdict(list)
    for low, high in sorted(pairs):
        partners[low].append(high)
    turn: list[Pair] = []
    texts: set[int] = set()
    for low, highs in partners.items():
        for high in highs:
            turn.append((low, high))
            texts |= {low, high}
            if len(texts) >= AT_ONCE:
                found |= _compared(turn, texts)
                turn, texts = [], set()
    return found | _compared(turn, texts)


def _compared(pairs: Iterable[Pair], articles: Collection[int]) -> set[Pair]:
    if not articles:
        return set()
    texts = Article.objects.filter(pk__in=articles).values_list(
        "pk", Left("body", MOST_CHARACTERS)
    )
    prints = {article: Print.of(text) for article, text in texts}
    found = [pair for pair in pairs if alike(*(prints[one] for one in pair))]
    labels = labels_of({article for pair in found for article in pair})
    return {
        (one, other)
        for one, other in found
        if not told_apart(labels[one], labels[other])
    }


def _pairs(articles: Iterable[int]) -> set[Pair]:
    """The stored pairs with any of these articles."""
    ids = list(articles)
    rows = Likeness.objects.filter(Q(low__in=ids) | Q(high__in=ids))
    return set(rows.values_list("low_id", "high_id"))


def _pairs_among(articles: Collection[int]) -> set[Pair]:
    query = f"SELECT low_id, high_id FROM {_LIKENESS} WHERE low_id IN ({{}})"
    return {pair for pair in keys.rows(query, articles) if pair[1] in articles}


def _write(fresh: Iterable[Pair], gone: Collection[Pair]) -> None:
    Likeness.objects.bulk_create(
        Likeness(low_id=a, high_id=b) for a, b in sorted(fresh)
    )
    for low in sorted({low for low, _ in gone}):
        highs = [high for other, high in gone if other == low]
        Likeness.objects.filter(low=low, high__in=highs).delete()
