"""A text as sentences of tokens. Every token keeps its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from archive.extraction.folding import fold
from archive.extraction.vocabulary import words

# Possessive quantifiers: a token is never given back, so reading is linear. Plain small
# words, of which there are most, are tried first. "Y-o-y" is one word, as "yoy" is.
_TOKEN = re.compile(
    r"([a-z]++(?![^\W\d_]|['’]|-o-[a-z]))"
    r"|([0-9]++(?:,[0-9]{3}(?![0-9])){0,9}+(?:\.[0-9]++)?+)"
    r"|((?:US|HK|NT|AU|CN|A|C|S)?[$¥￥€£])"
    r"|(U\.S\.?+|U\.K\.?+|U\.N\.?+)(?![A-Za-z])"
    r"|([^\W\d_]++(?:-o-[a-z]++|(?:['’][^\W\d_]++){0,3}+))"
    r"|(\S)"
)
_ABBREVIATIONS = words(
    "no nos co ltd inc corp mr mrs ms dr st vs approx jan feb mar apr jun jul aug sep "
    "sept oct nov dec prof gen sen rep mt est sq dept"
)
_LEGAL = words("co ltd inc corp")
_BEGINNING = words("the in it its this these that they at on by with for he she we")
"""In capitals behind "Sample Co." they begin a sentence."""
_LONGEST = 300
"""Tokens of a sentence. What runs on longer is a list or broken, and is cut."""
_ENDS = frozenset(".!?。！？")
_CLOSERS = frozenset("\"'”’)]")
_MARKS = _ENDS | _CLOSERS


class Sort(Enum):
    NUMBER = "number"
    MONEY = "money"
    WORD = "word"
    SIGN = "sign"


_WORD, _NUMBER, _MONEY, _SIGN = Sort.WORD, Sort.NUMBER, Sort.MONEY, Sort.SIGN
_SORTS = (_SIGN, _WORD, _NUMBER, _MONEY, _WORD, _WORD, _SIGN)
"""The sort of token that each group of the pattern finds; the first group is 1."""
_PLAIN, _NAME = 2, 5
"""The last group whose tokens need no folding, and that of words with an apostrophe."""


@dataclass(slots=True)
class Token:
    """A number, a currency sign, a word or one other sign.

    `low` is folded and, for words, without the possessive 's. `glued` means that
    no blank stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    sort: Sort
    glued: bool = False

    @property
    def is_number(self) -> bool:
        return self.sort is Sort.NUMBER

    @property
    def is_word(self) -> bool:
        return self.sort is Sort.WORD

    @property
    def is_capital(self) -> bool:
        return self.sort is Sort.WORD and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence, folded ones beside them, and its paragraph's number."""

    tokens: list[Token]
    folded: list[str]
    paragraph: int

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def low(self, index: int) -> str:
        """The folded token there, or nothing outside the sentence."""
        if index < 0:
            return ""
        try:
            return self.folded[index]
        except IndexError:
            return ""

    def text(self, index: int) -> str:
        """The token as printed, or nothing outside the sentence."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def lows(self, first: int, last: int) -> list[str]:
        """The folded tokens from first up to, not including, last."""
        return self.folded[first if first > 0 else 0 : last if last > 0 else 0]


def read_sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; none for an empty text."""
    tokens: list[Token] = []
    lows: list[str] = []
    paragraph = end = 0
    marked = False
    line_end = _line_end(text, 0)
    folded = fold(text)
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        group = match.lastindex
        printed = low = match[0]
        if group > _PLAIN:
            low = folded[start:stop]
            if group == _NAME and low[-2:] == "'s":
                low = low[:-2]
        sort = _SORTS[group]
        token = Token(start, stop, printed, low, sort, start == end > 0)
        if start > line_end or marked or len(tokens) >= _LONGEST:
            lines = 0
            if start > line_end:
                lines = text.count("\n", line_end, start)
                line_end = _line_end(text, start)
            ended = lines > 1 or len(tokens) >= _LONGEST
            if tokens and (ended or (marked and _is_break(tokens, token, start > end))):
                yield Sentence(tokens, lows, paragraph)
                tokens, lows = [], []
            if lines and end:
                # A single new line parts paragraphs only where a sentence ended before.
                paragraph += lines > 1 or not tokens
        tokens.append(token)
        lows.append(low)
        marked = sort is _SIGN and printed in _MARKS
        end = stop
    if tokens:
        yield Sentence(tokens, lows, paragraph)


def _line_end(text: str, start: int) -> int:
    """Where the line ends; that of the last one, behind all that can be read."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _is_break(tokens: list[Token], following: Token, gap: bool) -> bool:
    """Whether a sentence ends before the following token."""
    last = len(tokens) - 1
    closed = last > 0 and tokens[last].text in _CLOSERS and tokens[last].glued
    mark = tokens[last - 1] if closed else tokens[last]
    if mark.text not in _ENDS:
        return False
    before = last - (2 if closed else 1)
    if mark.text == "." and before >= 0:
        word = tokens[before]
        if word.low in _LEGAL and gap and following.is_capital:
            return following.low in _BEGINNING
        if word.low in _ABBREVIATIONS or (len(word.text) == 1 and word.is_word):
            return False
        if not gap and not closed:
            # "brands.The": a lost blank; "site.com" and "3.b" are none.
            return following.is_capital and len(word.text) > 2 and word.is_word
    return gap and not (following.is_word and following.text[0].islower())
