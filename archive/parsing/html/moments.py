"""Dates as machines and people write them; what tells of a change is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from archive.parsing.dates import MONTHS, date_line, day_of_numbers, last_date

_MOMENT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<mark>[-/.]?)(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)(?!\d)"
    r"(?:(?:T|\s{1,3}|,\s)(?P<hour>\d\d?):?(?P<minute>\d\d)"
    r"(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s{0,2}(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?:\w{3,9},? )?(?P<d>\d{1,2})[ -](?P<month>[A-Za-z]{3})[A-Za-z]{0,6}[ -]"
    r"(?P<y>(?:19|20)\d\d)"
    r"(?:,? (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d{4})?)?"
)
_STAMP = re.compile(
    r"\w{3} (?P<month>\w{3}) (?P<d>\d{1,2}) (?P<hour>\d\d):(?P<minute>\d\d)"
    r":(?P<second>\d\d) (?P<zone>UTC|GMT|[A-Z]{3,4})? ?(?P<y>(?:19|20)\d\d)"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")
_DAY_END = re.compile(
    r"(?:19|20)\d\d ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2} ?日?|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d\d)(?!\d)"
)
_CHANGED = re.compile(
    r"\b(?:last |first )?(?:updated?|modified|edited|revised|corrected|changed|"
    r"reviewed|aktualisiert|mis à jour|actualizado)\b|更新|修改|修订",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:(?:first |originally )?(?:published|posted|released|issued|created|"
    r"publish(?:ed)? date)|pub(?:lication)? date|veröffentlicht|publié|publicado)\b"
    r"|发布|发表|出版|發布|發表",
    re.IGNORECASE,
)
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and the moment where a time with its zone is told."""

    on: date
    at: datetime | None = None

    @property
    def in_utc(self) -> bool:
        return self.at is not None and self.at.utcoffset() == timedelta(0)


def read_moment(value: str) -> Dated | None:
    """A machine's date: ISO 8601 and its relatives, RFC 2822, seconds since 1970."""
    value = value.strip()[:80]
    if not value:
        return None
    found = _MOMENT.match(value)
    if found:
        return _dated(found, int(found["m"]))
    if _EPOCH.match(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        return Dated(moment.date(), moment)
    found = _ENGLISH.match(value) or _STAMP.match(value)
    if found:
        month = MONTHS.get(found["month"][:3].lower())
        return _dated(found, month) if month else None
    return read_visible(value)


def _dated(found: re.Match[str], month: int) -> Dated | None:
    try:
        on = date(int(found["y"]), month, int(found["d"]))
    except ValueError:
        return None
    zone = _zone(found["zone"]) if found["hour"] else None
    if zone is None:
        return Dated(on)
    try:
        at = datetime(
            on.year,
            on.month,
            on.day,
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"] or 0),
            tzinfo=zone,
        )
    except ValueError:
        return Dated(on)
    # Midnight sharp is how a system writes a day without a time.
    midnight = (at.hour, at.minute, at.second) == (0, 0, 0)
    return Dated(on, None if midnight else at)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    if text[0] not in "+-":
        return None
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if offset > timedelta(hours=14):
        return None
    return timezone(offset if text[0] == "+" else -offset)


def read_visible(text: str) -> Dated | None:
    """The day of publication in a line for readers, what it says of changes left out.

    "By Li Na | Published: May 3, 2023 | Updated 4 May" is 3 May.
    """
    if len(text) > LONGEST:
        return None
    changed = False
    for part, told_changed in _parts(text):
        if told_changed:
            changed = True
            continue
        found = _day_in(part)
        if found:
            return found
    return None if changed else _day_in(text)


def read_changed(text: str) -> Dated | None:
    """The day of the last change in a line for readers: "Updated: May 3, 2023"."""
    told = (part for part, told_changed in _parts(text[:LONGEST]) if told_changed)
    return next(filter(None, map(_day_in, told)), None)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The line cut at its labels: each part and whether it tells of a change."""
    marks = sorted(
        [(found.start(), True) for found in _CHANGED.finditer(text)]
        + [(found.start(), False) for found in _ISSUED.finditer(text)]
    )
    starts = [(0, False), *marks]
    for place, (start, told_changed) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        if start < end:
            yield text[start:end], told_changed


def _day_in(text: str) -> Dated | None:
    stated = date_line(text)
    if stated:
        return Dated(stated.on, stated.at)
    for found in _DAY_END.finditer(text):
        on = last_date(text[: found.end()])
        if on:
            return Dated(on, _time_after(text, found.end(), on))
    found = _NUMERIC.search(text)
    on = found and day_of_numbers(found["a"], found["b"], found["y"], found["mark"])
    return Dated(on) if on else None


def _time_after(text: str, end: int, on: date) -> datetime | None:
    """A time with its zone straight behind the day."""
    stated = date_line(
        f"{on.isoformat()} {text[end : end + 40].strip(' ,|').lstrip('T')}"
    )
    return stated.at if stated else None


def tells_change(text: str) -> bool:
    """Whether words tell of a change and not of publication."""
    return bool(_CHANGED.search(text)) and not _ISSUED.search(text)
