"""The names of a record's fields, in lines of JSON and in tables alike.

The first name of each row is ours; the others are those that exports of news sites,
feeds and scrapers commonly use. Case and outer blanks do not matter. Of several names
of one row in a record the one that stands first here is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

FIELDS = {
    "text": (
        "text",
        "full_text",
        "fulltext",
        "articlebody",
        "content",
        "body",
        "article",
    ),
    "html": ("html",),
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical_url", "canonicalurl"),
    "published": (
        "published",
        "published_at",
        "publishedat",
        "date_published",
        "datepublished",
        "published_date",
        "publish_date",
        "pubdate",
        "pub_date",
        "date",
    ),
    "publisher": ("publisher", "source", "site_name", "sitename"),
    "authors": ("author", "authors", "byline"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
    "tags": ("tags", "keywords"),
    "id": ("id",),
}
"""Our names and their synonyms. `id` is read by nobody: a document is its bytes."""

_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
_PLAIN = {"text", "html"}


def field_of(name: str) -> tuple[str, int] | None:
    """Our field for a name, and its rank among the synonyms; None for any other."""
    plain = name.strip().lower()
    field = _FIELD_OF.get(plain)
    return (field, FIELDS[field].index(plain)) if field else None


def holds_text(names: Iterable[str]) -> bool:
    """Whether a record with fields of these names is a document.

    `text` or `html` alone say so. Their synonyms do beside another field of ours, as
    a table of anything may have a "body".
    """
    plain = {name.strip().lower() for name in names}
    known = {_FIELD_OF.get(name, "") for name in plain} - {""}
    if plain & _PLAIN:
        return True
    return "text" in known and bool(known - _PLAIN)
