"""The text index in SQLite: an FTS5 table whose columns hold our own terms.

The table's tokenizer only cuts at blanks: what it gets is already analysed. Queries
are written term by term, each in quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from archive.search.query import Term
from archive.search.words import FORM, HEADLINE_FORM, PARTS, Held, IndexedText

SQL = tuple[str, list[object]]

NUMBERS = "SELECT rowid FROM archive_text_index"
AT_ONCE = 500
"""Rows that are fetched together."""


def write(rows: Iterable[tuple[int, IndexedText]]) -> None:
    """Put these articles' rows in the place of those that may be there."""
    written = [(number, columns(text)) for number, text in rows]
    erase([number for number, _ in written])
    add(written)


def add(rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Put rows of articles that have none yet, by their columns."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_text_index"
            " (rowid, headline, standfirst, body, captions, forms)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [[number, *texts] for number, texts in rows],
        )


def erase(numbers: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM archive_text_index WHERE rowid = %s",
            [[number] for number in numbers],
        )


def erase_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_text_index")


def equal(rows: Sequence[tuple[int, IndexedText]]) -> set[int]:
    """Of these rows, those that the index holds exactly so."""
    wanted = {number: columns(text) for number, text in rows}
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, headline, standfirst, body, captions, forms"
            f" FROM archive_text_index WHERE rowid IN ({places})",
            list(wanted),
        )
        found = cursor.fetchall()
    return {number for number, *texts in found if wanted[number] == tuple(texts)}


def having(term: Term, part: str, low: int, high: int) -> SQL:
    """A query for the ids, from one to below another, of articles that have a term."""
    return (
        "SELECT rowid FROM archive_text_index WHERE archive_text_index MATCH %s"
        " AND rowid >= %s AND rowid < %s",
        [_match(term, part), low, high],
    )


def among(term: Term, part: str, numbers: Sequence[int]) -> list[int]:
    """Those of a few articles that have a phrase, anywhere or in one part."""
    columns = [part] if part else list(PARTS)
    phrase = f" {' '.join(term.words)} "
    places = ", ".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, {', '.join(columns)} FROM archive_text_index"
            f" WHERE rowid IN ({places})",
            list(numbers),
        )
        return [
            number
            for number, *texts in cursor.fetchall()
            if any(phrase in f" {text} " for text in texts)
        ]


def held(low: int, high: int) -> Iterator[Held]:
    """The rows of the index, from one id to below another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, headline, standfirst, body, captions, forms"
            " FROM archive_text_index WHERE rowid >= %s AND rowid < %s",
            [low, high],
        )
        while rows := cursor.fetchmany(AT_ONCE):
            for number, headline, standfirst, body, captions, forms in rows:
                parts = [text.split() for text in (headline, standfirst)]
                every = [*parts[0], *parts[1], *body.split(), *captions.split()]
                yield Held(number, every, *parts, forms.split())


def columns(text: IndexedText) -> tuple[str, ...]:
    """An article's row as the table takes it, without its number."""
    return tuple(" ".join(terms) for terms in (*text.parts, text.forms))


def _match(term: Term, part: str) -> str:
    """The term in the language of MATCH, anywhere or in one part."""
    if term.prefix:
        mark = HEADLINE_FORM if part == "headline" else FORM
        return f"{_quoted(mark + term.words[0])}*"
    phrase = _quoted(" ".join(term.words))
    return f"{{{part}}} : {phrase}" if part else phrase


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
