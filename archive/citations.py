"""How a story is cited: in words, as BibTeX and as RIS."""

from __future__ import annotations

import re

from archive.models import Article
from archive.wording import MONTHS, day_in_words

ARCHIVE_NAME = "District Economy Archive"

_TEX = {sign: "\\" + sign for sign in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def in_words(article: Article, address: str) -> str:
    """Byline, headline, publisher, day and lasting address, as far as known."""
    parts = [
        " and ".join(map(_line, article.bylines)),
        f"“{_line(article.title)}”",
        _line(article.publisher),
        day_in_words(article.published_on) if article.published_on else "undated",
        ARCHIVE_NAME,
        address,
    ]
    return ", ".join(part for part in parts if part)


def bibtex(article: Article, address: str) -> str:
    on = article.published_on
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in article.bylines),
        "title": f"{{{_tex(article.title)}}}",
        "journal": _tex(article.publisher),
        "year": str(on.year) if on else "",
        "month": MONTHS[on.month - 1].lower() if on else "",
        "day": str(on.day) if on else "",
        "url": address,
        "note": ARCHIVE_NAME,
    }
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join(["@article{" + article.public_id + ",", *lines, "}"]) + "\n"


def ris(article: Article, address: str) -> str:
    on = article.published_on
    rows = [
        ("TY", "NEWS"),
        *(("AU", name) for name in article.bylines),
        ("TI", article.title),
        ("T2", article.publisher),
        ("PY", str(on.year) if on else ""),
        ("DA", f"{on:%Y/%m/%d}" if on else ""),
        ("LA", article.language),
        ("UR", address),
        ("DB", ARCHIVE_NAME),
        ("ID", article.public_id),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _line(words: str) -> str:
    """One line, whatever stood in the source: a line feed would start a field."""
    return re.sub(r"[\s\x00-\x1f]{1,1000}", " ", words).strip()


def _tex(words: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _line(words))
