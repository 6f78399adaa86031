"""Who wrote, edited and published a story, where it stands on its date's line."""

from __future__ import annotations

import re

from archive.parsing.lines import is_pinyin_name

_WORD = r"[A-ZÀ-Þ][\w'’.-]{0,24}"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}?"
_END = r"(?=\s\s|\s*+(?:[|()/]|$|[Uu]pdated|[Pp]ublished|[Pp]osted))"
_BYLINE = re.compile(
    r"(?:^|(?<=[|\s]))(?:[Bb][Yy]:?|(?:[Aa]uthor|[Ww]riter|[Rr]eporter)s?:) "
    rf"(?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}})(?: [Ii]n {_NAME})?{_END}"
)
_SIGNED = re.compile(rf"^(?P<names>{_NAME}) (?=Published|Updated|Posted)")
_LABELLED = re.compile(
    r"(?:(?:source|from|via|(?:web )?editors?|edit|edited by|稿源|来源|(?:责任)?编辑)"
    r" ?[:：]|font size ?[:：])\s?[^|:：]{1,40}?"
    r"(?=\s\s|\s*+(?:[|]|$)|\s(?:web )?editor|(?:source|edit|editor|author) ?[:：])",
    re.IGNORECASE,
)
AGENCIES = "(?:SHINE|Xinhua|CGTN|ECNS)"
"""Sources that print their name in one word."""
_PAPER = re.compile(
    rf"(?:{_WORD} ){{0,3}}(?:Daily|Times|News|Post|Online|Net|Agency|Weekly|Service)"
    r"(?: (?:Global|Online|USA|Edition))?\b|\bChinaNews\b"
)
_SITE = re.compile(
    rf"\s*+(?:[|｜_]\s*+{_WORD}(?: {_WORD}){{0,3}}"
    r"|(?:[|｜_]|(?<=\s)(?:-{1,2}|[–—])(?=\s))\s*+"
    r"(?:(?:[\w-]{1,40}\.){1,4}[A-Za-z]{2,10}"
    rf"|(?:{_WORD} ){{0,3}}(?:Daily|Times|News|Online|Net|Agency|Weekly|Review)"
    rf"|{AGENCIES}))$"
)
"""The site's name behind a title: "Sample District grows - Sample Daily"."""
_SHORTEST_TITLE = 3
_AND = re.compile(", | and | & ")
_PIECES = re.compile(r"[|｜│丨·•,，]|\s{2,}")
_PLACES = ("hong kong",)
"""Of places those whose names look like a person's."""
_TRIMMED = " -–—:：()[]（）"


def title_end(line: str) -> int:
    """Where a title ends that may have the name of its site behind it."""
    start = max(line.rfind(mark) for mark in ("|", "｜", "_", "-", "–", "—"))
    found = _SITE.search(line, max(0, start - 4)) if start > 0 else None
    if found and len(line[: found.start()].split()) >= _SHORTEST_TITLE:
        return found.start()
    return len(line)


def without_names(line: str) -> tuple[str, tuple[str, ...]]:
    """The line without names that stand apart in it, and those that are authors'.

    "Li Na | Economy": a person signs by name, a single word tells section or place.
    Before a comma a name may be a dateline's place: it signs nothing.
    """
    authors: list[str] = []
    rest: list[str] = []
    parted = any(mark in line for mark in "|｜│丨·•")
    for piece in _PIECES.split(line):
        name = piece.strip(_TRIMMED)
        if is_pinyin_name(name):
            if parted and name.lower() not in _PLACES:
                authors.append(name)
        elif not (parted and name.isalpha() and name[0].isupper()):
            rest.append(piece)
    return " ".join(rest), tuple(authors)


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
