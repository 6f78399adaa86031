"""What a line of the file must look like, kind by kind and field by field.

A file may come from anywhere. What is said here of a line holds before anything of it
is looked up; whether its words stand in a document only the document can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from archive.decision_files.plain import (
    Check,
    having,
    is_hash,
    is_moment,
    is_plain,
    is_share,
    is_span,
    is_stretch,
    is_truth,
    is_whole,
    many,
    maybe,
    one_of,
    text,
)
from archive.decision_files.standing import (
    fits,
    is_move,
    is_repair,
    is_row_state,
    is_thing_state,
)
from archive.decisions.states import ROWS
from archive.decisions.thing_states import KINDS
from archive.models import Article, Decision, DistrictMention, Figure, Placed
from districts.models import Company


def fault(line: Mapping[str, Any]) -> str:
    """What is wrong with a line of the file, in words; "" where nothing is."""
    if not is_plain(line):
        return "has what no database keeps"
    if line["line"] not in LINES:
        return f"is of a kind that is not known, “{line['line'][:40]}”"
    shape, agrees = LINES[line["line"]]
    for name, check in shape.items():
        if name not in line:
            return f"has no “{name}”"
        if not check(line[name]):
            return f"has a “{name}” that cannot be"
    return "" if agrees(line) else "says what does not fit together"


def _thing_agrees(line: Mapping[str, Any]) -> bool:
    state, model = line["state"], KINDS[line["kind"]]
    is_merged = "merged" in line
    if line.get("document") is not None or (is_merged and not _MERGED(line["merged"])):
        return False
    if state is None:
        return not is_merged
    return (
        is_thing_state(model, state)
        and state["slug"] == line["slug"]
        and is_merged == (state.get("standing") == Company.Standing.MERGED)
    )


_MERGED = having(into=text(100, 1), spelling=text(201))


def _row_agrees(line: Mapping[str, Any]) -> bool:
    model, place = ROWS[line["kind"]], line["place"]
    return (
        PLACES.get(model, _MENTION)(place)
        and _name_agrees(model, line["kind"], line["name"], place)
        and is_row_state(model, line["state"])
    )


def _name_agrees(
    model: type[models.Model], kind: str, name: list[Any], place: Mapping[str, Any]
) -> bool:
    """Whether the name is that of the row at the place; see `lines.name_of`."""
    if model is Article:
        return name == [kind, place["anchor"]]
    if model is Figure:
        own = [place[each] for each in ("number_start", "key_unit", "ordinal")]
        return name == [kind, *own]
    basis = place["basis"] if model is DistrictMention else ""
    start = place["raw_ranges"][0][0]
    return len(name) == 4 and name == [kind, start, name[2], basis]


def is_name(name: Any) -> bool:
    """Whether it may be the name of some row."""
    if not isinstance(name, list) or len(name) not in (2, 4):
        return False
    kind, start, *more = name
    is_known = one_of(ROWS)(kind) and is_whole(start)
    return is_known and all(type(each) in (str, int) for each in more)


_WORDS = {
    "raw_ranges": many(is_stretch, 1),
    "words": many(text()),
    "part": one_of(Placed.Part.values),
    "surface": text(),
    "rule": text(60),
    "confidence": is_share,
}
_MENTION = having(**_WORDS, said=maybe(text(100)))
PLACES: dict[type[models.Model], Check] = {
    Article: having(anchor=is_whole, words=many(text(), 1)),
    Figure: having(
        **_WORDS,
        number_start=is_whole,
        number_end=is_whole,
        key_unit=text(80, 1),
        ordinal=is_whole,
    ),
    # One that the file's name gives has no words.
    DistrictMention: having(
        **{**_WORDS, "raw_ranges": many(is_span, 1)},
        said=maybe(text(100)),
        basis=one_of(DistrictMention.Basis.values),
    ),
}


def _entry_agrees(line: Mapping[str, Any]) -> bool:
    target, state, name = line["target"], line["state"], line["row"]
    if (line["slug"] != "") != (target in KINDS):
        return False
    if (line.get("document") is None) != (target in KINDS):
        return False
    if name is not None and name[0] != target:
        return False
    model = ROWS.get(target) or KINDS.get(target)
    told = (line["values"], line["previous"])
    return _state_agrees(target, state) and all(_is_told(model, each) for each in told)


def _state_agrees(target: str, state: Mapping[str, Any]) -> bool:
    """Whether a decision on such a target can be taken back to the state."""
    if not state:
        return True
    if target in KINDS:
        return is_thing_state(KINDS[target], state)
    if target not in ROWS:
        known = {"answered": many(text()), "region": text(100)}
        return all(check(state[n]) for n, check in known.items() if n in state)
    if "moved" in state:
        return is_move(state["moved"])
    if "overruled" in state:
        return many(is_move)(state["overruled"])
    return is_row_state(ROWS[target], state)


def _is_told(model: type[models.Model] | None, values: Mapping[str, Any]) -> bool:
    """Whether a page can show the values: what a decision set, or overruled."""
    columns = {c.name: c for c in model._meta.concrete_fields} if model else {}
    known = {"repairs": many(is_repair), **{name: text() for name in _NAMED}}
    return all(
        known[name](value)
        if name in known
        else name not in columns or fits(columns[name], value)
        for name, value in values.items()
    )


_NAMED = ("region", "into", "not", "check", "body")
"""What a decision names in words."""


def _has_document(line: Mapping[str, Any]) -> bool:
    return line["document"] is not None


_QUOTED = having(words=many(text()))

LINES: dict[str, tuple[dict[str, Check], Check]] = {
    "thing": (
        {"kind": one_of(KINDS), "slug": text(100, 1), "state": maybe(having())},
        _thing_agrees,
    ),
    "layers": (
        {
            "document": is_hash,
            "purged": maybe(text()),
            "answered": many(text()),
            "moves": many(lambda each: _QUOTED(each) and is_move(each)),
            "repairs": many(having(repair=is_repair, words=many(text()))),
        },
        _has_document,
    ),
    "row": (
        {
            "document": is_hash,
            "kind": one_of(ROWS),
            "name": is_name,
            "placed": is_truth,
            "place": having(),
            "state": having(),
        },
        _row_agrees,
    ),
    "entry": (
        {
            "target": one_of(Decision.Target.values),
            "slug": text(100),
            "row": maybe(is_name),
            "action": one_of(Decision.Action.values),
            "raw_ranges": many(is_span),
            "raw_start": is_whole,
            "quote": text(),
            "before": text(100),
            "after": text(100),
            "values": having(),
            "previous": having(),
            "state": having(),
            "reason": text(),
            "by": text(150),
            "at": is_moment,
        },
        _entry_agrees,
    ),
}
