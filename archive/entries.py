"""Stories as lists show them, each written once for a version of the data.

Reading what a row shows and writing its HTML take most of a list's time, and the same
stories stand on many lists: the newest ones of a district are those of its industries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.urls import get_script_prefix
from markupsafe import Markup

from archive import rows
from archive.rows import ArticleRow

MOST = 5_000
"""Entries that a process keeps: some six megabytes."""

Write = Callable[[ArticleRow], Markup]

_present: tuple[tuple[str, str], dict[int, Markup]] = (("", ""), {})


def entries(keys: Sequence[int], version: str, write: Write) -> Markup:
    """The entries of these articles, in this order.

    `version` names the data as they are, see `archive.changes.version`; `write` gives
    the HTML of an article's row, always the same for the same row.
    """
    kept = _kept(version)
    found = {key: kept[key] for key in keys if key in kept}
    missing = [key for key in keys if key not in found]
    fresh = {row.pk: write(row) for row in rows.articles(missing, None)}
    if len(kept) + len(fresh) <= MOST:
        kept |= fresh
    found |= fresh
    return Markup().join(found[key] for key in keys if key in found)


def _kept(version: str) -> dict[int, Markup]:
    """What is kept of this version; another one takes its place."""
    global _present
    name = version, get_script_prefix()
    held, kept = _present
    if held != name:
        kept = {}
        _present = name, kept
    return kept
