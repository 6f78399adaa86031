"""Stories as lists show them, each written once for a version of the data.

Reading what a row shows and writing its HTML take most of a list's time, and the same
stories stand on many lists: the newest ones of a district are those of its industries.
What a search changes of an entry, its link and its sentence, is put between the pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import get_script_prefix
from markupsafe import Markup

from archive import rows, search
from archive.rows import ArticleRow
from archive.search import Query

MOST = 5_000
"""Entries that a process keeps: some nine megabytes."""

_GAP = Markup("<gap>")
"""Stands between the pieces of an entry; text is escaped and never holds it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How the HTML of an article's row is written, always the same for the same row.

    `entry` gets the row, what follows its address in its link, and its sentence, which
    `sentence` writes; `link` writes what follows the address for a search's words.
    """

    entry: Callable[[ArticleRow, Markup, Markup], Markup]
    sentence: Callable[[ArticleRow], Markup]
    link: Callable[[ArticleRow, str], Markup]

    def pieces(self, row: ArticleRow) -> Pieces:
        before, between, after = self.entry(row, _GAP, _GAP).split(_GAP)
        return Pieces(before, between, self.sentence(row), after)


class Pieces(NamedTuple):
    """An entry to the end of its address, to its sentence, that, and the rest."""

    before: Markup
    between: Markup
    sentence: Markup
    after: Markup


_present: tuple[tuple[str, str], dict[int, Pieces]] = (("", ""), {})


def entries(
    keys: Sequence[int], version: str, writing: Writing, query: Query | None = None
) -> Markup:
    """The entries of these articles, in this order.

    `version` names the data as they are, see `archive.changes.version`. Those that a
    `query` found show the sentence that matched, and lead to it.
    """
    if query is None:
        kept = _pieces(keys, version, writing)
        return Markup().join(
            piece for key in keys if key in kept for piece in kept[key]
        )
    read = {row.pk: row for row in rows.bare_articles(keys)}
    kept = _pieces(keys, version, writing, read)
    for row in read.values():
        row.snippet = search.snippet(row, query)
    return Markup().join(
        written
        for key, row in read.items()
        for written in (
            kept[key].before,
            writing.link(row, query.words),
            kept[key].between,
            writing.sentence(row),
            kept[key].after,
        )
    )


def _pieces(
    keys: Sequence[int],
    version: str,
    writing: Writing,
    read: Mapping[int, ArticleRow] | None = None,
) -> dict[int, Pieces]:
    """Those of each article that is there, where these have been `read`, of them."""
    kept = _kept(version)
    found = {key: kept[key] for key in keys if key in kept}
    missing = [key for key in keys if key not in found]
    if read is None:
        fresh = rows.articles(missing, None)
    else:
        fresh = rows.complete([read[key] for key in missing if key in read], None)
    written = {row.pk: writing.pieces(row) for row in fresh}
    if len(kept) + len(written) <= MOST:
        kept |= written
    return found | written


def _kept(version: str) -> dict[int, Pieces]:
    """What is kept of this version; another one takes its place."""
    global _present
    name = version, get_script_prefix()
    held, kept = _present
    if held != name:
        kept = {}
        _present = name, kept
    return kept
