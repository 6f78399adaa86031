"""The text index in SQLite: an FTS5 table whose columns hold our own terms.

The table's tokenizer only cuts at blanks: what it gets is already analysed. Queries
are written from the tree, each phrase in quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from archive.search.query import And, Node, Not, Or, Term
from archive.search.words import FORM, HEADLINE_FORM, IndexedText

SQL = tuple[str, list[object]]

ROWS = "SELECT rowid AS id FROM archive_text_index"
WEIGHTS = "10.0, 4.0, 1.0, 1.0, 1.0"
"""Of headline, standfirst, body, captions and the forms, for bm25."""


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


def matching(node: Node) -> SQL:
    """A query for the ids of the articles that a tree of text terms matches."""
    return f"{ROWS} WHERE archive_text_index MATCH %s", [_match(node)]


def scores(terms: Sequence[Term]) -> SQL:
    """A query for id and score of articles with any of the terms; less is better."""
    return (
        f"SELECT rowid AS id, bm25(archive_text_index, {WEIGHTS}) AS score"
        " FROM archive_text_index WHERE archive_text_index MATCH %s",
        [_match(Or(tuple(terms)))],
    )


def columns(text: IndexedText) -> tuple[str, ...]:
    """An article's row as the table takes it, without its number."""
    return tuple(" ".join(terms) for terms in (*text.parts, text.forms))


def _match(node: Node) -> str:
    """The tree in the language of MATCH."""
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Or):
        return "(" + " OR ".join(_match(child) for child in node.nodes) + ")"
    if isinstance(node, And):
        parts = [_match(n) for n in node.nodes if not isinstance(n, Not)]
        without = [_match(n.node) for n in node.nodes if isinstance(n, Not)]
        both = "(" + " AND ".join(parts) + ")"
        return f"({both} NOT ({' OR '.join(without)}))" if without else both
    raise TypeError("a text query cannot consist of a negation")


def _term(term: Term) -> str:
    headline = term.field == "headline"
    if term.prefix:
        mark = HEADLINE_FORM if headline else FORM
        return f"{_quoted(mark + term.words[0])}*"
    phrase = _quoted(" ".join(term.words))
    return f"(headline : {phrase})" if headline else phrase


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
