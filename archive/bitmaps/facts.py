"""What lists need to know of some articles or figures, read from their rows.

There is one way to learn it, whether a chunk is written, a change followed or the
whole verified: `article_facts` and `figure_facts`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from pyroaring import BitMap

from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
)

Value = int | str
"""A key of districts and the like, a year, or a word."""
AT_ONCE = 5_000
"""Keys that one statement names."""
UNDATED = 0
"""Stands for the time of what has none."""
SECONDS = 1 << 20
"""More than the seconds that a time can be from its day's beginning, by any zone."""
A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Keys:
    """Rows by their keys: from `low` on and below `high`, or those of `named`."""

    low: int = 0
    high: int = 0
    named: frozenset[int] | None = None

    def of(self, rows: QuerySet, column: str) -> Iterator[QuerySet]:
        """The rows whose column has one of the keys, in as many parts as needed."""
        if self.named is None:
            yield rows.filter(
                **{f"{column}__gte": self.low, f"{column}__lt": self.high}
            )
            return
        for some in slices(self.named):
            yield rows.filter(**{f"{column}__in": some})


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows, by their keys, and a value of each: a key or the number of a word."""

    keys: np.ndarray
    codes: np.ndarray
    words: Sequence[str] | None = None

    @classmethod
    def of_words(cls, rows: Iterable[tuple[int, str]]) -> Pairs:
        rows = [(key, word) for key, word in rows if word]
        numbers = {word: n for n, word in enumerate({word for _, word in rows})}
        return cls(
            np.fromiter((key for key, _ in rows), np.uint32, len(rows)),
            np.fromiter((numbers[word] for _, word in rows), np.int32, len(rows)),
            list(numbers),
        )

    @classmethod
    def of_things(cls, rows: Iterable[tuple[int, int | None]]) -> Pairs:
        rows = [(key, thing) for key, thing in rows if thing is not None]
        return cls(
            np.fromiter((key for key, _ in rows), np.uint32, len(rows)),
            np.fromiter((thing for _, thing in rows), np.int32, len(rows)),
        )


@dataclass(slots=True)
class Facts:
    """Of some rows: which lists show, their values by facet, and their numbers.

    `values` has for each facet of few values the rows of each, `pairs` those of one
    that has many. `numbers` are arrays as long as `keys`, which are the rows shown.
    """

    keys: np.ndarray
    values: dict[str, dict[Value, BitMap]]
    pairs: dict[str, Pairs]
    numbers: dict[str, np.ndarray]
    published: BitMap = field(default_factory=BitMap)
    """Articles that may be read: those shown, and those another one stands for."""
    leading: dict[int, int] = field(default_factory=dict)
    """For an article that lists do not show, the one that stands for it."""

    @property
    def shown(self) -> BitMap:
        return bitmap(self.keys)


def article_facts(keys: Keys) -> Facts:
    """What lists need to know of articles."""
    rows: list[tuple] = []
    for some in keys.of(Article.objects.published(), "pk"):
        rows += _fetch(
            some,
            *("pk", "published_on", "published_at", "public_id", "date_basis"),
            *("publisher", "duplicate__leading_id"),
        )
    rows.sort()
    leading = {row[0]: row[6] for row in rows if row[6] is not None}
    published = bitmap([row[0] for row in rows])
    rows = [row for row in rows if row[6] is None]
    own = np.fromiter((row[0] for row in rows), np.uint32, len(rows))
    days = _Days()
    shown = bitmap(own)
    indicators, flagged = _of_figures(keys)
    values = {
        "year": _by_value((row[0], days.year(row[1])) for row in rows),
        "basis": _by_value((row[0], row[4]) for row in rows),
        **_districts(keys, shown),
        "industry": _mentioned(keys, IndustryMention, "industry_id", shown),
        "flagged": _within(flagged, shown),
    }
    companies = _pairs(keys, CompanyMention, "company_id")
    return Facts(
        own,
        values,
        {
            "publisher": Pairs.of_words((row[0], row[5]) for row in rows),
            "company": _once(companies, shown),
            "indicator": _once(indicators, shown),
        },
        {
            "when": np.fromiter(
                (days.when(row[1], row[2]) for row in rows), np.int64, len(rows)
            ),
            "name": np.array([row[3].encode() for row in rows], dtype="S12"),
        },
        published,
        leading,
    )


def figure_facts(keys: Keys, column: str = "pk") -> Facts:
    """What lists need to know of figures; `column` may be that of their articles."""
    rows: list[tuple] = []
    for some in keys.of(Figure.objects.visible(), column):
        rows += _fetch(
            some,
            *("pk", "article_id", "value", "raw_start", "ordinal", "public_id"),
            *("unit", "kind", "status", "flagged", "period_end", "period_start"),
            *("subject_district_id", "subject_company_id", "indicator_id"),
        )
    shown = leading_among({row[1] for row in rows})
    rows = sorted(row for row in rows if row[1] in shown)
    days, count = _Days(), len(rows)
    return Facts(
        np.fromiter((row[0] for row in rows), np.uint32, count),
        {
            "kind": _by_value((row[0], row[7]) for row in rows),
            "status": _by_value((row[0], row[8]) for row in rows),
            "flagged": _by_value((row[0], 1) for row in rows if row[9]),
            "year": _by_value((r[0], days.year(r[10] or r[11])) for r in rows),
            "district": _by_value((row[0], row[12]) for row in rows),
        },
        {
            "unit": Pairs.of_words((row[0], row[6]) for row in rows),
            "company": Pairs.of_things((row[0], row[13]) for row in rows),
            "indicator": Pairs.of_things((row[0], row[14]) for row in rows),
        },
        {
            "article": np.fromiter((row[1] for row in rows), np.uint32, count),
            "value": np.fromiter((float(row[2]) for row in rows), np.float64, count),
            "place": np.fromiter(
                ((row[3] or 0) * 10_000 + min(row[4], 9_999) for row in rows),
                np.int64,
                count,
            ),
            "name": np.array([row[5].encode() for row in rows], dtype="S12"),
        },
    )


def leading_among(articles: Iterable[int]) -> BitMap:
    """Those of the articles that lists show."""
    found = BitMap()
    for some in slices(articles):
        rows = Article.objects.leading().filter(pk__in=some)
        found |= bitmap([key for (key,) in _fetch(rows, "pk")])
    return found


def bitmap(keys: Iterable[int] | np.ndarray) -> BitMap:
    """The rows of these keys."""
    if isinstance(keys, np.ndarray):
        # From an array of Python's own it is read five times as fast.
        return BitMap(array("I", keys.astype(np.uint32, copy=False).tobytes()))
    return BitMap(keys)


def keys_of(rows: BitMap) -> np.ndarray:
    """The keys of some rows, ascending."""
    return np.frombuffer(rows.to_array(), dtype=np.uint32)


def by_value(keys: np.ndarray, values: np.ndarray) -> dict[Value, BitMap]:
    """The rows of each value; keys ascend within a value's."""
    if not len(keys):
        return {}
    order = np.argsort(values, kind="stable")
    keys, values = keys[order], values[order]
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] - 1)).tolist()
    return {
        int(values[start]): bitmap(keys[start:stop])
        for start, stop in pairwise([*starts, len(keys)])
    }


def slices(keys: Iterable[int]) -> Iterator[list[int]]:
    """In lists that a statement can take."""
    ids = sorted(keys)
    return (ids[n : n + AT_ONCE] for n in range(0, len(ids), AT_ONCE))


class _Days:
    """Days as numbers; each is read once."""

    def __init__(self) -> None:
        self.read: dict[object, date] = {}

    def day(self, stored: date | str) -> date:
        """A day as the database gives it: SQLite gives text."""
        day = self.read.get(stored)
        if day is None:
            day = date.fromisoformat(stored) if isinstance(stored, str) else stored
            self.read[stored] = day
        return day

    def year(self, stored: date | str | None) -> int | None:
        return self.day(stored).year if stored else None

    def when(self, on: date | str | None, at: datetime | str | None) -> int:
        """A number that grows with day and time; a day without a time comes first."""
        if not on:
            return UNDATED
        day = self.day(on).toordinal()
        if not at:
            return day * SECONDS
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        begun = (day - date(1970, 1, 1).toordinal()) * A_DAY
        # A time stands within a day or two of its day, whatever its zone.
        seconds = int(moment.timestamp()) - begun + 4 * A_DAY
        return day * SECONDS + min(max(seconds, 1), SECONDS - 1)


def _fetch(rows: QuerySet, *columns: str) -> list[tuple]:
    """The rows' columns as the database gives them."""
    statement, values = rows.order_by().values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _pairs(keys: Keys, mentions: type, column: str) -> tuple[np.ndarray, np.ndarray]:
    found: list[tuple[int, int]] = []
    for some in keys.of(mentions.objects.visible(), "article_id"):
        found += _fetch(some, "article_id", column)
    both = np.array(found, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _districts(keys: Keys, shown: BitMap) -> dict[str, dict[Value, BitMap]]:
    """The articles that name a district, and those that are about it."""
    visible = DistrictMention.objects.visible()
    found: list[tuple] = []
    for some in keys.of(visible, "article_id"):
        found += _fetch(some, "article_id", "district_id", "role")
    about = DistrictMention.Role.ABOUT.value
    return {
        "district": _within(_by_value((row[0], row[1]) for row in found), shown),
        "about": _within(
            _by_value((row[0], row[1]) for row in found if row[2] == about), shown
        ),
    }


def _mentioned(
    keys: Keys, mentions: type, column: str, shown: BitMap
) -> dict[Value, BitMap]:
    articles, things = _pairs(keys, mentions, column)
    return _within(by_value(articles, things), shown)


def _of_figures(
    keys: Keys,
) -> tuple[tuple[np.ndarray, np.ndarray], dict[Value, BitMap]]:
    """What the visible figures of articles give these: indicators, and flags."""
    found: list[tuple] = []
    for some in keys.of(Figure.objects.visible(), "article_id"):
        found += _fetch(some, "article_id", "indicator_id", "flagged")
    named = [row[:2] for row in found if row[1] is not None]
    both = np.array(named, dtype=np.int64).reshape(-1, 2)
    return (both[:, 0], both[:, 1]), _by_value((row[0], 1) for row in found if row[2])


def _by_value(rows: Iterable[tuple[int, Value | None]]) -> dict[Value, BitMap]:
    """The rows of each value; what has none is left out."""
    found: dict[Value, list[int]] = {}
    for key, value in rows:
        if value is not None:
            found.setdefault(value, []).append(key)
    return {value: BitMap(keys) for value, keys in found.items()}


def _within(values: Mapping[Value, BitMap], shown: BitMap) -> dict[Value, BitMap]:
    kept = ((value, rows & shown) for value, rows in values.items())
    return {value: rows for value, rows in kept if rows}


def _once(pairs: tuple[np.ndarray, np.ndarray], shown: BitMap) -> Pairs:
    """Each pair once, in order of the rows, of rows shown alone."""
    rows, values = pairs
    kept = np.isin(rows, keys_of(shown))
    both = np.unique(np.stack([rows[kept], values[kept]], axis=1), axis=0)
    return Pairs(both[:, 0].astype(np.uint32), both[:, 1].astype(np.int32))
