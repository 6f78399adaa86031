"""Which articles a query finds, and in which tiers they stand.

A story is in the first tier that it reaches:

1. its headline has what was searched for,
2. its headline and standfirst together have it,
3. it has it somewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from pyroaring import BitMap

from archive.bitmaps import State
from archive.finding import fields
from archive.finding.terms import ANYWHERE, HEADLINE, STANDFIRST, Terms
from archive.search import TEXT_FIELDS, Query, Term
from archive.search.query import And, Node, Not, Or

Leaf = Callable[[Term], BitMap]


def tiers(query: Query, state: State, terms: Terms) -> tuple[BitMap, ...]:
    """The articles that lists show for a query, in tiers, the best first.

    Where it asks for words alone, one that does not lead its group stands for the one
    that does: a story is found by what any copy of it says. A minus or another field
    asks about each article by itself, or a copy without the words would bring back
    the story that has them.
    """
    known: dict[Term, BitMap] = {}

    def row(term: Term) -> BitMap:
        if term not in known:
            known[term] = fields.rows(term, state)
        return known[term]

    def within(*parts: str) -> Leaf:
        def leaf(term: Term) -> BitMap:
            if term.field not in TEXT_FIELDS:
                return row(term)
            found = terms.rows(term, parts[0])
            for part in parts[1:]:
                found = found | terms.rows(term, part)
            return found

        return leaf

    every = state.articles.published
    anywhere = within(ANYWHERE)
    levels = [_evaluated(query.tree, anywhere, anywhere, every)]
    if query.wanted() and levels[0]:
        for parts in ((HEADLINE, STANDFIRST), (HEADLINE,)):
            level = _evaluated(query.tree, within(*parts), anywhere, every)
            levels.append(level & levels[-1])
    if _is_words(query.tree):
        levels = [_told(level, state) for level in levels]
    shown = state.articles.universe.shown
    levels = [level & shown for level in reversed(levels)]
    found, before = [], BitMap()
    for level in levels:
        found.append(level - before)
        before = level
    return tuple(found)


def _evaluated(node: Node, leaf: Leaf, without: Leaf, every: BitMap) -> BitMap:
    """The articles of a tree; `without` gives those of terms behind a minus."""
    if isinstance(node, Term):
        return leaf(node)
    if isinstance(node, Not):
        return every - _evaluated(node.node, without, without, every)
    if isinstance(node, Or):
        return BitMap().union(
            *(_evaluated(one, leaf, without, every) for one in node.nodes)
        )
    # The fewest first, so that the rest has the least to do.
    wanted = [one for one in node.nodes if not isinstance(one, Not)]
    parts = sorted((_evaluated(n, leaf, without, every) for n in wanted), key=len)
    found = BitMap.intersection(*parts) if parts else every
    for one in node.nodes:
        if isinstance(one, Not) and found:
            found = found - _evaluated(one.node, without, without, every)
    return found


def _told(rows: BitMap, state: State) -> BitMap:
    """With the stories that stand for those of the rows that lists don't show."""
    copies = rows - state.articles.universe.shown
    return rows | state.articles.leading_for(copies) if copies else rows


def _is_words(node: Node) -> bool:
    """Whether it asks for nothing but words of the text."""
    if isinstance(node, And | Or):
        return all(map(_is_words, node.nodes))
    return isinstance(node, Term) and node.field in TEXT_FIELDS
