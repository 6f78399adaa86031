"""Times that are counted from the day of publication, or from what was told before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from archive.extraction.dating.times import Ends, Now, month_end, whole_month


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0 is Monday): the latest such, or the next one ahead."""

    number: int

    @property
    def symbol(self) -> str:
        return "day"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        if not now.day or now.month_only:
            return None
        step = (now.day.weekday() - self.number) % 7
        at = now.day + timedelta(days=7 - step if ahead and step else -step)
        return at, at


@dataclass(frozen=True, slots=True)
class Counted:
    """Days, weeks or months counted from that of publication ("yesterday")."""

    unit: str
    shift: int = 0

    @property
    def symbol(self) -> str:
        return "day" if self.unit == "day" else f"{self.unit}{self.shift:+d}"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        if not now.day:
            return None
        if self.unit == "month":
            return whole_month(now.day, self.shift)
        if self.unit == "quarter":
            month = now.day.month - (now.day.month - 1) % 3 + 3 * self.shift
            first = date(now.day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
            return first, whole_month(first, 2)[1]
        if now.month_only:
            return None
        at = now.day + timedelta(days=self.shift * (7 if self.unit == "week" else 1))
        if self.unit == "week":
            monday = at - timedelta(days=at.weekday())
            return monday, at if self.shift == 0 else monday + timedelta(days=6)
        return at, at


@dataclass(frozen=True, slots=True)
class Weekend:
    """The latest Saturday with its Sunday, or the next one ahead."""

    @property
    def symbol(self) -> str:
        return "week+0"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        saturday = Weekday(5).resolve(now, ahead)
        return saturday and (saturday[0], saturday[0] + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Present:
    """Now: the day of publication, or its month where no more is known of it."""

    @property
    def symbol(self) -> str:
        return "now"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        return (now.day, now.last_day) if now.day else None


@dataclass(frozen=True, slots=True)
class PastYears:
    """ "The past five years": in the first half of a year they end with the last."""

    count: int

    @property
    def symbol(self) -> str:
        return f"years-{self.count}"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        if not now.day:
            return None
        if self.count == 1 and 3 < now.day.month < 11:
            return whole_month(now.day, -12)[0], month_end(now.day)
        last = now.day.year - (now.day.month < 7)
        return date(last - self.count + 1, 1, 1), date(last, 12, 31)


@dataclass(frozen=True, slots=True)
class PastMonths:
    """ "The past six months": whole months, that of publication not among them."""

    count: int

    @property
    def symbol(self) -> str:
        return f"months-{self.count}"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        if not now.day:
            return None
        return whole_month(now.day, -self.count)[0], whole_month(now.day, -1)[1]


@dataclass(frozen=True, slots=True)
class YearsAhead:
    """ "The next five years": up to the end of the last of them."""

    count: int

    @property
    def symbol(self) -> str:
        return f"years+{self.count}"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        if not now.day:
            return None
        return None, date(now.day.year + self.count, 12, 31)


@dataclass(frozen=True, slots=True)
class NewYear:
    """ "In the new year": the one that has begun, or the one that is about to."""

    @property
    def symbol(self) -> str:
        return "year+1"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        if not now.day:
            return None
        year = now.day.year + (now.day.month > 6)
        return date(year, 1, 1), date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class Run:
    """ "For five consecutive years": years up to the last that is over."""

    count: int

    @property
    def symbol(self) -> str:
        return f"run-{self.count}"

    def resolve(self, now: Now, ahead: bool) -> Ends | None:
        last = now.day.year - 1 if now.day else now.told
        if last is None:
            return None
        return date(last - self.count + 1, 1, 1), date(last, 12, 31)


@dataclass(frozen=True, slots=True)
class Same:
    """ "In the same year": only with the time spoken of before it becomes one."""

    unit: str


@dataclass(frozen=True, slots=True)
class Later:
    """ "A year later": so many years behind the one spoken of before."""

    years: int


@dataclass(frozen=True, slots=True)
class OfPlan:
    """ "The first four years of the plan": only the plan spoken of before dates it."""

    years: int


Reference = Same | Later | OfPlan
"""What is no time before it is known what it refers to."""
