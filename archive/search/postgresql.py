"""The text index in PostgreSQL: a narrow table of article id and tsvector, with GIN.

Vectors and queries are written term by term, in their own quotes, and cast: no parser
or dictionary of the server sees the words, so its language settings don't matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from archive.search.query import Node, Not, Or, Term
from archive.search.words import FILLER, FORM, HEADLINE_FORM, IndexedText

SQL = tuple[str, list[object]]

ROWS = "SELECT article_id AS id FROM archive_text_index"
WEIGHTS = "{0.1, 0.1, 0.4, 1.0}"
"""Of captions, body, standfirst and headline, for ts_rank: labels D, C, B, A."""
LABELS = "ABCD"
GAP = 10
"""Places between two parts, so that no phrase reaches from one into the next."""
BY_LENGTH = 1
"""ts_rank divides by one plus the logarithm of the article's length."""


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


def matching(node: Node) -> SQL:
    """A query for the ids of the articles that a tree of text terms matches."""
    return f"{ROWS} WHERE words @@ %s::tsquery", [_match(node)]


def scores(terms: Sequence[Term]) -> SQL:
    """A query for id and score of articles with any of the terms; less is better."""
    return (
        "SELECT article_id AS id,"
        f" -ts_rank('{WEIGHTS}', words, wanted, {BY_LENGTH}) AS score"
        " FROM archive_text_index, CAST(%s AS tsquery) AS wanted WHERE words @@ wanted",
        [_match(Or(tuple(terms)))],
    )


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


def _match(node: Node) -> str:
    """The tree in the written form of a tsquery."""
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Not):
        return f"!({_match(node.node)})"
    sign = " | " if isinstance(node, Or) else " & "
    return "(" + sign.join(_match(child) for child in node.nodes) + ")"


def _term(term: Term) -> str:
    headline = term.field == "headline"
    if term.prefix:
        mark = HEADLINE_FORM if headline else FORM
        return f"{_quoted(mark + term.words[0])}:*"
    label = f":{LABELS[0]}" if headline else ""
    return "(" + " <-> ".join(_quoted(word) + label for word in term.words) + ")"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
