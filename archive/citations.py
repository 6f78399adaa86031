"""How a story is cited: in words, as BibTeX and as RIS."""

from __future__ import annotations

import re

from archive.models import Article
from archive.wording import MONTHS, published_in_words

ARCHIVE_NAME = "District Economy Archive"

_TEX = {sign: "\\" + sign for sign in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def in_words(article: Article, address: str) -> str:
    """Byline, headline, publisher, day and lasting address, as far as known."""
    on = article.published_on
    parts = [
        " and ".join(map(_line, article.bylines)),
        f"“{_line(article.title)}”",
        _line(article.publisher),
        published_in_words(on, article.date_precision) if on else "undated",
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
        "day": str(on.day) if on and not _is_month(article) else "",
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
    """RIS writes a date as year/month/day/more; a part that is not known is empty."""
    on = article.published_on
    known = "%Y/%m//" if _is_month(article) else "%Y/%m/%d"
    rows = [
        ("TY", "NEWS"),
        *(("AU", name) for name in article.bylines),
        ("TI", article.title),
        ("T2", article.publisher),
        ("PY", str(on.year) if on else ""),
        ("DA", f"{on:{known}}" if on else ""),
        ("LA", article.language),
        ("UR", address),
        ("DB", ARCHIVE_NAME),
        ("ID", article.public_id),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _is_month(article: Article) -> bool:
    """Whether no more than the month of publication is known."""
    return article.date_precision == Article.DatePrecision.MONTH


def _line(words: str) -> str:
    """One line, whatever stood in the source: a line feed would start a field."""
    return re.sub(r"[\s\x00-\x1f]{1,1000}", " ", words).strip()


def _tex(words: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _line(words))
