"""What a reader types, as a tree of our own: no database ever sees the words raw.

    solar power            both words          "solar power"      the phrase
    solar OR wind          either              -solar, NOT solar  without the word
    techno*                words so beginning  headline:solar     in the headline
    district:putuo  company:…  industry:biotech  year:2023  year:2019-2021  figure:9.78

OR binds closer than the blank between words: `port solar OR wind` asks for port, and
one of the other two. A field takes a word or a phrase in quotes. Case, accents and
the shape of quotes make no difference; OR, AND and NOT are capitals.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.search.words import Word, is_sign, read_words

TEXT_FIELDS = ("", "headline")
ROW_FIELDS = ("district", "company", "industry", "year", "figure")
FIELDS = (*TEXT_FIELDS[1:], *ROW_FIELDS)
SHORTEST_PREFIX = 2

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂「」『』", '"'))
_MINUSES = "-−–—"
_TOKEN = re.compile(
    rf"(?P<minus>[{_MINUSES}]?)(?:(?P<field>[^\W\d_]{{1,20}})[:：])?+"
    r'(?:"(?P<phrase>[^"]*+)"|(?P<word>[^\s"]++))?+'
)
_YEARS = re.compile(r"([1-9][0-9]{3})(?:[-–—]([1-9][0-9]{3}))?")


class BrokenQuery(ValueError):
    """A search that can't be understood; says what is wrong and what to do."""

    def __init__(self, explanation: str) -> None:
        super().__init__(explanation)
        self.explanation = explanation


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase where there are several `words`, as the index has them.

    With `prefix` the one word is the beginning of a word. `text` is what was typed;
    it is what the fields ask for that look at rows (`year` and the like).
    """

    words: tuple[str, ...]
    prefix: bool = False
    field: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


Node = Term | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was understood: the words as typed and their tree."""

    words: str
    tree: Node

    def wanted(self) -> tuple[Term, ...]:
        """The terms of the text that an article is to have; none behind a minus."""
        return tuple(t for t in _wanted(self.tree) if t.field in TEXT_FIELDS)

    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order in which they were typed."""
        return tuple(_terms(self.tree))

    def loose_words(self) -> list[Word]:
        """Words that stand by themselves, where they were typed, in order.

        None of a phrase, of a field or before a star, and none behind a minus.
        """
        return list(_loose_words(self.words))


def parse(words: str, *, max_length: int, max_terms: int) -> Query | None:
    """The tree of what was typed; None where nothing was.

    Raises BrokenQuery for what can't be understood or is too long.
    """
    typed = " ".join(_readable(words).split())
    if not typed:
        return None
    if len(typed) > max_length:
        raise BrokenQuery(
            f"This search has {len(typed)} characters; {max_length} is the most. "
            "Leave some words out."
        )
    folded = typed.translate(_QUOTES)
    if folded.count('"') % 2:
        raise BrokenQuery(
            "A quotation mark is missing: a phrase needs one before and one after it. "
            "Add the second, or take the first away."
        )
    tree, count = _Reader(folded).read()
    if count > max_terms:
        raise BrokenQuery(
            f"This search has {count} terms; {max_terms} is the most. "
            "Leave some words out."
        )
    return Query(typed, tree)


class _Reader:
    """Reads the tokens of a search from left to right."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.groups: list[list[Node]] = []
        self.joins = False  # the last token was OR
        self.negates = False  # the last token was NOT
        self.operator = ""  # the last token, if it was OR, AND or NOT
        self.count = 0

    def read(self) -> tuple[Node, int]:
        for match in _TOKEN.finditer(self.typed):
            word = match["word"]
            is_loose = not match["minus"] and not match["field"]
            if is_loose and word in ("OR", "AND", "NOT"):
                self._operate(word)
            elif match[0]:
                self._add(match)
        if self.operator:
            raise BrokenQuery(_LONELY[self.operator])
        nodes = [g[0] if len(g) == 1 else Or(tuple(g)) for g in self.groups]
        if not nodes:
            raise BrokenQuery(
                "There is no word in this search: it has only signs. "
                "Type a word, a number or a name."
            )
        return (nodes[0] if len(nodes) == 1 else And(tuple(nodes))), self.count

    def _operate(self, word: str) -> None:
        """Take OR, AND or NOT; only NOT may follow another, or stand at the start."""
        if self.operator and (word != "NOT" or self.operator == "NOT"):
            raise BrokenQuery(_LONELY[self.operator])
        if word != "NOT" and not self.groups:
            raise BrokenQuery(_LONELY[word])
        self.operator = word
        self.joins = self.joins or word == "OR"
        self.negates = word == "NOT"

    def _add(self, match: re.Match[str]) -> None:
        node = _term(match)
        if node is None:
            return
        self.count += 1
        if match["minus"] or self.negates:
            node = Not(node)
        if self.joins:
            self.groups[-1].append(node)
        else:
            self.groups.append([node])
        self.joins = self.negates = False
        self.operator = ""


_LONELY = {
    word: f"{word} needs {what}. "
    "Write it in small letters to search for the word itself."
    for word, what in (
        ("OR", "a word on either side: solar OR wind"),
        ("AND", "a word on either side: solar AND wind"),
        ("NOT", "a word behind it: solar NOT wind"),
    )
}


def _term(match: re.Match[str]) -> Term | None:
    """The term of a token; None for signs alone."""
    field = (match["field"] or "").lower()
    quoted = match["phrase"] is not None
    text = (match["phrase"] if quoted else match["word"] or "").strip()
    if field and field not in FIELDS:
        _refuse_misspelt(field)
        field, text = "", f"{match['field']} {text}"
    prefix = not quoted and text.endswith("*")
    found = list(read_words(text))
    if not found:
        if field:
            raise BrokenQuery(
                f"There is nothing behind {field}: in this search. Write what to look "
                f"for right after the colon, or take {field}: away."
            )
        return None
    if field == "year":
        _check_years(text)
    if field in ROW_FIELDS:
        return Term((), False, field, text.rstrip("*") if prefix else text)
    if prefix and len(found) == 1 and not is_sign(found[0].form):
        if len(found[0].form) < SHORTEST_PREFIX:
            raise BrokenQuery(
                f"Too many words begin with “{found[0].form}”: write at least "
                f"{SHORTEST_PREFIX} letters before the star."
            )
        return Term((found[0].form,), True, field, text)
    return Term(tuple(word.term for word in found), False, field, text)


def _refuse_misspelt(field: str) -> None:
    """A word and a colon is text, unless it is nearly a field's name."""
    near = difflib.get_close_matches(field, FIELDS, 1, 0.75)
    if near:
        raise BrokenQuery(
            f"There is no field {field}: — did you mean {near[0]}: ? "
            "To search for the word itself, leave the colon out."
        )


def _check_years(text: str) -> None:
    if years(text) is None:
        raise BrokenQuery(
            f"“{text}” is not a year. Write year:2023, or year:2019-2021 for several."
        )


def years(text: str) -> tuple[int, int] | None:
    """First and last year of `year:` as typed; None where it is no year."""
    match = _YEARS.fullmatch(text.replace(" ", ""))
    if not match:
        return None
    first = int(match[1])
    last = int(match[2] or first)
    return (first, last) if first <= last else None


def _wanted(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif isinstance(node, And | Or):
        for child in node.nodes:
            yield from _wanted(child)


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Not):
        yield from _terms(node.node)
    else:
        for child in node.nodes:
            yield from _terms(child)


def _loose_words(typed: str) -> Iterator[Word]:
    negates = False
    for match in _TOKEN.finditer(typed.translate(_QUOTES)):
        word = match["word"] or ""
        is_loose = bool(word) and not match["minus"] and not match["field"]
        if is_loose and word in ("OR", "AND", "NOT"):
            negates = word == "NOT"
        elif match[0]:
            if is_loose and not negates and not word.endswith("*"):
                for found in read_words(word):
                    first = match.start("word")
                    yield replace(
                        found, start=first + found.start, end=first + found.end
                    )
            negates = False


def _readable(words: str) -> str:
    """Without NUL and other signs that no keyboard types."""
    return "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") else sign
        for sign in words
    )
