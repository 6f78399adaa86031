"""How a figure and the words of its time bind each other.

By the end of a year, revenue is that of the whole year and a number of firms is the
state of its last day. What has risen from A to B was A before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from archive.extraction.dating.counting import Run
from archive.extraction.dating.finding import TimeFind
from archive.extraction.dating.telling import Told
from archive.extraction.dating.times import (
    Bound,
    Months,
    Now,
    begun,
    is_since,
    period_of,
)
from archive.extraction.model import FigureFind, Period
from archive.extraction.vocabulary import listed, words

_FLOWS = words(
    "gdp grp product output revenue revenues income sales turnover value tax taxes "
    "budget export exports import imports trade profit profits volume consumption "
    "spending expenditure receipts earnings throughput production"
)
"""What is summed up over a year, told by a word of the indicator."""
_STOCKS = words(
    "assets deposits loans balance capital stock cumulative accumulated registered "
    "market population valuation debt under reserves orders book backlog"
)
_CUMULATED = re.compile(
    r"\b(?:has|have|had) (?:(?:also|already|been|cumulatively|thus|so|far) ){0,2}"
    r"[a-z]{2,16}(?:ed|en|wn|lt|ught|de|ne|t)\b|\b(?:completed|benefited|attracted"
    r"|invested|signed|approved|issued|introduced|built|added|settled|registered)\b"
)
_STATE = re.compile(
    r"\b(?:expanded to|amount(?:ed|ing) to|reached|totaled|totalled|stood at|numbered"
    r"|there (?:were|was)|home to|with|grown to|risen to|rose to|exceeded|surpassed"
    r"|hosted|housed|employed|gathered|was|were|(?:has|had)(?: a total of)? $)"
)
_ON_AVERAGE = re.compile(
    r"\b(?:annual average|average annual|annually on average|on average annually"
    r"|average yearly|a year on average|compound annual"
    r"|annual (?:growth|increase|rise|decline)\b[^;]{0,120}\bon average)\b"
)
_LAST_PART = re.compile(r"[^,;]*$")
_FIRST_PART = re.compile(r"[^,;]*")
_RISING = re.compile(
    r"\b(?:rise|risen|rising|rose|grew|grown|growing|increased?|increasing|expanded"
    r"|climb(?:ed|ing)|jump(?:ed|ing)|soared|surged|fell|fallen|falling|dropp(?:ed|ing)"
    r"|declin(?:ed|ing)|decreas(?:ed|ing)|went) from "
    r"(?:[^,;]{0,50} to )?(?:[a-z]+ ){0,3}$"
)
_RISEN = re.compile(r"\b(?P<from>from) (?:[a-z0-9$.%'-]+ ){1,12}?to (?:[a-z]+ ){0,3}$")
_RISE = 120
"""Characters within which something goes from one value to another."""
_RESPECTIVELY = re.compile(r" ?(?P<more>,? and [^,;]{1,60})?,? respectively\b")
_TWO = (1, 23)
"""Months between the first and the last, of two months and of two whole years."""
_YEAR_TARGET = re.compile(
    r"\b(?:annual|full-year|yearly|year's) (?:target|goal|quota|plan) of $"
)
_YEARS_AGO = re.compile(r"\bthan (?:it was )?([a-z]+|[0-9]{1,2}) years (?:ago|earlier)")
_NUMBERS = listed("one two three four five six seven eight nine ten")


def fitted(find: TimeFind, period: Period, figure: FigureFind, told: Told) -> Period:
    """The period of a figure whose words may bound it by an end only."""
    if isinstance(find.time, Run) and figure.kind == "rank" and period.end:
        return replace(period, start=date(period.end.year, 1, 1))
    if figure.kind == "target" and _is_of_whole_year(period, figure, told):
        year = period.end.year
        return replace(period, start=date(year, 1, 1), end=date(year, 12, 31))
    bound = getattr(find.time, "bound", Bound.WHOLE)
    if bound not in (Bound.BY, Bound.BY_END) or period.end is None:
        return period
    if figure.kind == "growth" or is_flow(figure) or _is_of_flow(figure):
        if bound is Bound.BY_END or period.end.month == 12:
            return replace(period, start=date(period.end.year, 1, 1))
        return period
    snapshot = bound is Bound.BY_END or find.words.lower().startswith("as of")
    if snapshot and figure.kind != "target":
        before = told.before(figure.start, 60)
        if _last_end(_STATE, before) > _last_end(_CUMULATED, before):
            return replace(period, start=period.end)
    return period


def respective(find: TimeFind, told: Told, behind: int) -> TimeFind:
    """ "In March and April sales rose 3 percent and 4 percent, respectively": the
    month, or the year, that is this figure's own.
    """
    time = find.time
    between = told.words(behind, max(behind, find.start))
    match = _RESPECTIVELY.match(between + told.after(max(behind, find.end), _RISE))
    if match is None or not isinstance(time, Months):
        return find
    if " and " not in find.words:
        return (match["more"] and _joined_before(find, told)) or find
    if time.last - time.first + 12 * time.back not in _TWO:
        return find
    year, month = time.year, time.last
    if match["more"]:
        year, month = year and year - time.back, time.first
    own = replace(time, year=year, back=0)
    if not time.is_whole:
        own = replace(own, first=month, last=month)
    return replace(find, time=own)


def _joined_before(find: TimeFind, told: Told) -> TimeFind | None:
    """ "In 2021 and the first half of 2022": the first of the two."""
    at = told.own.index(find) if find in told.own else 0
    first = told.own[at - 1] if at else None
    return first if first and told.words(first.end, find.start) == " and " else None


def _is_of_whole_year(period: Period, figure: FigureFind, told: Told) -> bool:
    """ "Far more than the annual target of 30 firms", whatever time that is told of."""
    start, end = period.start, period.end
    if end is None or (start and start.year != end.year):
        return False
    return _YEAR_TARGET.search(told.before(figure.start, 40)) is not None


def moved(
    period: Period,
    find: TimeFind | None,
    figure: FigureFind,
    told: Told,
    places: tuple[int, int],
) -> Period:
    """ "From A to B": A is of the time before; "than five years ago" spans them."""
    after = told.words(*places)
    if figure.kind in ("change", "growth"):
        return _since_years_ago(period, after)
    if not is_rising(told, figure):
        return period
    named = find is not None and _names_its_years(find)
    if after.lstrip().startswith("to "):
        return begun(period, named=named)
    if named and period.end:
        return replace(period, start=period.end.replace(month=1, day=1))
    return period


def ended(find: TimeFind, period: Period, told: Told, now: Now) -> Period:
    """ "Since 2013 ... in 2023": an average of what has begun ends where it says."""
    for other in told.own:
        if other.start > find.end and isinstance(other.time, Months):
            end = period_of(other.time, other.words, now).end
            if end and period.start and end > period.start:
                return replace(period, end=end)
    return period


def is_flow(figure: FigureFind) -> bool:
    """Whether it is an amount that comes in over a time ("GDP")."""
    if figure.unit not in ("CNY", "USD"):
        return False
    if figure.kind not in ("level", "target", "threshold"):
        return False
    said = set(re.findall(r"[a-z]+", figure.indicator_words.lower()))
    return not said.isdisjoint(_FLOWS) and said.isdisjoint(_STOCKS)


def _is_of_flow(figure: FigureFind) -> bool:
    """ "21 percent of GDP": a part or a place of what comes in over a time."""
    if figure.kind not in ("rank", "share"):
        return False
    said = set(re.findall(r"[a-z]+", figure.indicator_words.lower()))
    return not said.isdisjoint(_FLOWS) and said.isdisjoint(_STOCKS)


def is_stock(figure: FigureFind) -> bool:
    """Whether it is what there is at a time: a number, a size, assets, a share."""
    if is_counted(figure):
        return True
    said = re.findall(r"[a-z]+", figure.indicator_words.lower())
    if figure.kind in ("rank", "share"):
        return _FLOWS.isdisjoint(said)
    return figure.kind == "level" and not _STOCKS.isdisjoint(said)


def is_counted(figure: FigureFind) -> bool:
    """Whether it is a number of things, or a size."""
    return figure.unit.startswith(("count:", "m2", "km", "mu"))


def is_on_average(told: Told, figure: FigureFind, limit: int) -> bool:
    """Whether it is a yearly average over several years."""
    if "average" not in told.folded and "compound" not in told.folded:
        return False
    before = _LAST_PART.search(told.before(figure.start, 160))[0]
    after = told.words(figure.end, min(limit, figure.end + 60))
    near = f"{before} | {_FIRST_PART.match(after)[0]}"
    return _ON_AVERAGE.search(near) is not None


def is_rising(told: Told, figure: FigureFind) -> bool:
    """ "Has risen from 3 to 5": either end of the change."""
    if " from " not in told.folded:
        return False
    return _RISING.search(told.before(figure.start, 60)) is not None


def rises_from(told: Told, figure: FigureFind) -> int:
    """ "Fell from 3 in 2021 to 2": where what it was before begins, -1 without that."""
    if " from " not in told.folded:
        return -1
    start = max(told.sentence.start, figure.start - _RISE)
    match = _RISEN.search(told.words(start, figure.start))
    return start + match.start("from") if match else -1


def is_average_since(find: TimeFind, told: Told, figure: FigureFind) -> bool:
    """ "Since 2013 it has grown by 5 percent a year on average"."""
    return is_since(find.time) and is_on_average(told, figure, figure.end + 60)


def _since_years_ago(period: Period, after: str) -> Period:
    ago = _YEARS_AGO.search(after)
    years = _number(ago[1]) if ago else 0
    end = period.end
    if not years or end is None or period.start != date(end.year, 1, 1):
        return period
    first = end.year - years + 1
    return replace(period, start=date(first, 1, 1)) if first > 0 else period


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 0


def _names_its_years(find: TimeFind) -> bool:
    """ "Between 2013 and 2018", but no five-year plan."""
    time = find.time
    if not isinstance(time, Months) or "plan" in find.words.lower():
        return False
    return time.year is not None and time.back > 0


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends; 0 without one."""
    return max((match.end() for match in pattern.finditer(text)), default=0)
