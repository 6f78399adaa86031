"""The times of a sentence, where it takes the text before it to understand them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from archive.extraction.dating.choosing import PLANNED, is_the_year
from archive.extraction.dating.counting import Later, OfPlan, PastYears, Same
from archive.extraction.dating.finding import TimeFind, find_plans, find_times
from archive.extraction.dating.telling import Told
from archive.extraction.dating.times import Months


class References:
    """Reads the times of a text's sentences, comparisons left out."""

    def __init__(self, text: str) -> None:
        self._plans = find_plans(text)

    def read(self, told: Told, earlier: Iterable[Told]) -> None:
        """Look for the times of a sentence, which stands behind the earlier ones."""
        told.finds = []
        for find in find_times(told.printed, told.folded, told.sentence.start):
            told.compares |= find.comparison
            if find.comparison or find.of_report:
                continue
            if isinstance(find.time, Same) and find.time.unit == "period":
                told.goes_back = True
                continue
            known = self._in_place(find, told, earlier)
            if known:
                told.finds.append(known)

    def _in_place(
        self, find: TimeFind, told: Told, earlier: Iterable[Told]
    ) -> TimeFind | None:
        """The time itself, or what the text before makes of it."""
        time = find.time
        if isinstance(time, PastYears | OfPlan):
            return self._of_plan(find, time)
        if is_the_year(find) and PLANNED.search(told.folded):
            return find  # "During the year, 40 firms will": the one that goes on
        if isinstance(time, Later):
            year = self._year_just_named(earlier) or _year_spoken_of(earlier)
            return replace(find, time=Months(year + time.years)) if year else None
        if isinstance(time, Same) or is_the_year(find):
            year = _year_spoken_of(earlier)
            if year:
                return replace(find, time=Months(year))
            return None if isinstance(time, Same) else find
        return find

    def _year_just_named(self, earlier: Iterable[Told]) -> int | None:
        """ "It came in 2020. A year later": the year of the sentence before."""
        *_, before = (None, *earlier)
        if before is None:
            return None
        if before.finds is None:
            self.read(before, ())
        named = (find.time for find in reversed(before.own))
        years = (time.year for time in named if isinstance(time, Months))
        return next(filter(None, years), None)

    def _of_plan(self, find: TimeFind, time: PastYears | OfPlan) -> TimeFind | None:
        """ "The first four years of the plan", "the past five years" of a plan."""
        before = bisect_left(self._plans, find.start, key=lambda plan: plan[0])
        plan = self._plans[before - 1][1] if before else None
        if isinstance(time, PastYears):
            same = plan is not None and time.count == plan.back + 1
            return replace(find, time=plan) if same else find
        if plan is None or plan.year is None:
            return None
        last = plan.year - plan.back - 1 + time.years
        return replace(find, time=Months(last, back=time.years - 1))


def _year_spoken_of(earlier: Iterable[Told]) -> int | None:
    """The whole year that was last spoken of."""
    for told in reversed(list(earlier)):
        past = told.past
        if past and past.start and past.end:
            whole = past.start.replace(month=12, day=31) == past.end
            return past.end.year if whole and past.start.day == 1 else None
    return None
