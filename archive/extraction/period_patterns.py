"""How periods of time are worded, and what each wording means."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from archive.extraction.model import Period
from archive.extraction.rejections import MONTHS
from archive.extraction.vocabulary import listed

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
# A decade ("the 1920s") is no year.
YEAR = r"(?:19|20)[0-9]{2}(?![0-9,.]*[0-9])(?!'?s\b)"
_WHEN = rf"(?:(?:the year )?{YEAR}|this year|last year|next year|the year\b)"
_OF = rf"(?:,? (?:of |in )?(?P<when>{_WHEN}))?"
_COUNTS = {
    word: number
    for number, word in enumerate(
        listed("one two three four five six seven eight nine ten eleven"), start=1
    )
}
_COUNT = r"(?:[0-9]{1,2}|" + "|".join(_COUNTS) + ")"
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1": 1, "2": 2}
_ORDINAL |= {"3": 3, "4": 4}
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")


@dataclass(frozen=True, slots=True)
class _Span:
    """Months of a year as read, before the year is known."""

    when: str
    first: int = 1
    last: int = 12
    open_start: bool = False
    open_end: bool = False


def _months_of(word: str) -> int:
    return MONTHS[word.rstrip(".")]


def _year_of(when: str, today: date | None, last_month: int) -> tuple[int | None, str]:
    """The year meant and its symbol; months without a year are the latest such."""
    if when[:4].isdigit():
        return int(when[:4]), ""
    shift = {"last year": -1, "next year": 1}.get(when, 0)
    symbol = f"year{shift:+d}" if when else "year?"
    if today is None:
        return None, symbol
    if not when and last_month > today.month:
        return today.year - 1, symbol
    return today.year + shift, symbol


def _resolve(span: _Span, words: str, today: date | None) -> Period:
    year, symbol = _year_of(span.when, today, span.last)
    months = (
        "" if (span.first, span.last) == (1, 12) else f":{span.first:02}-{span.last:02}"
    )
    if year is None:
        return Period(None, None, "publication", words, symbol + months)
    start = None if span.open_start else date(year, span.first, 1)
    last_day = monthrange(year, span.last)[1]
    end = None if span.open_end else date(year, span.last, last_day)
    if symbol:
        return Period(start, end, "publication", words, symbol + months)
    return Period(start, end, "stated", words)


Result = tuple[Period, bool] | None
Reader = Callable[[re.Match[str], str, date | None], Result]


def _span_reader(make: Callable[[re.Match[str]], _Span | None]) -> Reader:
    def read(match: re.Match[str], words: str, today: date | None) -> Result:
        span = make(match)
        if span is None:
            return None
        lasting = not (span.open_start or span.open_end)
        return _resolve(span, words, today), lasting

    return read


def _when(match: re.Match[str]) -> str:
    when = match.group("when") or ""
    if when.endswith(tuple("0123456789")):
        return when[-4:]
    return "this year" if when == "the year" else when


def _month_span(match: re.Match[str]) -> _Span | None:
    first, last = _months_of(match["first"]), _months_of(match["last"])
    return _Span(_when(match), first, last) if first <= last else None


def _half(match: re.Match[str]) -> _Span:
    second = match["half"] in ("second", "2", "latter")
    return _Span(_when(match) or "the year", 7 if second else 1, 12 if second else 6)


def _quarter(match: re.Match[str]) -> _Span:
    last = 3 * _ORDINAL[match["quarter"]]
    return _Span(_when(match) or "the year", last - 2, last)


def _first_months(match: re.Match[str]) -> _Span | None:
    count = _COUNTS.get(match["count"]) or int(match["count"])
    months = count * (3 if match["sort"] == "quarters" else 1)
    return _Span(_when(match) or "the year", 1, months) if 0 < months < 13 else None


def _by(match: re.Match[str]) -> _Span:
    month = match["month"]
    last = _months_of(month) if month else 12
    when = _when(match)
    if not when and not month:
        when = "this year"
    return _Span(when, 1, last, open_start=True)


def _since(match: re.Match[str]) -> _Span:
    month = match["month"]
    first = _months_of(month) if month else 1
    return _Span(_when(match), first, 12, open_end=True)


def _one_month(match: re.Match[str]) -> _Span | None:
    month = _months_of(match["month"])
    return _Span(_when(match), month, month)


def _whole_year(match: re.Match[str]) -> _Span:
    return _Span(_when(match))


def _year_range(match: re.Match[str], words: str, today: date | None) -> Result:
    first = int(match["first"])
    last = match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end <= first + 60:
        return None
    return Period(date(first, 1, 1), date(end, 12, 31), "stated", words), True


def _plan(match: re.Match[str], words: str, today: date | None) -> Result:
    """China's five-year plans: the 13th ran from 2016 to 2020."""
    number = int(match["plan"])
    if not 1 <= number <= 30:
        return None
    first = 1951 + 5 * number
    return Period(date(first, 1, 1), date(first + 4, 12, 31), "stated", words), False


def _exact_day(match: re.Match[str], words: str, today: date | None) -> Result:
    month, day = _months_of(match["month"]), int(match["day"])
    year, symbol = _year_of(match["when"] or "", today, month)
    if year is None:
        symbol = f"{symbol}:{month:02}-{month:02}"
        return Period(None, None, "publication", words, symbol), False
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    on = date(year, month, day)
    basis = "publication" if symbol else "stated"
    return Period(on, on, basis, words, "day" if symbol else ""), False


def _weekday(match: re.Match[str], words: str, today: date | None) -> Result:
    """The latest such day up to the day of publication."""
    if today is None:
        return Period(None, None, "publication", words, "day"), False
    name = match["day"]
    if name in _DAYS:
        on = today - timedelta(days=(today.weekday() - _DAYS.index(name)) % 7)
    else:
        on = today - timedelta(days=1 if name == "yesterday" else 0)
    return Period(on, on, "publication", words, "day"), False


def _last_month(match: re.Match[str], words: str, today: date | None) -> Result:
    shift = -1 if match["which"] == "last" else 0
    symbol = f"month{shift:+d}"
    if today is None:
        return Period(None, None, "publication", words, symbol), True
    first = today.replace(day=1)
    if shift:
        first = (first - timedelta(days=1)).replace(day=1)
    end = first.replace(day=monthrange(first.year, first.month)[1])
    return Period(first, end, "publication", words, symbol), True


def _past_years(match: re.Match[str], words: str, today: date | None) -> Result:
    """ "the past five years": that many years, the year of publication the last."""
    count = 10 if match["decade"] else _COUNTS.get(match["count"] or "")
    count = count or int(match["count"])
    symbol = f"years-{count}"
    if today is None or not 0 < count < 60:
        return Period(None, None, "publication", words, symbol), True
    start = date(today.year - count + 1, 1, 1)
    end = date(today.year, 12, 31)
    return Period(start, end, "publication", words, symbol), count < 10


def _year_end(match: re.Match[str], words: str, today: date | None) -> Result:
    """ "a year-end revenue": the whole of the present year, seen from its end."""
    return _resolve(_Span("this year"), words, today), False


MONTH_CUES = tuple(listed("jan feb mar apr may jun jul aug sep oct nov dec"))
YEAR_CUES = ("19", "20")
_WHENS = (*YEAR_CUES, "this year", "last year", "next year", "the year")
PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], Reader], ...] = tuple(
    (cues, re.compile(pattern), reader)
    for cues, pattern, reader in (
        (
            MONTH_CUES,
            rf"\b(?:from |between |in )?(?P<first>{MONTH}) ?(?:to|and|through|-) "
            rf"?(?P<last>{MONTH})\b{_OF}",
            _span_reader(_month_span),
        ),
        (
            ("half",),
            rf"\b(?:in |during )?(?:the )?(?P<half>first|second|latter)[ -]half\b"
            rf"(?: year)?{_OF}",
            _span_reader(_half),
        ),
        (("h1", "h2"), rf"\bh(?P<half>[12])\b{_OF}", _span_reader(_half)),
        (
            ("quarter",),
            rf"\b(?P<quarter>first|second|third|fourth|last)[ -]quarter\b{_OF}",
            _span_reader(_quarter),
        ),
        (
            ("q1", "q2", "q3", "q4"),
            rf"\bq(?P<quarter>[1-4])\b{_OF}",
            _span_reader(_quarter),
        ),
        (
            ("months", "quarters"),
            rf"\b(?:in |during )?(?:the )?first (?P<count>{_COUNT}) "
            rf"(?P<sort>months|quarters)\b{_OF}",
            _span_reader(_first_months),
        ),
        (
            ("five-year",),
            r"\b(?P<plan>[0-9]{1,2})(?:st|nd|rd|th) five-year (?:plan|period)\b"
            r"(?: period)?",
            _plan,
        ),
        (
            YEAR_CUES,
            rf"\b(?:from |between )?(?P<first>{YEAR}) ?(?:to|and|through|-) "
            rf"?(?P<last>{YEAR}|[0-9]{{2}}\b)",
            _year_range,
        ),
        (
            _WHENS,
            rf"\b(?:by|as of|until|at|up to) (?:(?:the )?end(?: of|-)? ?)?"
            rf"(?:(?P<month>{MONTH}),? ?)?(?P<when>{_WHEN})",
            _span_reader(_by),
        ),
        (
            ("end of", "end-"),
            rf"\b(?:by|as of|until) (?:the )?end(?: of|-) ?(?P<month>{MONTH})\b"
            rf"(?P<when>)",
            _span_reader(_by),
        ),
        (
            ("year-end", "year end"),
            r"\bby (?:the )?year[ -]end\b(?P<month>)(?P<when>)",
            _span_reader(_by),
        ),
        (
            ("since ",),
            rf"\bsince (?:the (?:beginning|start) of )?(?:(?P<month>{MONTH}),? )?"
            rf"(?P<when>{_WHEN})",
            _span_reader(_since),
        ),
        (
            MONTH_CUES,
            rf"\b(?:on )?(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})\b(?:st|nd|rd|th)?"
            rf"(?:,? (?P<when>{YEAR}))?",
            _exact_day,
        ),
        (
            _WHENS,
            rf"\b(?:in |during |last )?(?P<month>{MONTH}),? (?:of )?(?P<when>{_WHEN})",
            _span_reader(_one_month),
        ),
        (
            MONTH_CUES,
            rf"\b(?:in|during) (?P<month>{MONTH})\b(?P<when>)",
            _span_reader(_one_month),
        ),
        (
            ("the past ", "the last ", "the recent "),
            r"\b(?:over |in |during )?the (?:past|last|recent) "
            rf"(?:(?P<count>{_COUNT}) years|(?P<decade>decade))\b",
            _past_years,
        ),
        ((" month",), r"\b(?P<which>last|this) month\b", _last_month),
        (
            _WHENS,
            rf"\b(?:in |during )?(?:all of )?"
            rf"(?P<when>{YEAR}|this year|last year|next year)(?:'s)?",
            _span_reader(_whole_year),
        ),
        (("year-end",), r"\byear-end\b", _year_end),
        (
            ("day",),
            rf"\b(?:on |last )?(?P<day>{'|'.join(_DAYS)}|today|yesterday)\b",
            _weekday,
        ),
    )
)
"""Each way to name a period: words of which a text that does so holds one, the
pattern and its reader. Looking for the words first is what makes this fast."""
