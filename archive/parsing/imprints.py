"""Who wrote, edited and published a story, where it stands on its date's line."""

from __future__ import annotations

import re

_WORD = r"[A-ZÀ-Þ][\w'’.-]{0,24}"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}?"
_END = r"(?=\s\s|\s*+(?:[|()/]|$|[Uu]pdated|[Pp]ublished|[Pp]osted))"
_BYLINE = re.compile(
    r"(?:^|(?<=[|\s]))(?:[Bb][Yy]:?|[Aa]uthor:) "
    rf"(?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}})(?: [Ii]n {_NAME})?{_END}"
)
_SIGNED = re.compile(rf"^(?P<names>{_NAME}) (?=Published|Updated|Posted)")
_LABELLED = re.compile(
    r"(?:(?:source|from|(?:web )?editors?|edited by|稿源|来源|(?:责任)?编辑) ?[:：]"
    r"|font size ?[:：])\s?[^|:：]{1,40}?(?=\s\s|\s*+(?:[|]|$)|\s(?:web )?editor)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    rf"(?:{_WORD} ){{0,3}}(?:Daily|Times|News|Post|Online|Net|Agency|Weekly|Service)"
    r"(?: (?:Global|Online|USA|Edition))?\b|\bChinaNews\b"
)
_AND = re.compile(", | and | & ")


def without_imprint(line: str) -> tuple[str, tuple[str, ...]]:
    """The line without what says who made the story, and the authors it names."""
    authors: tuple[str, ...] = ()
    for pattern in (_BYLINE, _SIGNED):
        found = pattern.search(line)
        if found:
            authors = tuple(_AND.split(found["names"]))
            line = f"{line[: found.start()]} {line[found.end() :]}"
            break
    for pattern in (_LABELLED, _PAPER):
        line = pattern.sub(" ", line)
    return line, authors
