"""What an extractor says of a story, as plain rows that are sent and stored."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from archive.extraction import PARTS, Story
from archive.extraction.interface import LABELS, Annotation, Lost

MOST_ANNOTATIONS = 5_000
"""Annotations of one story; what an extractor says beyond is left out and counted."""
MOST_ATTRIBUTES = 12
LONGEST_VALUE = 500
"""Characters of an attribute."""
_FARTHEST = 2**31

Row = list[Any]
"""Label, part, start, end, attributes, confidence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one story's annotations, and what was lost on the way, by reason."""

    rows: list[Row] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)


def answer_of(said: Iterable[object]) -> Answer:
    """What an extractor's `extract` gives, as rows; nothing else gets through."""
    answer = Answer()
    for number, item in enumerate(islice(said, MOST_ANNOTATIONS + 1)):
        if number == MOST_ANNOTATIONS:
            answer.lost["more than can be taken in"] += 1
        elif isinstance(item, Lost):
            answer.lost[reason_for(item.label, item.reason)] += 1
        elif row := _row(item):
            answer.rows.append(row)
        else:
            answer.lost["not an annotation"] += 1
    return answer


def reason_for(label: object, reason: object) -> str:
    """How a reason is counted: "company: it stands in several places"."""
    known = label if label in LABELS else "something"
    return f"{known}: {_clean(str(reason))[:80]}"


def _row(item: object) -> Row | None:
    try:
        place = [str(item.label), str(item.part), item.start, item.end]
        attributes, confidence = item.attributes, item.confidence
        row = [*place, _plain(attributes), float(confidence)]
    except Exception:  # whatever a stranger's object does when it is looked at
        return None
    return row if annotation_of(row) else None


def _plain(attributes: Mapping[str, object]) -> dict[str, str]:
    return {
        str(name): str(value)
        for name, value in islice(attributes.items(), MOST_ATTRIBUTES + 1)
        if value is not None and value != ""
    }


def annotation_of(row: object) -> Annotation | None:
    """A row as an annotation, where it is one in form; its place is not looked at."""
    try:
        # Behind these a stored row has its raw place.
        label, part, start, end, attributes, confidence, *_ = row
        whole = type(start) is int and type(end) is int
        if not (whole and label in LABELS and part in PARTS):
            return None
        if not 0 <= start < end < _FARTHEST or len(attributes) > MOST_ATTRIBUTES:
            return None
        if not (math.isfinite(confidence) and 0 <= confidence <= 1):
            return None
        if any(len(value) > LONGEST_VALUE for value in attributes.values()):
            return None
        cleaned = {_clean(name): _clean(value) for name, value in attributes.items()}
    except (TypeError, ValueError, AttributeError):
        return None
    return Annotation(label, part, start, end, cleaned, float(confidence))


def _clean(text: str) -> str:
    """Without what no database keeps: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def pack_story(story: Story) -> bytes:
    """A story as it is sent to an extractor's process."""
    values = {one.name: getattr(story, one.name) for one in fields(story)}
    return json.dumps(values, default=lambda day: {"day": day.isoformat()}).encode()


def unpack_story(data: bytes) -> Story:
    values = json.loads(data, object_hook=_day_or_values)
    return Story(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in values.items()
        }
    )


def _day_or_values(values: dict[str, Any]) -> Any:
    return date.fromisoformat(values["day"]) if values.keys() == {"day"} else values


def texts_of(story: Story) -> str:
    """A hash of all texts of a story: an answer counts for these texts alone."""
    texts = [story.part(part) for part in PARTS]
    packed = json.dumps(texts, ensure_ascii=True).encode()
    return hashlib.sha256(packed).hexdigest()


def number_of(text: str) -> Decimal | None:
    """A number that was said, "9,781,000,000" or "-1.5"; None for anything else."""
    plain = text.replace(",", "").strip()
    digits = plain.removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 40):
        return None
    return Decimal(plain)
