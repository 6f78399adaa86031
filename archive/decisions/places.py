"""Where a row made by hand stands: at the words an editor gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archive.decisions.refusals import NotFound
from archive.ingest.placing import Texts
from archive.models import Article, DistrictMention, Figure, Mention, Status
from archive.spans import MappedText, Range

MOST_WORDS = 200
"""Words of a surface that are looked for."""

_SPACE = r"\s{1,20}"


def put_at_words(
    row: Mention | Figure, surface: str, part: str = "", at: int | None = None
) -> None:
    """Stand at the first place of the words where no row of the kind stands yet.

    With `at` they are to stand there, in that part, and nowhere else. `row` is unsaved;
    its article is set, and its document. Raises NotFound.
    """
    seen, texts = False, Texts(row.document, [row.article])
    for name, text, span in places_of(row.article, surface, part, at):
        seen = True
        ranges = texts.raw_ranges(row.article, name, span)
        if not ranges or _is_taken(row, ranges):
            continue
        row.put_raw(ranges)
        row.put(name, *span, text)
        # Of the same words twice in what a person wrote, any reading takes the first.
        if place := texts.locate(row):
            row.put(place[1], *place[2], text)
        if not isinstance(row, Figure) or _identify(row, text):
            return
    if not seen:
        raise absent(surface, at)
    shown = " ".join(surface.split()[:MOST_WORDS])
    raise NotFound(f"“{shown}” is taken: a row of this kind stands there already.")


def absent(surface: str, at: int | None) -> NotFound:
    """What is said where the words stand nowhere, or not where they were chosen."""
    shown = " ".join(surface.split()[:MOST_WORDS])
    if not shown:
        return NotFound("Give the words, as they stand in the article.")
    where = "in the article" if at is None else "at that place"
    return NotFound(f"“{shown}” does not stand {where}.")


def places_of(
    article: Article, surface: str, part: str = "", at: int | None = None
) -> Iterator[tuple[str, MappedText, Range]]:
    """Where the words stand: the part, its text and the span, body first.

    Between words any white space will do. With `at` they stand there, or nowhere.
    """
    words = surface.split()[:MOST_WORDS]
    if not words:
        return
    pattern = re.compile(_SPACE.join(map(re.escape, words)))
    parts = [part] if part else sorted(Article.PARTS, key=lambda name: name != "body")
    for name in parts:
        text = article.mapped(name)
        if at is None:
            found = pattern.finditer(text.text)
        else:
            found = filter(None, [pattern.match(text.text, at)])
        for match in found:
            yield name, text, match.span()


def rejected_twin(row: Mention | Figure) -> Any:
    """A rejected row that stands for the same; adding it again takes its place."""
    if isinstance(row, Figure):
        same = {
            "number_start": row.number_start,
            "key_unit": row.key_unit,
            "ordinal": row.ordinal,
        }
    else:
        same = {**said_by(row), "raw_start": row.raw_start}
    rejected = type(row).objects.filter(status=Status.REJECTED)
    return rejected.filter(document=row.document, **same).first()


def said_by(row: Mention) -> dict[str, Any]:
    """What a mention says at its place; no other may say the same there.

    A district that the file's name gives stands beside one that the words there name.
    """
    said = {row.ENTITY: row.entity}
    if isinstance(row, DistrictMention):
        said["basis"] = row.basis
    return said


def _is_taken(row: Mention | Figure, ranges: tuple[Range, ...]) -> bool:
    others = type(row).objects.filter(document=row.document, raw_start=ranges[0][0])
    if not isinstance(row, Figure):
        others = others.filter(**said_by(row))
    return others.exclude(status=Status.REJECTED).exists()


def _identify(row: Figure, text: MappedText) -> bool:
    """Name the number in the surface, by which the figure is known again.

    False where a figure of the same number and unit stands there already. The place
    of a rejected one is free.
    """
    digits = re.search(r"\d[\d,.]{0,40}", row.surface)
    span = digits.span() if digits else (0, len(row.surface))
    start = row.start or 0
    number = text.raw_ranges(start + span[0], start + span[1])
    row.number_start, row.number_end = (number or row.ranges)[0]
    row.key_unit = row.unit[:80]
    same = Figure.objects.filter(
        document=row.document, number_start=row.number_start, key_unit=row.key_unit
    )
    rejected = same.filter(status=Status.REJECTED).order_by("ordinal").first()
    row.ordinal = rejected.ordinal if rejected else 0
    row.rename()
    return rejected is not None or not same.exists()
