"""Lines that no archive wrote: each is refused before anything of it is done."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from archive.decision_files.lines import BadFile, read

HASH = "ab" * 32
MOVE = {
    "raw_ranges": [[10, 20]],
    "raw_start": 10,
    "to_raw_start": 0,
    "is_new": False,
    "to_part": "body",
    "quote": "a pier",
}
STATE = {
    "status": "corrected",
    "person_fields": ["hedge"],
    "version": 2,
    "dismissed_checks": {},
    "fields": {
        "value": "9800000000.000000",
        "unit": "CNY",
        "kind": "level",
        "hedge": "over",
        "period_start": "2022-01-01",
        "subject_district": "putuo",
        "conversion_unit_stated": True,
    },
}
STORY = {
    "status": "corrected",
    "person_fields": ["headline"],
    "version": 2,
    "repairs": [[[[30, 35]], "third", "3rd"]],
    "maps": {"headline": [[0, 0, 4]]},
    "fields": {
        "headline": "Pier opens",
        "language": "en",
        "date_precision": "day",
        "date_basis": "unknown",
        "tags": ["port"],
    },
}
LINES = {
    "company": {
        "line": "thing",
        "kind": "company",
        "slug": "ailo",
        "state": {
            "slug": "ailo",
            "name": "Ailo",
            "kind": "company",
            "standing": "known",
            "aliases": [{"name": "Ailo Bakery", "language": "en"}],
        },
    },
    "layers": {
        "line": "layers",
        "document": HASH,
        "purged": None,
        "answered": [],
        "moves": [{**MOVE, "words": ["a pier now"]}],
        "repairs": [{"repair": [[[30, 35]], "third", "3rd"], "words": ["third"]}],
    },
    "figure": {
        "line": "row",
        "document": HASH,
        "kind": "figure",
        "name": ["figure", 67, "CNY", 0],
        "placed": True,
        "state": STATE,
        "place": {
            "raw_ranges": [[67, 83]],
            "words": ["9.8 billion yuan"],
            "part": "body",
            "surface": "9.8 billion yuan",
            "rule": "",
            "confidence": 1.0,
            "number_start": 67,
            "number_end": 78,
            "key_unit": "CNY",
            "ordinal": 0,
        },
    },
    "article": {
        "line": "row",
        "document": HASH,
        "kind": "article",
        "name": ["article", 44],
        "placed": True,
        "state": STORY,
        "place": {"anchor": 44, "words": ["Putuo"]},
    },
    "entry": {
        "line": "entry",
        "document": HASH,
        "target": "figure",
        "slug": "",
        "row": ["figure", 67, "CNY", 0],
        "action": "correct",
        "raw_ranges": [[67, 83]],
        "raw_start": 67,
        "quote": "",
        "before": "",
        "after": "",
        "values": {"hedge": "over"},
        "previous": {"hedge": ""},
        "state": STATE,
        "reason": "",
        "by": "",
        "at": "2023-08-19T10:00:00+00:00",
    },
}
DEEP: list[Any] = []
for _ in range(300):
    DEEP = [DEEP]

BROKEN: list[tuple[str, str, Any]] = [
    # Which line, which of its fields (by points), and what it says instead.
    ("company", "line", "planet"),
    ("company", "kind", "planet"),
    ("company", "kind", []),
    ("company", "slug", ""),
    ("company", "document", HASH),
    ("company", "state", [1]),
    ("company", "state", {}),
    ("company", "state.slug", "another"),
    ("company", "state.pk", 1),
    ("company", "state.name", 5),
    ("company", "state.name", "x" * 5000),
    ("company", "state.name", "a\0b"),
    ("company", "state.name", "a\ud800b"),
    ("company", "state.standing", "zzz"),
    ("company", "state.standing", "merged"),
    ("company", "state.aliases", [5]),
    ("company", "state.aliases", [{"name": "No language"}]),
    ("company", "merged", []),
    ("company", "merged", {"into": "kelvo", "spelling": ""}),
    ("layers", "document", [1]),
    ("layers", "document", None),
    ("layers", "document", "../../etc"),
    ("layers", "answered", "abc"),
    ("layers", "answered", [{"a": 1}]),
    ("layers", "purged", 5),
    ("layers", "moves.0.raw_ranges", []),
    ("layers", "moves.0.raw_ranges", [[-9, -2]]),
    ("layers", "moves.0.raw_start", 77),
    ("layers", "moves.0.to_part", "zzz"),
    ("layers", "moves.0.words", None),
    ("layers", "repairs.0.repair", [[], "x", "y"]),
    ("layers", "repairs.0.repair", [[[9, 2]], "x", "y"]),
    ("layers", "repairs.0.repair", [[[2, 9]], "x"]),
    ("figure", "kind", "planet"),
    ("figure", "name", "x"),
    ("figure", "name", ["figure", 68, "CNY", 0]),
    ("figure", "name", [{}, 67, "CNY", 0]),
    ("figure", "place", {}),
    ("figure", "place.raw_ranges", [["a", "b"]]),
    ("figure", "place.raw_ranges", [[9, 9]]),
    ("figure", "place.raw_ranges", [[1, 10**30]]),
    ("figure", "place.part", "zzz"),
    ("figure", "place.confidence", float("nan")),
    ("figure", "state", {}),
    ("figure", "state.status", "zzz"),
    ("figure", "state.version", "x"),
    ("figure", "state.version", 10**20),
    ("figure", "state.person_fields", ["zzz", 5]),
    ("figure", "state.person_fields", ["indicator"]),
    ("figure", "state.dismissed_checks", [1]),
    ("figure", "state.dismissed_checks", {"sum": []}),
    ("figure", "state.fields.document", "x"),
    ("figure", "state.fields.value", "abc"),
    ("figure", "state.fields.value", "NaN"),
    ("figure", "state.fields.value", "1e300"),
    ("figure", "state.fields.value", "999999999999999999999999"),
    ("figure", "state.fields.value", "1234567890123.456"),
    ("figure", "state.fields.conversion_value", "1234567890123.456"),
    ("figure", "state.fields.value", None),
    ("figure", "state.fields.unit", ""),
    ("figure", "state.fields.period_start", "yesterday"),
    ("figure", "state.fields.subject_district", []),
    ("figure", "state.fields.conversion_unit_stated", "yes"),
    ("article", "place.anchor", -300),
    ("article", "state.fields.tags", [{"a": 1}]),
    ("article", "state.fields.published_at", "0001-01-01T00:00:00+23:00"),
    ("article", "state.maps", {"headline": [[0, 0, 50]]}),
    ("article", "state.maps", {"headline": [[3, 0, 2], [0, 9, 1]]}),
    ("article", "state.maps", {"document": []}),
    ("article", "state.repairs", [["x"]]),
    ("entry", "target", "planet"),
    ("entry", "target", "document"),
    ("entry", "document", None),
    ("entry", "slug", "ailo"),
    ("entry", "action", "applaud"),
    ("entry", "raw_start", -1),
    ("entry", "raw_start", 10**30),
    ("entry", "row", ["planet", 1]),
    ("entry", "row", [["a"], {}]),
    ("entry", "row", ["article", 67]),
    ("entry", "by", [1]),
    ("entry", "by", "x" * 500),
    ("entry", "at", "yesterday"),
    ("entry", "at", "2023-01-01"),
    ("entry", "at", "0001-01-01T00:00:00+23:00"),
    ("entry", "at", "9999-12-31T23:59:59-23:00"),
    ("entry", "state", DEEP),
    ("entry", "state", {"a": DEEP}),
    ("entry", "state", {"status": "confirmed"}),
    ("entry", "state", {"moved": {}}),
    ("entry", "state", {"overruled": [MOVE, 1]}),
    ("entry", "values", {"repairs": [1]}),
    ("entry", "values", {"value": "abc"}),
    ("entry", "values", {"region": [1]}),
]


def as_file(line: dict[str, Any]) -> BytesIO:
    lines = ({"line": "head", "form": 1}, line)
    return BytesIO("".join(json.dumps(each) + "\n" for each in lines).encode())


def changed(line: Any, path: str, value: Any) -> Any:
    """A copy of the line that says something else there."""
    copy = json.loads(json.dumps(line))
    *way, last = path.split(".")
    place = copy
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    place[last] = value
    return copy


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_ours_is_read(name):
    assert list(read(as_file(LINES[name]))) == [LINES[name]]


@pytest.mark.parametrize(("name", "path", "value"), BROKEN)
def test_a_line_of_another_shape_is_refused(name, path, value):
    with pytest.raises(BadFile, match="^Line 2 "):
        list(read(as_file(changed(LINES[name], path, value))))


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_lacks_a_field_is_refused(name):
    for field in LINES[name].keys() - {"document"}:
        line = {key: value for key, value in LINES[name].items() if key != field}
        with pytest.raises(BadFile):
            list(read(as_file(line)))
