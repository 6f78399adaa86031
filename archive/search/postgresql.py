"""The text index in PostgreSQL: a narrow table of article id and tsvector, with GIN.

Vectors and queries are written term by term, in their own quotes, and cast: no parser
or dictionary of the server sees the words, so its language settings don't matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from archive.search.query import Term
from archive.search.words import (
    FILLER,
    FORM,
    HEADLINE_FORM,
    PARTS,
    Held,
    IndexedText,
)

SQL = tuple[str, list[object]]

NUMBERS = "SELECT article_id FROM archive_text_index"
AT_ONCE = 500
"""Rows that are fetched together."""
LABELS = "ABCD"
"""Of the parts of an article, in their order."""
GAP = 10
"""Places between two parts, so that no phrase reaches from one into the next."""
MARKS = (FORM, HEADLINE_FORM)


def write(rows: Iterable[tuple[int, IndexedText]]) -> None:
    """Put these articles' rows in the place of those that may be there."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_text_index (article_id, words)"
            " VALUES (%s, %s::tsvector)"
            " ON CONFLICT (article_id) DO UPDATE SET words = excluded.words",
            [[number, _vector(text)] for number, text in rows],
        )


def add(rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Put rows of articles that have none yet, by their columns."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_text_index (article_id, words)"
            " VALUES (%s, %s::tsvector)",
            [[number, *texts] for number, texts in rows],
        )


def columns(text: IndexedText) -> tuple[str, ...]:
    """An article's row as the table takes it, without its number."""
    return (_vector(text),)


def erase(numbers: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM archive_text_index WHERE article_id = ANY(%s)",
            [list(numbers)],
        )


def erase_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_text_index")


def equal(rows: Sequence[tuple[int, IndexedText]]) -> set[int]:
    """Of these rows, those that the index holds exactly so."""
    places = ", ".join(["(%s::bigint, %s::tsvector)"] * len(rows))
    values = [value for n, text in rows for value in (n, _vector(text))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT held.article_id FROM archive_text_index AS held"
            f" JOIN (VALUES {places}) AS fresh (id, words)"
            " ON fresh.id = held.article_id WHERE fresh.words = held.words",
            values,
        )
        return {number for (number,) in cursor.fetchall()}


def having(term: Term, part: str, low: int, high: int) -> SQL:
    """A query for the ids, from one to below another, of articles that have a term."""
    return (
        "SELECT article_id FROM archive_text_index WHERE words @@ %s::tsquery"
        " AND article_id >= %s AND article_id < %s",
        [_match(term, part), low, high],
    )


def among(term: Term, part: str, numbers: Sequence[int]) -> list[int]:
    """Those of a few articles that have a phrase, anywhere or in one part."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT article_id FROM archive_text_index"
            " WHERE article_id = ANY(%s) AND words @@ %s::tsquery",
            [list(numbers), _match(term, part)],
        )
        return [number for (number,) in cursor.fetchall()]


def held(low: int, high: int) -> Iterator[Held]:
    """The rows of the index, from one id to below another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT article_id, tsvector_to_array(words),"
            " tsvector_to_array(ts_filter(words, '{a}')),"
            " tsvector_to_array(ts_filter(words, '{b}'))"
            " FROM archive_text_index WHERE article_id >= %s AND article_id < %s",
            [low, high],
        )
        while rows := cursor.fetchmany(AT_ONCE):
            for number, every, headline, standfirst in rows:
                forms = [word for word in every if word.startswith(MARKS)]
                words = [word for word in every if not word.startswith(MARKS)]
                yield Held(number, words, headline, standfirst, forms)


def _vector(text: IndexedText) -> str:
    """The article in the written form of a tsvector."""
    places: dict[str, list[str]] = defaultdict(list)
    at = 0
    for label, terms in zip(LABELS, text.parts, strict=True):
        for place, term in enumerate(terms, at + 1):
            if term != FILLER:
                places[term].append(f"{place}{label}")
        at += len(terms) + GAP
    words = [f"{_quoted(term)}:{','.join(at)}" for term, at in places.items()]
    return " ".join([*words, *map(_quoted, text.forms)])


def _match(term: Term, part: str) -> str:
    """The term in the written form of a tsquery, anywhere or in one part."""
    if term.prefix:
        mark = HEADLINE_FORM if part == "headline" else FORM
        return f"{_quoted(mark + term.words[0])}:*"
    label = f":{LABELS[PARTS.index(part)]}" if part else ""
    return " <-> ".join(_quoted(word) + label for word in term.words)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
