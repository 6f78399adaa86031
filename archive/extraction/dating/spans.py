"""How long a period is and how it lies to the day of publication."""

from __future__ import annotations

from dataclasses import replace

from archive.extraction.dating.times import Now
from archive.extraction.model import Period

_RECENT = 100
"""Days after its end in which a time is still told of as what has been done."""


def is_span(period: Period) -> bool:
    """Whether it is more than a year, or has no end."""
    if period.start is None:
        return period.symbol.startswith(("years", "run", "plan"))
    return period.end is None or period.start.year < period.end.year


def is_wide(period: Period) -> bool:
    """Whether it is more than a month."""
    if period.start is None or period.end is None:
        return not period.symbol.startswith(("day", "now", "week", "month"))
    return (period.end - period.start).days > 31


def is_still_to_come(period: Period, now: Now) -> bool:
    """Whether a past figure cannot yet speak of it; of "this year" it can."""
    day = now.last_day
    if day is None or period.symbol.startswith("year+0"):
        return False
    if period.start is None or period.end is None:
        return period.start is not None and period.start > day
    return period.start + (period.end - period.start) / 2 > day


def is_long_over(period: Period, now: Now) -> bool:
    """Whether what has gone on since then is more than what was told."""
    if now.day is None or period.end is None:
        return False
    return (now.day - period.end).days > _RECENT


def lent_on(period: Period) -> Period:
    """The period as what is told later has it: from an earlier sentence."""
    return replace(
        period, basis="inferred" if period.basis == "inferred" else "context"
    )
