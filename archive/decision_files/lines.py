"""What a line of the file is, and how a row is named without its key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from django.db import models

from archive.decision_files.shapes import fault
from archive.models import Article, DistrictMention, Figure, Reviewed, Status
from archive.spans import Range

Line = dict[str, Any]

FORM = 1
"""Of the file. It only grows; a file of a later form is refused."""

MOST_BYTES = 64_000_000
"""Of one line."""

NOT_HERE = "its document is not in this archive"
OTHER_WORDS = "its words do not stand there"
OTHER_DECISION = "here somebody decided otherwise"

OPENING = 200
"""Characters of an article's text by which its place is checked."""


class BadFile(Exception):
    """The file is none of decisions, or a line of it is broken; the message says it."""


def written(line: Mapping[str, Any]) -> str:
    """A line as it stands in the file."""
    return json.dumps(line, ensure_ascii=False, sort_keys=True, default=str) + "\n"


def read(file: BinaryIO) -> Iterator[Line]:
    """The lines behind the head, one at a time. Raises BadFile."""
    number = 0
    while raw := file.readline(MOST_BYTES + 1):
        number += 1
        if len(raw) > MOST_BYTES:
            raise BadFile(f"Line {number} is longer than {MOST_BYTES:,} bytes.")
        try:
            line = json.loads(raw)
        except (ValueError, RecursionError):
            line = None
        if not isinstance(line, dict) or not isinstance(line.get("line"), str):
            raise BadFile(f"Line {number} is no line of a file of decisions.")
        if number > 1:
            if why := fault(line):
                raise BadFile(f"Line {number} {why}.")
            yield line
        elif line["line"] != "head" or not isinstance(line.get("form"), int):
            raise BadFile("It does not begin like a file of decisions.")
        elif line["form"] > FORM:
            raise BadFile("It was written by a later version: upgrade this archive.")
    if not number:
        raise BadFile("The file is empty.")


def decided(model: type[Reviewed]) -> models.QuerySet:
    """The rows of a kind on which a person decided."""
    wanted = ~models.Q(status=Status.EXTRACTED) | ~models.Q(person_fields=[])
    if model is Figure:
        wanted |= ~models.Q(dismissed_checks={})
    return model.objects.filter(wanted)


def name_of(row: Reviewed) -> list[Any]:
    """What the database holds once in a document: kind, place, and what it says there.

    Of a mention that was merged the company that its words name.
    """
    kind = row._meta.model_name
    if isinstance(row, Article):
        return [kind, row.anchor]
    if isinstance(row, Figure):
        return [kind, row.number_start, row.key_unit, row.ordinal]
    thing = getattr(row, "merged_from", "") or row.entity.slug
    return [kind, row.raw_start, thing, str(getattr(row, "basis", ""))]


def words_at(text: str, ranges: list[Range]) -> list[str]:
    """The raw words of the ranges: a check that the place is the same."""
    return [text[start:end] for start, end in ranges]


def are_there(text: str, ranges: list[Range], words: list[str]) -> bool:
    """Whether the ranges lie in the text and have these words there."""
    ends = (end for _, end in ranges)
    return max(ends) <= len(text) and words_at(text, ranges) == words


def place_of(row: Reviewed) -> Line:
    """Where the row stands in its document's text, with the words there."""
    text = row.document.text
    if isinstance(row, Article):
        opening = [(row.anchor, row.anchor + OPENING)]
        return {"anchor": row.anchor, "words": words_at(text, opening)}
    place = {
        "raw_ranges": row.raw_ranges,
        "words": words_at(text, list(row.ranges)),
        "part": row.part,
        "surface": row.surface,
        "rule": row.rule,
        "confidence": row.confidence,
    }
    if isinstance(row, Figure):
        names = ("number_start", "number_end", "key_unit", "ordinal")
        return place | {name: getattr(row, name) for name in names}
    # By what the machine said there its word is known to be about the same.
    place["said"] = row.extracted.get("fields", {}).get(row.ENTITY)
    if isinstance(row, DistrictMention):
        place["basis"] = str(row.basis)
    return place
