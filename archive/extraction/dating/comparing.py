"""Times that figures are not of: those compared with, and the days of saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.extraction.dating.counting import (
    Counted,
    PastMonths,
    PastYears,
    Reference,
    Same,
    Weekday,
    Weekend,
)
from archive.extraction.dating.phrases import YEAR
from archive.extraction.dating.times import Bound, Day, Months, Time, is_since
from archive.extraction.vocabulary import COMPARED

_COMPARED = re.compile(
    r"(?:\b(?:from|than|over|on|against|with|compared to|relative to|versus|double"
    r"|triple|exceeding|surpassing|above|below|times|that of|that in|those of|those in"
    r"|(?:level|levels|figure|figures|total|average|end|base|basis|price|prices)"
    r" (?:of|in|for|at))|\bpre-) ?(?:the )?$"
)
_THAT = re.compile(
    r"\b(?:than|times|with|to|of|from|exceeding|double|over|above|below)"
    r" (?:that|those) $"
)
_THE_NUMBER = re.compile(
    r"\b(?:than|from|exceeding|double|times|above|below) the "
    r"(?:number|figure|total|amount|value|volume|level) $"
)
"""Before "in 2020", too: "an increase from the number in 2020"."""
_MANIFOLD = re.compile(
    r"\b(?:(?:times|fold|double|twice|triple|half) (?:as [a-z]+ as )?"
    r"(?:the|that|those|its|their) (?:[a-z-]+ ){0,3}|same [a-z]+ (?:of |in )?"
    r"|(?:exceeding|surpassing|topping) the (?:[a-z-]+ ){1,4}(?:of|in) "
    r"|(?:times|twice|double|half) as [a-z]+ as )$"
)
"""Before a year: "three times the number of 2021", "the same stretch of 2021"."""
_LEVEL = re.compile(
    r"(?:'s)? (?:level|levels|figure|figures|total|baseline|base|peak|price|prices"
    r"|average|benchmark|pace)\b"
)
_AGAINST = re.compile(
    r"\b(?:(?:compared (?:with|to)|versus|relative to|as against)\b[^,;0-9]{0,60}"
    r"|than (?:in|that|the|those|its)\b[^,;0-9]{0,40})$"
)
_MORE_THAN = re.compile(
    r"\b(?:than(?: that| those)?|(?:increase|rise|decrease|drop|decline|fall|gain) of "
    r"[0-9.,]{1,12}|percentage points|percentage points (?:higher|lower)) $"
)
"""Before "from January to March", with which this is compared."""
_RATE = re.compile(r"(?:percent|%|points?) $")
"""Before "over the first half of 2020", which a rate compares with."""
_RISE_FROM = re.compile(r"(?:percent|%|points)(?: [a-z-]+){0,3} from $")
"""With "the March-April period", which it is a change from."""
_AGAINST_SPAN = re.compile(
    r"\b(?:(?:figures?|levels?|totals?|averages?|those|that) (?:of|in|for|during)"
    r"|compared (?:with|to)|than (?:in|during)|(?:from|than at|over) the end of) "
    r"(?:the )?\"?$"
)
_RECORD = re.compile(
    r"\b(?:(?:first|second|third|only) time"
    r"|(?:new |record |[a-z]+-year )(?:high|low|peak)"
    r"|(?:first|best|worst|most|least|biggest|[a-z]{3,8}est)(?:,? (?:[a-z-]+ ){0,3}"
    r"(?:growth|rate|level|pace|speed|rise|increase|fall|drop|decline|gain|result"
    r"|volume|value|figure|total|number|amount|increment|performance|on record|month"
    r"|quarter|year))?),? $"
)
"""Before "since 2019", "for the past four years": how long nothing was like it."""


def compares(folded: str, low: int, high: int, time: Time | Reference) -> bool:
    """Whether the time at low..high is only what a figure is compared with."""
    words = folded[low:high]
    if isinstance(time, Same):
        return time.unit == "compared"
    if "previous year" in words or "preceding year" in words:
        return True
    lasting = is_since(time) or isinstance(time, PastMonths | PastYears)
    if lasting and _RECORD.search(folded[max(0, low - 60) : low]):
        return True
    if isinstance(time, PastMonths | PastYears | Counted | Weekend):
        return folded[max(0, low - 10) : low].endswith(("than ", "than the ", "with "))
    if not isinstance(time, Months) or time.bound is not Bound.WHOLE:
        return False
    if time.back:
        return _AGAINST_SPAN.search(folded[max(0, low - 40) : low]) is not None
    if _LEVEL.match(folded, high):
        return True
    before = folded[max(0, low - 80) : low]
    if _AGAINST.search(before) or _MANIFOLD.search(before[-50:]):
        return True
    if words.startswith("from ") and _MORE_THAN.search(before):
        return True
    if words.endswith(" period") and _RISE_FROM.search(before + words[:5]):
        return True
    if words.startswith("over ") and (
        time.is_whole or time.year and _RATE.search(before)
    ):
        return True
    if words.startswith(("from", "between", "on ", "over", "throughout", "for ")):
        return False
    if words.startswith(("in ", "during ")):
        if before.endswith(("than ", "with ")):
            return True
        return bool(_THAT.search(before) or _THE_NUMBER.search(before))
    return _COMPARED.search(before[-30:]) is not None


_SAID_BEFORE = re.compile(
    r"\b(?:said|says|announced|told|heard|according to|reported|revealed|noted|added"
    r"|(?:released|published|issued) by)\b[^,;0-9]{0,80}$"
    r"|\b(?:released|published|issued|unveiled) $"
)
_SAID_AT = re.compile(
    r"\b(?:said|says|told|announced|revealed)\b[^;]{0,110}\bat (?:an?|the) [^,;]{0,40}"
    r"(?:conference|briefing|meeting|forum|sessions?) (?:held )?$"
)
"""Before "on Sept 12", the day of a meeting at which something was said."""
_PUBLISHED = re.compile(
    r"\b(?:plans?|blueprints?|outlines?|schemes?|reports?|guidelines?|documents?"
    r"|statistics|data|figures),? (?:(?:which|that) (?:was|were) )?"
    r"(?:released|published|issued|unveiled|announced|made public) $"
)
"""Before "in July", when a plan or a report came out."""
_DATELINE = 45
_DASH = re.compile(r" ?(?:\([^()]{1,30}\) ?)?(?:-{1,2}|–|—) ")
"""Ends a dateline: "SAMPLE, Jan 6 (Agency) -"."""
_SAID_BEHIND = re.compile(
    r",? [^,;.]{0,60}\b(?:said"
    r"|(?:reported|announced|declared|disclosed|revealed) that)\b"
)


def is_of_report(folded: str, low: int, high: int, time: Time | Reference) -> bool:
    """Whether a time is that of saying so, not of what is said."""
    before = folded[max(0, low - 120) : low]
    if _PUBLISHED.search(before):
        return True
    if not isinstance(time, Day | Weekday | Weekend | Counted):
        return False
    if low < _DATELINE and _DASH.match(folded, high):
        return True
    if _SAID_BEFORE.search(before) or _SAID_AT.search(folded[max(0, low - 180) : low]):
        return True
    return _SAID_BEHIND.match(folded, high) is not None


_EARLIER = re.compile(
    r"\b(?:year[ -]on[ -]year|on[ -]year|year-over-year|month[ -]on[ -]month"
    rf"|quarter[ -]on[ -]quarter|{'|'.join(sorted(COMPARED))}"
    r"|(?:from|over|than|compared (?:with|to)|on|against) (?:the )?(?:a year"
    r"(?: (?:ago|before|earlier))?|previous year|same period(?: (?:of )?last year"
    r"|a year (?:ago|earlier))?|last year(?:'s(?: figure| level)?)?"
    rf"|year before|{YEAR})|annually|a year earlier|a year ago)"
)
_EARLIER_CUES = (
    "year",
    "month",
    "quarter",
    "period",
    "annually",
    "19",
    "20",
    *COMPARED,
)


def find_comparisons(
    text: str, folded: str, start: int
) -> Iterator[tuple[int, int, str]]:
    """What growth is measured against, as printed: "year on year", "from 2012".

    `folded` is the piece of the text that begins at `start`.
    """
    for cue in _EARLIER_CUES:
        if cue in folded:
            break
    else:
        return
    for match in _EARLIER.finditer(folded):
        low, high = start + match.start(), start + match.end()
        yield low, high, text[low:high]
