"""What new rules do to what people decided: facts they would lose, lessons learnt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from archive.ingest.contradicting import answered_for, says_otherwise
from archive.ingest.outcome import Changes
from archive.models import Reviewed, Status


class Verdict(NamedTuple):
    """That the machine's word on a decided row got worse, or better, and how."""

    is_learnt: bool
    words: str


def tell(
    rows: Iterable[Reviewed], before: Mapping[int, Mapping[str, Any]], changes: Changes
) -> None:
    """Add to the changes what became of decided rows.

    `before` has by key what the machine had said of each row until now.
    """
    for row in rows:
        if row.is_decided:
            for verdict in verdicts(row, before[row.pk]):
                (changes.learnt if verdict.is_learnt else changes.lost).append(
                    f"{row._meta.verbose_name} “{row.surface[:80]}”: {verdict.words}"
                )


def verdicts(row: Reviewed, before: Mapping[str, Any]) -> Iterator[Verdict]:
    """How the machine's last word on a decided row compares with the one before it."""
    earlier, said = _fields(before), _fields(row.extracted)
    if row.status == Status.REJECTED:
        if earlier and not said:
            yield Verdict(True, "what was rejected is not said any more")
        elif said and not earlier:
            yield Verdict(False, "what was rejected is said again; it stays rejected")
        return
    if earlier and not said:
        yield Verdict(False, f"{row.get_status_display()}, and not found any more")
    elif said and not earlier:
        yield Verdict(True, f"{row.get_status_display()}, and found now")
    elif said:
        yield from _by_field(row, earlier, said)


def _by_field(
    row: Reviewed, earlier: Mapping[str, Any], said: Mapping[str, Any]
) -> Iterator[Verdict]:
    for name in sorted(answered_for(row) & said.keys() & earlier.keys()):
        was, now = (says_otherwise(row, name, each[name]) for each in (earlier, said))
        if was != now:
            field, value = row._meta.get_field(name), getattr(row, name)
            change = f"{field.verbose_name} {earlier[name]!s} → {said[name]!s}"
            yield Verdict(was, f"{change}, here it is {value!s}")


def _fields(extracted: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was said of the row; nothing where it was not found."""
    return {} if extracted.get("absent") else extracted.get("fields", {})
