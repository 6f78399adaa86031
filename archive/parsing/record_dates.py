"""The date of publication as records state it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from archive.parsing.dates import date_line
from archive.parsing.model import Published
from archive.spans import MappedText

_LONGEST = 60
# ISO 8601, as far as RFC 3339 and its common neighbours use it: "2023-08-19",
# "20230819", "2023-08-19T00:50", "2023-08-19 00:50:07.25+08:00", "...Z".
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8})"
    r"(?:[Tt ](?P<time>\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)"
    r" ?(?P<zone>[Zz]|UTC|GMT|[+\-−]\d\d(?::?\d\d)?)?)?"
)
_MONTH = re.compile(r"(?P<year>\d{4})(?:[-/.]|年)(?P<month>\d{1,2})月?")
# RFC 5322: "Sat, 19 Aug 2023 00:50:00 +0800".
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)?"
    r" (?:[+-]\d{4}|GMT|UTC?)"
)


def stated_date(value: MappedText) -> Published | None:
    """What a field says about the day, the moment or the month; None if unreadable.

    A time without a zone gives only the day: which moment it was it does not say.
    """
    words = " ".join(value.text.split())
    if len(words) > _LONGEST:
        return None
    ranges = value.all_raw_ranges()
    month = _MONTH.fullmatch(words)
    if month:
        on = _day(int(month["year"]), int(month["month"]), 1)
        return Published(on, None, "stated", ranges, "month") if on else None
    try:
        at = _moment(words)
    except ValueError:
        return None
    if at:
        on = _day(at.year, at.month, at.day)
        at = at if at.tzinfo else None
    else:
        line = date_line(words)
        on, at = (line.on, line.at) if line else (None, None)
    return Published(on, at, "stated", ranges) if on else None


def _moment(words: str) -> datetime | None:
    """The moment of a form that is known; ValueError where its numbers are wrong."""
    found = _ISO.fullmatch(words)
    if found:
        zone = (found["zone"] or "").upper().replace("−", "-")
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        time = (found["time"] or "00:00").replace(",", ".")
        if not found["time"]:
            zone = ""
        return datetime.fromisoformat(f"{found['day']}T{time}{zone}")
    if _MAIL.fullmatch(words):
        return parsedate_to_datetime(words)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
