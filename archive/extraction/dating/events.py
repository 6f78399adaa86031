"""The day of an event that a sentence speaks of and another dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.extraction.dating.counting import Counted, Weekday, Weekend
from archive.extraction.dating.finding import TimeFind, find_times
from archive.extraction.dating.telling import Told
from archive.extraction.dating.tense import Tense
from archive.extraction.dating.times import Day
from archive.extraction.folding import fold

_AT_EVENT = re.compile(
    r"\b(?:at|during) (?:the|this|today's) (?:[a-z0-9'\"-]{1,20} ){0,6}?(?:ceremony"
    r"|event|conference|summit|forum|expo|fair|meeting|congress|exhibition|signing)\b"
)
_HAPPENED = re.compile(
    r"\b(?P<verb>signed|inked|launched|unveiled|opened|kicked off|broke ground|started"
    r"|awarded|honored|certified|appointed|sealed|rewarded|licensed)\b"
)
_BEGUN = re.compile(r"\b(?:kicked off|broke ground|agreements? (?:was|were) signed)\b")
_NEXT = 300
"""Characters behind a sentence in which the next one may date what it tells."""
_SENTENCE_END = re.compile(r"[.!?][\"')]?\s")
_NEAR = 40
_TOLD = (Tense.PAST, Tense.PERFECT, Tense.NONE)
_OF_ONE_DAY = (Day, Weekday, Weekend)


def day_before(
    told: Told, tense: Tense, earlier: Iterable[list[TimeFind]]
) -> TimeFind | None:
    """ "At the ceremony, 40 firms": the day that an earlier sentence names; "work
    kicked off on 40 mills": that of the sentence just before.

    `earlier` are the times of the sentences before, the nearest sentence first.
    """
    if tense not in _TOLD:
        return None
    if _AT_EVENT.search(told.folded):
        finds = (find for finds in earlier for find in finds)
        return next(filter(_is_day, finds), None)
    if tense is Tense.PAST and _BEGUN.search(told.folded):
        return next(filter(_is_day, next(iter(earlier), ())), None)
    return None


def day_behind(told: Told, tense: Tense, text: str) -> TimeFind | None:
    """ "40 deals were signed. They were signed on Friday": the same verb, dated."""
    happened = _HAPPENED.search(told.folded) if tense in _TOLD else None
    if happened is None:
        return None
    printed = text[told.sentence.end : told.sentence.end + _NEXT].lstrip()
    end = _SENTENCE_END.search(printed)
    printed = printed[: end.start()] if end else printed
    folded = fold(printed)
    again = folded.find(happened["verb"])
    if again < 0:
        return None
    for find in find_times(printed, folded):
        if _is_day(find) and 0 < find.start - again < _NEAR:
            return find
    return None


def _is_day(find: TimeFind) -> bool:
    time = find.time
    if find.comparison or find.of_report:
        return False
    return isinstance(time, _OF_ONE_DAY) or (
        isinstance(time, Counted) and time.unit == "day"
    )
