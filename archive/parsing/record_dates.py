"""The date of publication as records state it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from archive.parsing.dates import MONTHS, date_line
from archive.parsing.model import Published
from archive.spans import MappedText

_LONGEST = 60
# ISO 8601, as far as RFC 3339 and its common neighbours use it: "2023-08-19",
# "20230819", "2023-08-19T00:50", "2023-08-19 00:50:07.25+08:00", "...Z"; some
# programs put the zone's name behind ("+08:00[Asia/Shanghai]", "+0800 CST").
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8})"
    r"(?:[Tt ](?P<time>\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)"
    r"(?: ?(?P<zone>[Zz]|UTC|GMT|[+\-−]\d\d(?::?\d\d)?)"
    r"(?:\[[\w/+-]{1,40}\]| [A-Z]{2,5})?)?)?"
)
# "2023-08", "2023年8月", "August 2023"; a day of 00 is an unknown one.
_MONTH = re.compile(
    r"(?P<year>\d{4})(?:[-/.]| ?年 ?)(?P<month>\d{1,2})(?: ?月|[-/.]00)?"
)
_NAMED_MONTH = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})")
_YEAR = re.compile(r"\d{4} ?年?")
# RFC 5322 and what it grew out of: "Sat, 19 Aug 2023 00:50:00 +0800", "Saturday,
# 19-Aug-23 00:50:00 GMT", "Sat Aug 19 00:50:00 2023", "Sat Aug 19 00:50:00 +0800 2023".
_CLOCK = r"\d\d:\d\d(?::\d\d)?(?: (?P<zone{}>[+-]\d{{4}}|[A-Z]{{1,5}}))?"
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2,8},? ?)?"
    r"(?:\d{1,2}(?P<mark>[ -])[A-Z][a-z]{2}(?P=mark)(?:\d{4}|\d\d) "
    + _CLOCK.format(1)
    + r"|[A-Z][a-z]{2} \d{1,2} "
    + _CLOCK.format(2)
    + r" \d{4})(?: \([^()]{1,30}\))?"
)
# Seconds or milliseconds since 1970, from 1973 on: fewer digits are something else.
_COUNT = re.compile(r"(?P<seconds>\d{9,10})(?P<thousandths>\d{3})?(?:\.\d{1,9})?")


def stated_date(value: MappedText) -> Published | None:
    """What a field says about the day, the moment or the month; None if unreadable.

    A time without a zone gives only the day: which moment it was it does not say. A
    count of seconds is a moment of UTC, and its day is the day there.
    """
    words = " ".join(value.text.split())
    if len(words) > _LONGEST:
        return None
    ranges = value.all_raw_ranges()
    month = _month(words)
    if month:
        return Published(month, None, "stated", ranges, "month")
    try:
        at = _counted(words) or _moment(words)
    except ValueError:
        return None
    if at:
        on = _day(at.year, at.month, at.day)
        at = at if at.tzinfo else None
    else:
        line = date_line(words)
        on, at = (line.on, line.at) if line else (None, None)
    return Published(on, at, "stated", ranges) if on else None


def is_year(value: MappedText) -> bool:
    """Whether a field says a year and nothing more, which gives no day to keep."""
    return bool(_YEAR.fullmatch(value.text.strip()))


def _month(words: str) -> date | None:
    """The first day of the month that is named, if nothing else is."""
    found = _MONTH.fullmatch(words)
    if found:
        return _day(int(found["year"]), int(found["month"]), 1)
    found = _NAMED_MONTH.fullmatch(words)
    month = MONTHS.get(found["month"].lower()) if found else None
    return _day(int(found["year"]), month, 1) if month else None


def _counted(words: str) -> datetime | None:
    """The moment of a count since 1970.

    Digits that may as well be a day and an hour ("2023081900") say neither.
    """
    found = _COUNT.fullmatch(words)
    if not found or _day(int(words[:4]), int(words[4:6]), int(words[6:8])):
        return None
    thousandths = int(found["thousandths"] or 0) * 1000
    at = datetime.fromtimestamp(int(found["seconds"]), UTC)
    return at.replace(microsecond=thousandths)


def _moment(words: str) -> datetime | None:
    """The moment of a form that is known; ValueError where its numbers are wrong."""
    found = _ISO.fullmatch(words)
    if found:
        zone = (found["zone"] or "").upper().replace("−", "-")
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        time = (found["time"] or "00:00").replace(",", ".")
        return datetime.fromisoformat(f"{found['day']}T{time}{zone}")
    found = _MAIL.fullmatch(words)
    if found:
        at = parsedate_to_datetime(words)
        # The standard means a time of America; who writes it here may mean China's.
        is_unsure = "CST" in (found["zone1"], found["zone2"])
        return at.replace(tzinfo=None) if is_unsure else at
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
