"""The rows of one article, its document and all that it names."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np

from benchmarks.search.stories import Cast, Story, Thing

RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
_MODELS = {
    "district": "DistrictMention",
    "company": "CompanyMention",
    "industry": "IndustryMention",
    "figure": "Figure",
}


@dataclass
class Chunk:
    """Rows by the name of their model, those of articles and documents with keys.

    `index` holds the rows of the text index; `held` the words whose terms stand in an
    article of the chunk and in how many.
    """

    rows: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    index: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    held: tuple[np.ndarray, np.ndarray] | None = None


@dataclass(frozen=True)
class Facts:
    """Of an article what its document says beside the story."""

    key: int
    status: str
    placed: bool
    publisher: str
    dates: dict[str, Any]
    by_address: bool

    @property
    def is_shown(self) -> bool:
        return self.placed and self.status != "rejected"


def add(
    chunk: Chunk, dice: random.Random, cast: Cast, tale: Story, facts: Facts
) -> None:
    """All rows of an article and its document."""
    from archive import originals

    text, starts = _document_text(tale, facts)
    sha256 = originals.digest(text.encode())
    _add_document(chunk, cast.region, facts.key, text, sha256)
    _add_article(chunk, tale, facts, len(text), starts, sha256)
    for thing in tale.things:
        values = _place(dice, thing, starts["body"])
        if thing.model == "figure":
            values |= _identity(thing, values["raw_start"], sha256)
        _add_found(chunk, _MODELS[thing.model], facts.key, values)
    if facts.by_address:
        district = cast.one(dice, "districts")[0]
        values = {"district_id": district, "role": "about", "basis": "address"}
        values |= {"start": 0, "end": 0, "raw_ranges": [[0, 0]], "raw_start": 0}
        _add_found(chunk, "DistrictMention", facts.key, {**values, "rule": "address"})


def status(drawn: float) -> str:
    """Most rows are the machine's word."""
    if drawn < 0.93:
        return "extracted"
    return "confirmed" if drawn < 0.98 else "corrected" if drawn < 0.995 else "added"


def _document_text(tale: Story, facts: Facts) -> tuple[str, dict[str, int]]:
    """The text as it came, and where in it the parts begin."""
    text = ""
    starts = {}
    for part in ("headline", "standfirst", "body", "captions"):
        if words := getattr(tale, part):
            starts[part] = len(text)
            text += words + "\n\n"
    return f"{text}{facts.publisher} {facts.key}\n", starts


def _add_document(chunk: Chunk, region: int, key: int, text: str, sha256: str) -> None:
    from archive.ingest.rows import row_with
    from archive.models import Delivery, Document

    document = {
        "sha256": sha256,
        "size": len(text.encode()),
        "media_type": "text/plain",
        "encoding": "utf-8",
        "text": text,
        "region_id": region,
        "verdict": "accepted",
        "received_at": RECEIVED,
    }
    chunk.rows["Document"].append((key, *row_with(Document, document)))
    delivery = {
        "document_id": key,
        "name": f"{key:08}.txt",
        "region_id": region,
        "received_at": RECEIVED,
    }
    chunk.rows["Delivery"].append(row_with(Delivery, delivery))


def _add_article(
    chunk: Chunk,
    tale: Story,
    facts: Facts,
    length: int,
    starts: dict[str, int],
    sha256: str,
) -> None:
    from archive import search
    from archive.ingest.rows import row_with
    from archive.models import Article
    from archive.models.articles import public_id

    texts = {part: getattr(tale, part) for part in Article.PARTS}
    values = {
        "document_id": facts.key,
        "anchor": 0,
        "public_id": public_id(sha256, 0),
        "raw_ranges": [[0, length]],
        "pieces": [[starts["body"], starts["body"] + len(tale.body)]],
        "placed": facts.placed,
        "status": facts.status,
        "maps": {part: [[0, at, len(texts[part])]] for part, at in starts.items()},
        **texts,
        "publisher": facts.publisher,
        "bylines": ["Ada Writer"],
        **facts.dates,
    }
    chunk.rows["Article"].append((facts.key, *row_with(Article, values)))
    if facts.is_shown:
        chunk.index.append((facts.key, search.columns(Article(**texts))))


def _place(dice: random.Random, thing: Thing, ahead: int) -> dict[str, Any]:
    """A thing's values; a few have lost their place, and then a person's word."""
    start, end = thing.span
    placed = dice.random() >= 0.002
    drawn = dice.random() if placed else 0
    said = "rejected" if drawn < 0.02 else status(drawn)
    return {
        **thing.values,
        "status": said if placed else "confirmed",
        "start": start if placed else None,
        "end": end if placed else None,
        "placed": placed,
        "surface": thing.surface,
        "raw_ranges": [[start + ahead, end + ahead]],
        "raw_start": start + ahead,
    }


def _identity(thing: Thing, start: int, sha256: str) -> dict[str, Any]:
    from archive.models.articles import public_id

    unit = thing.values["unit"]
    return {
        "number_start": start,
        "number_end": start + len(thing.surface.partition(" ")[0]),
        "key_unit": unit,
        "public_id": public_id(sha256, start, unit, 0),
    }


def _add_found(chunk: Chunk, name: str, key: int, values: dict[str, Any]) -> None:
    from archive import models
    from archive.ingest.rows import row_with

    whole = {**values, "document_id": key, "article_id": key}
    chunk.rows[name].append(row_with(getattr(models, name), whole))
