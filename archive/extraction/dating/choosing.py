"""Which of the times that a sentence names is a figure's own."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.extraction.dating.counting import (
    PastYears,
    Present,
    Run,
    Weekday,
    YearsAhead,
)
from archive.extraction.dating.finding import TimeFind
from archive.extraction.dating.fitting import (
    is_counted,
    is_on_average,
    rises_from,
)
from archive.extraction.dating.telling import Told
from archive.extraction.dating.tense import Tense
from archive.extraction.dating.times import Bound, Months, Now, is_since, period_of
from archive.extraction.model import FigureFind

_RIGHT_BEHIND = 4
"""Characters between a figure and a time that is its own: "5 percent in 2020"."""
_SUM = re.compile(
    r"\bfrom [^;,]{0,80} to [^;,]{0,60}, (?:an?|up|down|representing|marking) "
    r"(?:[a-z-]+ ){0,5}$"
)
_BULLET = "•"
"""Between the items of a list that runs on as one sentence."""
_TRIED = 2
"""Times on the left of a figure, the nearest first, that are thought of."""
_CLAUSE_ENDS = re.compile(r"(?:;|, (?:and|but|while|whereas)) $")
_FOUNDED = (
    r"(?:founded|established|launched|built|opened|born|created|set up|incorporated"
    r"|started|completed|introduced|approved|listed|closed|covering|located"
    r"|inaugurated)\b"
)
_ORIGIN = re.compile(
    r"(?:^|[,;(-] ?)(?:(?:which|who|that|where)\b[^,;]{0,60}"
    rf"|(?:first |newly |jointly )?{_FOUNDED}[^,;]{{0,80}})$"
)
"""Before a time that is of a thing's past: "founded in 1996", "which opened in"."""
_BEGAN = re.compile(
    r"(?<!to )\b(?:founded|established|launched|born|set up|incorporated|began|started"
    r"|moved"
    r"|opened|closed|settled|created|came|entered|joined|approved|inaugurated)\b"
    r"[^,;]{0,60}$"
)
_CAME = re.compile(
    r"^[^,;]*\b(?:(?:opened|began|started|moved|closed|settled|came|joined)\b"
    r"|(?:established|launched|set up|created|founded) (?:their|its|an?|new|[0-9]))"
)
_WERE = re.compile(
    r"^(?:(?!\b(?:which|that|who|and|but|while)\b)[^;])*\b(?:(?:was|were|been) "
    rf"(?:[a-z]+ly |also |all )?{_FOUNDED}"
    r"|(?:have|has|had) (?:[a-z]+ly |also )?(?:moved|settled|come|joined)\b)"
)
_LEADS_IN = re.compile(
    r"(?:(?:also|meanwhile|in (?:all|total|addition)|besides|altogether),? )?"
    r"(?:a total of )?(?:the |some |another |an? )?"
)
_OF_ANOTHER = re.compile(
    r"\b(?:from|against|(?<!more )(?<!less )(?<!fewer )than|compared (?:with|to)) "
    r"(?:[a-z]+ ){0,3}[0-9][^;]{0,60}$"
)
_COMES_AFTER = re.compile(
    r"\b(?:(?:comes?|came) (?:[a-z]+ ){0,3}after|follows|followed) [^;]{0,100}$"
)
_PART_OF = re.compile(
    r", [^,;]{0,40}\b(?:of (?:which|whom|them|these|those)|including)\b"
)
_RUN_ENDS = re.compile(
    r"; |, (?:and|but|while|which|accounting) "
    r"|\band (?:[a-z]{1,20}s|was|were|had|made) "
)
"""Between a run of years and a figure: what follows is told of another time."""
_LAST_PART = re.compile(r"[^,;]*$")
_NUMBER = re.compile(r"[0-9]")
_JOINED = re.compile(
    r" (?:and|or) (?:us\$|rmb ?|[$¥])?[0-9][0-9.,]{0,15}"
    r"(?: ?(?:%|percent|million|billion|trillion|yuan|times)){0,2} "
)
"""Between the first of two figures and a time right behind both of them."""
_WITH_NUMBER = re.compile(r"[^()]{0,40}[0-9]")
"""Behind a time in brackets: they are of another number."""
_OF_ONE_BEGUN = re.compile(
    r"\b(?:of|at|by|in|with|to|for|on|from) (?:an?|the|its|their) [^,;]{0,40}"
    rf"\b{_FOUNDED}[^,;]{{0,60}}$"
)
PLANNED = re.compile(
    r"\b(?:will|plans?|planned|aims?|expected|expects|slated|scheduled|earmarked"
    r"|to (?:reach|draw))\b"
)
_COUNTED_UP = 150
"""Days after its end in which the results of a time may only be estimated."""
_ESTIMATE = (
    r"(?:is|are|was|were) (?:also |still |now )?(?:expected|estimated|projected"
    r"|forecast|slated|predicted|likely|set) (?:to|at)\b"
)
_IS_ESTIMATED = re.compile(rf",? (?:[a-z-]+ ){{0,4}}{_ESTIMATE}")
_ESTIMATED_FOR = re.compile(
    rf"\b{_ESTIMATE}(?: be| reach| exceed| top| hit| total| surpass| stand at| come to"
    r"| grow(?: by)?| rise(?: by)?| increase(?: by)?)? (?!in |by |for )[^,;]{1,60}$"
)
_DONE_THEN = re.compile(
    r"(?<!the )(?<!its )(?<!'s )(?<!total )\b(?!fixed|combined|designated)"
    r"(?:[a-z]{2,14}ed|begun|built|drawn|set up|brought in|broke ground) "
    r"(?:[a-z]+ ){0,2}$"
)
"""Before a time that is not the estimate's own: "projects signed last year"."""


def choose(
    told: Told, figure: FigureFind, tense: Tense, places: tuple[int, int], now: Now
) -> TimeFind | None:
    """The time that the sentence names for a figure, if any.

    `places` are the offset behind the figure and its bracket, and that of the next
    figure or of the sentence's end.
    """
    behind, limit = places
    own = told.own
    on_average = is_on_average(told, figure, limit)
    if "average" in told.folded and not on_average:
        own = [find for find in own if not is_of_average(told, find, figure)]
    if tense is Tense.AHEAD:
        own = [_ahead(find) for find in own if _can_be_ahead(find)]
    for find in own:
        if find.start <= figure.start and behind <= find.end:
            return find  # "for five consecutive years"
    left = [find for find in own if find.end <= figure.start]
    begun_at = rises_from(told, figure)
    left = [find for find in left if not 0 <= begun_at < find.start]
    if _BULLET in told.folded:
        left = [find for find in left if not _is_of_other_item(told, find, figure)]
    right = [find for find in own if find.start >= behind]
    if on_average or _sums_up(told, figure):
        span = _between_years(left, now) or next(filter(_is_long, reversed(left)), None)
        if span:
            return span
    if figure.kind in ("growth", "multiple") and told.after(behind, 6) == " from ":
        span = _between_years(right, now)
        if span:
            return span  # "grew 9 times from 1 million in 2001 to 10 in 2009"
    if right and _is_of_another(told, right[0], tense, places, now):
        right = []
    close = bool(left) and "," not in told.words(left[-1].end, figure.start)
    if right and _is_right_behind(told, right[0], behind, limit, close):
        return right[0]
    order = left[: -_TRIED - 1 : -1]
    if right and not _opens_clause(told, right[0]):
        between = told.words(behind, right[0].start)
        near = right[0].end <= limit and "," not in between
        near |= _JOINED.fullmatch(between) is not None
        order.insert(0 if near else len(order), right[0])
    for find in order:
        if _can_be(told, find, figure, tense, behind, now):
            return find
    return None


def is_of_average(told: Told, find: TimeFind, figure: FigureFind) -> bool:
    """ "Up 9 percent, an average rise of 3 percent in two years": whether the years
    are of an average alone, which the figure is no part of.
    """
    if not (isinstance(find.time, PastYears) or _is_long(find)):
        return False
    part = _LAST_PART.search(told.before(find.start, 80))[0]
    if "average" not in part or _NUMBER.search(part) is None:
        return False
    return not find.start - len(part) <= figure.start < find.end


def _is_of_another(
    told: Told, find: TimeFind, tense: Tense, places: tuple[int, int], now: Now
) -> bool:
    """ "It has 5 firms and earned 3 million last year", "3 million (May: 2 million)":
    whether a time behind the figure, and behind another, is of that one alone.
    """
    behind, limit = places
    if told.words(behind, find.start).endswith("("):
        return _WITH_NUMBER.match(told.after(find.end, 60)) is not None
    if find.end <= limit:
        return False
    if tense is Tense.STATE:
        by = find.bound in (Bound.BY, Bound.BY_END)
        return not (by or isinstance(find.time, Present))
    start = period_of(find.time, find.words, now).start
    to_come = start is not None and now.day is not None and start > now.day
    return tense is not Tense.AHEAD and to_come


def _can_be_ahead(find: TimeFind) -> bool:
    return not isinstance(find.time, PastYears) or find.words[:3].lower() == "in "


def _ahead(find: TimeFind) -> TimeFind:
    """ "To be built in three years": those to come."""
    if isinstance(find.time, PastYears):
        return replace(find, time=YearsAhead(find.time.count))
    return find


def _is_of_other_item(told: Told, find: TimeFind, figure: FigureFind) -> bool:
    """Whether a time stands in an earlier item of a list."""
    in_item = _BULLET in told.words(told.sentence.start, find.start)
    return in_item and _BULLET in told.words(find.end, figure.start)


def is_in_passing(told: Told, find: TimeFind) -> bool:
    """ "In June alone": a part of the time that the story goes on to speak of."""
    return told.after(find.end, 6) == " alone"


def tells_beginning(told: Told, find: TimeFind) -> bool:
    """ "The harbor opened in 2020": the time is that of a beginning."""
    return _BEGAN.search(told.before(find.start, 120)) is not None


def tells_origin(told: Told, find: TimeFind) -> bool:
    """ "The site of a plant closed in 1980": the time is only of what it tells of."""
    before = told.before(find.start, 120)
    return any(pattern.search(before) for pattern in (_ORIGIN, _OF_ONE_BEGUN))


def _is_right_behind(
    told: Told, find: TimeFind, behind: int, limit: int, close: bool
) -> bool:
    """Whether a time follows the figure at once. `close`: another leads up to it."""
    if find.start - behind > _RIGHT_BEHIND or find.end > limit:
        return False
    between = told.words(behind, find.start)
    if "," not in between:
        return ";" not in between
    # "5 firms, by 2025 it will have 9": the time opens a clause of its own.
    return not close and told.after(find.end, 1) in ("", ",", ".", ";", ")")


def _opens_clause(told: Told, find: TimeFind) -> bool:
    """ "..., and in 2023 it": the time is of what follows."""
    before = told.before(find.start, 12)
    follows = before.endswith(" and ") and told.after(find.end, 1) == ","
    return follows or _CLAUSE_ENDS.search(before) is not None


def _can_be(
    told: Told,
    find: TimeFind,
    figure: FigureFind,
    tense: Tense,
    behind: int,
    now: Now,
) -> bool:
    """Whether the figure can be of that time, by its tense and place."""
    ahead = tense is Tense.AHEAD
    if isinstance(find.time, Present):
        # "Now expects to finish"; "40 were built and now it has"; "with the addition
        # of 20, it now has".
        between = told.words(behind, max(behind, find.start))
        apart = " and " in between or (figure.kind == "change" and ", " in between)
        return not (ahead or apart)
    period = period_of(find.time, find.words, now, ahead)
    today = now.last_day
    if find.start >= behind:
        between = told.words(behind, find.start)
        if isinstance(find.time, Run) and ", which " in between:
            return False  # "90 guests came to the fair, held for 10 years running"
        if _COMES_AFTER.search(between):
            return False  # "The plant, of 5 hectares, comes after rules changed in May"
        if _OF_ANOTHER.search(between):
            return False  # "fell 6 percent, slowing from 9 percent in May"
        if tense is Tense.STATE and "," in between and told.is_aside(figure):
            return False  # "The park, covering 30 mu, grew by 6 percent in 2019."
        if tense in (Tense.STATE, Tense.PERFECT) and _PART_OF.search(between):
            return False  # "It has 30 firms, 9 of which came in 2019."
        if _BEGAN.search(between) and not (ahead or is_since(find.time)):
            # "30 firms founded in 2019", but "30 shops opened in 2019."
            return _is_told_of(told, figure, find, between)
        if not ahead and PLANNED.search(between):
            return False  # "It has 5 firms and plans to draw 9 by 2025."
    elif not _leads_up(told, find, figure, tense):
        return False
    if ahead:
        if not (today and period.end and period.end < today.replace(day=1)):
            return True
        recent = (today - period.end).days <= _COUNTED_UP
        return is_the_year(find) or (recent and _is_estimated(told, find))
    to_come = today and period.start and period.start > today
    return find.start >= behind or not to_come


def _is_told_of(told: Told, figure: FigureFind, find: TimeFind, between: str) -> bool:
    """ "30 shops were opened in May", "In all, 30 shops opened in May.": what the
    sentence says of its subject.
    """
    if _WERE.search(between):
        return True
    if told.after(find.end, 1) not in ("", ".", ",", ";"):
        return False
    before = told.words(told.sentence.start, figure.start).rpartition("; ")[2]
    return _LEADS_IN.fullmatch(before) is not None and bool(_CAME.search(between))


def _is_estimated(told: Told, find: TimeFind) -> bool:
    """ "GDP in 2024 is expected to reach": a time just over, not yet counted up."""
    before = told.before(find.start, 120)
    if _ESTIMATED_FOR.search(before):
        return True
    after = told.after(find.end, 60)
    return _IS_ESTIMATED.match(after) is not None and not _DONE_THEN.search(before)


def _leads_up(told: Told, find: TimeFind, figure: FigureFind, tense: Tense) -> bool:
    """Whether a time on the left of a figure can be its own: no thing's beginning."""
    before = told.before(find.start, 120)
    between = told.words(find.end, figure.start)
    apart = "," in between
    if apart and _ORIGIN.search(before):
        # "At the fair, which opened on Friday,": what is told is of these days.
        return isinstance(find.time, Weekday) and tense is Tense.PAST
    if apart and _OF_ANOTHER.search(before):
        return False  # "grew 6 percent, compared with 2 in May, while sales fell 3"
    if isinstance(find.time, Run) and _RUN_ENDS.search(between):
        return False  # "ranked first for 14 years running and made up 21 percent"
    if tense not in (Tense.STATE, Tense.AHEAD):
        return True
    if tense is Tense.AHEAD and find.bound in (Bound.BY, Bound.BY_END):
        return True  # "To be set up by 2025, with 5 million from"
    opens = find.start - told.sentence.start < 4 or find.words.startswith("for ")
    if tense is Tense.STATE and apart and not opens and is_counted(figure):
        return False  # "Approved in 2014, it is home to": now is not then.
    return _BEGAN.search(before) is None


def is_the_year(find: TimeFind) -> bool:
    """ "For the year": the one spoken of, which may be all but over."""
    time = find.time
    return isinstance(time, Months) and time.is_the_year


def _between_years(finds: list[TimeFind], now: Now) -> TimeFind | None:
    """ "From 3 in 2012 to 9 in 2021": the years between which something changed."""
    ends = [
        period_of(find.time, find.words, now).end
        for find in finds
        if isinstance(find.time, Months) and find.time.is_whole
    ]
    years = sorted({end.year for end in ends if end})
    if len(years) != 2:
        return None
    if years[0] + 1 == years[1]:
        return finds[-1]  # What has changed from one year to the next is of that one.
    return replace(finds[-1], time=Months(years[1], back=years[1] - years[0]))


def _sums_up(told: Told, figure: FigureFind) -> bool:
    """ "From 3 in 2012 to 9 in 2021, an increase of 200 percent"."""
    if figure.kind not in ("growth", "multiple") or " from " not in told.folded:
        return False
    return _SUM.search(told.before(figure.start, 160)) is not None


def _is_long(find: TimeFind) -> bool:
    """Whether it goes over several years."""
    time = find.time
    if isinstance(time, PastYears | Run):
        return True
    return isinstance(time, Months) and (time.back > 0 or is_since(time))
