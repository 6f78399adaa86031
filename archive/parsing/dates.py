"""Lines that say when a story was published."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from archive.parsing.imprints import AGENCIES, without_imprint, without_names

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "(?P<month{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DATES = re.compile(
    r"(?<![\d-])(?:"
    r"(?P<y1>\d{4})(?P<mark>[-./])(?P<m1>\d{1,2})(?P=mark)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<y2>\d{4}) ?年 ?(?P<m2>\d{1,2}) ?月 ?(?P<d2>\d{1,2}) ?日"
    r"|"
    + _MONTH.format(3)
    + r" ?(?P<d3>\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(?P<y3>\d{4})(?!\d)"
    r"|(?P<d4>\d{1,2})(?:st|nd|rd|th)?[ -]"
    + _MONTH.format(4)
    + r",?[ -](?P<y4>\d{4})(?!\d)"
    r"|(?P<d5>\d{1,2})(?P<mark5>[/.])(?P<m5>\d{1,2})(?P=mark5)(?P<y5>\d{4})(?!\d)"
    r")",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}(?!\d)")
_ISO = re.compile(r"(?<=\d)T(?=\d\d:\d\d)")
_ISO_ZONE = re.compile(r"(?<=:\d\d)(?:\.\d{1,6})?(?:Z\b|(?=[+-]\d\d:?\d\d))")
_TIME = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})[:：](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
    r" ?(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:UTC|GMT) ?(?P<sign>[+\-−]) ?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?(?!\d)"
    r"|(?P<none>\b(?:UTC|GMT)\b)|(?P<china>Beijing [Tt]ime|北京时间)"
    r"|(?P<other>\bE[SD]?T\b)"
)
_LABEL = re.compile(
    r"(?:last |release |issue )?(?:updated?|published|released?|posted|issued|modified|"
    r"date|time|on|at|by|source|from|print|e-?mail|share|page|views?|hits|clicks|"
    r"visits?(?: statistics)?|"
    r"comments?(?:\(s\))?|\d{1,3} min(?:ute)?s? read|read(?:ed|s)?|admin|"
    r"authors?|writers?|editors?|font|size|\b[sml]\b|发布时间|发布日期|日期|时间|来源|更新)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b",
    re.IGNORECASE,
)
# Who published it: a site's address or an agency in brackets.
_PUBLISHER = re.compile(
    r"\b[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}\b|\(?\b" + AGENCIES + r"\b\)?"
    r"|(?<!\w)[\u4e00-\u9fff]{1,8}(?:网|报|社|台|新闻|在线)(?!\w)"
)
_REST = re.compile(r"[\W_]*(?:\d{1,4})?[\W_]*")
_EDITION = re.compile(
    r"[\s\xa0]*date[ \xa0]{1,3}(\d{4})-(\d\d)-(\d\d)(?![\d-])[ \xa0]?"
)
_LONGEST = 140
_APART = re.compile(
    r"\s*+[|｜│丨]\s*+|\s{2,}+"
    r"|\b(?=(?:last )?(?:updated?|published|posted|released?|date|source) ?[:：])",
    re.IGNORECASE,
)
"""Where a line falls apart that holds its page's title, date and source."""
_LEADING = re.compile(
    r"(?:on|of|in|by|from|since|until|till|to|and|at|as|for|the)$", re.I
)
"""Behind these words a date belongs to the title."""
_DATELINE = 100
_PLACE = re.compile(
    r"[A-Z][\w.'’-]{1,24}(?:,? [A-Z][\w.'’-]{1,24}){0,4}(?:,| [-–—]| ?\() ?"
)
_DASH = re.compile(r"\)?\s?(?:[/(][^/()]{2,40}[/)]\s?)?(?:--|[-–—:])(?:\s|$)")
"""What stands between a dateline's day and the story: "(Wire) --"."""
_CAPITAL = re.compile(r"[\s|｜│丨]*+[\"'“‘]?[A-Z\u4e00-\u9fff]")
_TITLE = 3
"""Words that are enough for a title beside its date."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day, and the moment where a time with its zone is given.

    `by` are the authors that the date's line names.
    """

    on: date
    at: datetime | None
    by: tuple[str, ...] = field(default=(), compare=False)


def date_line(line: str) -> StatedDate | None:
    """The date of a line that holds nothing but a date, its time, label and counts.

    "00:50 UTC+8, 2023-08-19   0": the last number counts comments. A time without
    a zone gives only the day: which moment it was, the line does not say.
    """
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    plain = line.replace("\xa0", " ").replace("\u3000", " ").strip()
    plain = _ISO_ZONE.sub(" UTC", _ISO.sub(" ", plain))
    found = _DATES.search(plain)
    on = _date_of(found) if found else None
    if on is None:
        return None
    rest = plain[: found.start()] + " " + plain[found.end() :]
    zone_found = _ZONE.search(rest)
    zone = _zone_of(zone_found) if zone_found else None
    rest = _ZONE.sub(" ", rest, count=1)
    time_found = _TIME.search(rest)
    rest = _TIME.sub(" ", rest, count=1)
    authors: tuple[str, ...] = ()
    if not _is_nothing(rest):
        rest, authors = without_imprint(rest.strip())
        rest, signed = without_names(rest)
        authors += signed
        if not _is_nothing(rest):
            return None
    at = _moment(on, time_found, zone) if time_found and zone else None
    return StatedDate(on, at, authors)


def _is_nothing(rest: str) -> bool:
    """Whether what is left of a line are publishers, weekdays, labels and counts."""
    for pattern in (_PUBLISHER, _WEEKDAY, _LABEL):
        rest = pattern.sub(" ", rest)
    return bool(_REST.fullmatch(rest))


def date_apart(line: str, above: str = "") -> int:
    """Where a line parts that holds a date and a title, or a date and a story; or 0.

    "Sample District grows | Updated: 2024-03-02", "2024-03-02 The district grew by".
    A line that goes on with the one `above`, "as of", is left whole.
    """
    if not _YEAR.search(line, 0, 2 * _LONGEST) or _LEADING.search(above):
        return 0
    return _before_text(line) or _behind_title(line)


def _behind_title(line: str) -> int:
    if len(line) > 2 * _LONGEST or date_line(line):
        return 0
    for found in _APART.finditer(line):
        title = line[: found.start()]
        if len(title.split()) >= _TITLE and date_line(line[found.end() :]):
            return found.end()
    for found in _DATES.finditer(line):
        title = line[: found.start()].rstrip()
        numeric = found["y1"] or found["y2"]
        if not numeric or len(title.split()) < _TITLE or _LEADING.search(title):
            continue
        if date_line(line[found.start() :]):
            return found.start()
    return 0


def _before_text(line: str) -> int:
    found = _DATES.search(line, 0, _LONGEST)
    if not found:
        return 0
    behind = _TIME.match(line, found.end() + line[found.end() :].startswith(" "))
    end = behind.end() if behind else found.end()
    rest, label = line[end:], line[: found.start()]
    stated = found["y1"] or found["y2"] or behind or ":" in label or "：" in label
    is_title = _CAPITAL.match(rest) and len(rest.split()) >= _TITLE
    if not (stated and is_title) or _LEADING.search(label.rstrip()):
        return 0
    return end if date_line(line[:end]) and not date_line(line) else 0


def edition_date(line: str) -> tuple[date | None, int] | None:
    """The day of a line that begins "date 2023-08-17", and where its rest begins."""
    found = _EDITION.match(line)
    if not found:
        return None
    year, month, day = (int(group) for group in found.groups())
    return _valid(year, month, day), found.end()


def dateline(text: str) -> tuple[date, int, int] | None:
    """The full date of a story's first words, and where it stands in the text.

    "SAMPLE CITY, May 6, 2021 /Wire/ -- The company": place and day before a dash.
    """
    found = _DATES.search(text, 0, _DATELINE) if text[:1].isupper() else None
    if found is None or not found.start():
        return None
    if not (
        _PLACE.fullmatch(text, 0, found.start()) and _DASH.match(text, found.end())
    ):
        return None
    on = _date_of(found)
    return (on, *found.span()) if on else None


def last_date(text: str) -> date | None:
    """The day a headline ends with: "... Media Briefing on July 14, 2020"."""
    end = text[-_LONGEST:]
    found = list(_DATES.finditer(end))
    if not found or end[found[-1].end() :].strip(" .)"):
        return None
    return _date_of(found[-1])


def _date_of(found: re.Match[str]) -> date | None:
    if found["y5"]:
        return day_of_numbers(found["d5"], found["m5"], found["y5"], found["mark5"])
    for form in ("1", "2", "3", "4"):
        year, day = found[f"y{form}"], found[f"d{form}"]
        if year:
            month = (
                int(found[f"m{form}"])
                if form in "12"
                else MONTHS[found[f"month{form}"].lower()]
            )
            return _valid(int(year), month, int(day))
    return None


def day_of_numbers(first: str, second: str, year: str, mark: str) -> date | None:
    """A day written as two numbers and a year, where their order is certain.

    "13/2/2024" and "2/13/2024" are; a dot parts day and month in this order alone.
    """
    day, month = int(first), int(second)
    if mark != "." and day <= 12 and day != month:
        if month <= 12:
            return None  # "3/4/2023": a day of March or of April
        day, month = month, day
    return _valid(int(year), month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _zone_of(found: re.Match[str]) -> timezone | None:
    if found["china"]:
        return timezone(timedelta(hours=8))
    if found["none"]:
        return UTC
    if found["other"]:
        return None  # "ET" is of two zones, by the season
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if found["sign"] == "+" else -offset)


def _moment(on: date, found: re.Match[str], zone: timezone) -> datetime | None:
    hour = int(found["hour"])
    half = (found["half"] or "")[:1].lower()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 23:
        return None
    second = int(found["second"] or 0)
    return datetime(
        on.year, on.month, on.day, hour, int(found["minute"]), second, tzinfo=zone
    )
