"""Whether the book of decisions adds up to what is there, line upon line.

What a line does is worked out here once more, from its action and values alone: each
row must stand before a line as the line before it left it, and now as the last one did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from archive.decisions import state_of
from archive.models import Article, BodyRepair, Decision
from archive.spans import overlap
from districts.models import Company
from tests.archive.ingest.invariants import FIXED, ROWS

KINDS = {model._meta.model_name: model for model in (*ROWS, Article)}

PERIOD = ("period_start", "period_end", "period_basis", "period_symbol")
CONVERSION = (
    *("conversion_surface", "conversion_value", "conversion_unit"),
    "conversion_unit_stated",
)
TOGETHER = (PERIOD, CONVERSION, Article.DATE_FIELDS)


@dataclass(frozen=True)
class Stand:
    """All that is decided on a row: what the machine says besides is left out."""

    status: str
    own: frozenset[str]
    fields: dict[str, Any]
    dismissed: dict[str, str]

    @classmethod
    def of(cls, state: dict[str, Any]) -> Stand:
        return cls(
            state["status"],
            frozenset(state["person_fields"]),
            state["fields"],
            state.get("dismissed_checks", {}),
        )

    @property
    def said(self) -> tuple:
        """Whose word it is, the values that are a person's, and answered checks."""
        names = set(self.fields if self.status in FIXED else self.own) - {"body"}
        if self.status == "confirmed" and not self.own & set(PERIOD):
            names -= set(PERIOD)  # they follow the date of the article
        values = {name: _plain(name, self.fields[name]) for name in sorted(names)}
        return self.status, sorted(self.own), values, self.dismissed

    @property
    def is_decided(self) -> bool:
        return self.status != "extracted" or bool(self.own or self.dismissed)


def _plain(name: str, value: Any) -> Any:
    """A number is the same with zeros at its end as without."""
    is_number = name in ("value", "conversion_value") and value is not None
    return Decimal(value) if is_number else value


def check_book() -> None:
    """Raise AssertionError where the lines do not lead to what is there."""
    by_row: dict[tuple[str, int], list[Decision]] = defaultdict(list)
    by_document: dict[int, list[Decision]] = defaultdict(list)
    for entry in Decision.objects.order_by("id"):
        if entry.target not in KINDS or _is_on_a_move(entry):
            continue
        by_row[entry.target, entry.target_id].append(entry)
        if entry.target == "article":
            by_document[entry.document_id].append(entry)
    for (kind, key), entries in by_row.items():
        row = KINDS[kind].objects.filter(pk=key).first()
        _check_row(entries, row)
    for document, entries in by_document.items():
        _check_repairs(document, entries)
    for model in KINDS.values():
        for row in model.objects.all():
            told = (model._meta.model_name, row.pk) in by_row
            assert told or not row.is_decided, f"nobody decided {row!r} {row.status}"
    _check_companies()


def _is_on_a_move(entry: Decision) -> bool:
    """Whether it moved a piece, or took back such a move: no row stands for it."""
    return entry.action == "move" or "moved" in entry.state


def _check_row(entries: list[Decision], row: Any) -> None:
    expected = [Stand("extracted", frozenset(), {}, {})]
    version = 0
    for number, entry in enumerate(entries):
        if entry.state:
            _check_met(Stand.of(entry.state), expected, entries[: number + 1])
            assert entry.state["version"] > version, _in_words(entries)
            version = entry.state["version"]
        expected = list(_after(entry, entries[:number]))
    if row is None:
        assert not all(stand.is_decided for stand in expected), _in_words(entries)
        return
    _check_met(Stand.of(state_of(row)), expected, entries)
    assert row.version > version, _in_words(entries)


def _check_met(now: Stand, expected: list[Stand], entries: list[Decision]) -> None:
    wanted = [stand.said for stand in expected]
    assert now.said in wanted, f"{now.said} is not {wanted}:\n{_in_words(entries)}"


def _after(entry: Decision, earlier: list[Decision]) -> Iterator[Stand]:
    """How the row may stand behind a line, given those on it before."""
    if entry.action == "add":
        status, own = "added", frozenset(entry.values)
        yield Stand(
            status,
            own,
            entry.values,
            Stand.of(entry.state).dismissed if entry.state else {},
        )
        return
    if entry.action == "revert":
        for one in earlier:
            if one.state and one.state["status"] == entry.values["status"]:
                yield Stand.of(one.state)
        if entry.values["status"] == "rejected":
            yield replace(Stand.of(entry.state), status="rejected")
        return
    stood = Stand.of(entry.state)
    if entry.action == "confirm":
        yield replace(stood, status="confirmed")
    elif entry.action == "reject":
        yield replace(stood, status="rejected")
    elif entry.action == "restore":
        yield from _restored(stood, earlier)
    elif entry.action == "dismiss":
        answered = {entry.values["check"]: entry.reason}
        yield replace(stood, dismissed={**stood.dismissed, **answered})
    elif entry.action == "vouch":
        yield replace(stood, own=stood.own | set(entry.values))
    else:
        yield _corrected(stood, entry)


def _restored(stood: Stand, earlier: list[Decision]) -> Iterator[Stand]:
    before = [e.state["status"] for e in earlier if e.action == "reject"][-1:]
    if before and before[0] in ("confirmed", "added"):
        yield replace(stood, status=before[0])
    else:
        yield replace(stood, status="corrected" if stood.own else "confirmed")


def _corrected(stood: Stand, entry: Decision) -> Stand:
    """By a correction of fields, or by a repair of the body, which is none of them."""
    values, own, status = entry.values, set(stood.own), stood.status
    if entry.action == "repair":
        values = {}
        own = own | {"body"} if entry.values["repairs"] else own - {"body"}
    for group in TOGETHER:
        if set(group) & set(values):
            own |= set(group) & set(stood.fields)
    own |= set(values)
    if status == "confirmed":
        own |= set(stood.fields) - set(PERIOD)
    if status not in ("added", "rejected"):
        status = "corrected"
    return Stand(status, frozenset(own), {**stood.fields, **values}, stood.dismissed)


def _check_repairs(document: int, entries: list[Decision]) -> None:
    """Each repair replaces those of its story before, and those at its own places."""
    ways: list[list[Any]] = [[]]
    for number, entry in enumerate(entries):
        stood = entry.state["repairs"]
        ways = [way for way in ways if all(one in way for one in stood)]
        left = [[one for one in way if one not in stood] for way in ways]
        ways = [
            [one for one in way if not _meets(one, fresh)] + fresh
            for way in left
            for fresh in _laid(entry, entries[:number])
        ]
    found = [
        [repair.raw_ranges, repair.quote, repair.replacement]
        for repair in BodyRepair.objects.filter(document=document)
    ]
    assert sorted(found) in [sorted(way) for way in ways], _in_words(entries)


def _laid(entry: Decision, earlier: list[Decision]) -> list[list[Any]]:
    """The repairs that a story may have behind a line; set back, those of before."""
    if entry.action == "repair":
        return [entry.values["repairs"]]
    if entry.action == "revert":
        same = [one for one in earlier if one.target_id == entry.target_id]
        return [one.state["repairs"] for one in same]
    return [entry.state["repairs"]]


def _meets(one: list[Any], others: Iterable[list[Any]]) -> bool:
    return any(overlap(one[0], other[0]) for other in others)


def _check_companies() -> None:
    """A company is known, found, rejected or merged as the last line on it says."""
    by_slug: dict[str, list[Decision]] = defaultdict(list)
    for entry in Decision.objects.filter(target="company").order_by("id"):
        by_slug[entry.target_slug].append(entry)
    for slug, entries in by_slug.items():
        standing, into, alone = entries[0].state["standing"], None, ""
        for entry in entries:
            assert entry.state["standing"] == standing, _in_words(entries)
            if entry.action == "merge":
                standing, into, alone = "merged", entry.values["into"], standing
            elif entry.action == "unmerge":
                standing, into = alone, None
            else:
                standing = entry.values.get("standing", standing)
        company = (
            Company.objects.filter(slug=slug).select_related("merged_into").first()
        )
        if company is None:
            assert standing == "found", _in_words(entries)
            continue
        home = company.merged_into.slug if company.merged_into else None
        assert (company.standing, home) == (standing, into), _in_words(entries)
    merged = Company.objects.merged().values_list("slug", flat=True)
    assert by_slug.keys() >= set(merged)


def _in_words(entries: list[Decision]) -> str:
    return "\n".join(
        f"{e.pk} {e.made_by_name} {e.target} {e.target_id} {e.action} {e.values} "
        f"before: {e.state}"
        for e in entries
    )
