"""How times are worded: the patterns, in the order in which they are looked for."""

from __future__ import annotations

import re

from archive.extraction.dating import readings
from archive.extraction.dating.phrases import (
    BY,
    COUNT,
    DAYS,
    DURING,
    END,
    MONTH,
    MONTH_CUES,
    MONTH_NAME,
    NTH,
    OF,
    OWNED,
    PLAN_WORDING,
    WHEN,
    WHEN_CUES,
    YEAR,
    YEAR_COUNTS,
    YEAR_CUES,
)

_FEW = ("in ", "in just ", "in only ")
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WORDINGS: tuple[tuple[tuple[str, ...], str, readings.Reader], ...] = (
    (
        ("same ", "corresponding "),
        rf"\b(?:the )?(?:same|corresponding) (?:{COUNT} )?(?:time )?"
        r"(?:period|time|months?|quarters?|day|weeks?)"
        rf"(?: (?:of|in|from))?,? (?:(?:{MONTH} )?{WHEN}|(?:a|one) year (?:ago|earlier"
        r"|before)|(?:last|the previous) (?:month|quarter|week))\b",
        readings.compared,
    ),
    (
        (" ago", " earlier", " before", " prior"),
        rf"(?:^(?P<opens>(?:some |just |only |about )?)|\b)(?P<count>{COUNT}|a) "
        r"(?P<unit>year|month|decade)s? (?P<side>ago|earlier|before|prior)\b",
        readings.long_ago,
    ),
    (
        (" later",),
        rf"^(?:but |and )?(?:just |only )?(?P<count>{COUNT}|a) years? later\b",
        readings.later,
    ),
    (
        ("the same ", "that year", "the period", "month period", "that period"),
        r"\b(?:in |during |over |for )?(?:the same (?P<unit>year|period)|that year"
        r"|(?:the|that|this) (?:[a-z0-9]{1,6}-month )?(?P<span>period)"
        r"(?! (?:of|from|end|to|through|ranging|between)))\b",
        readings.same,
    ),
    (
        ("national day ",),
        r"(?<!and )\bnational day (?:holidays?|vacation|break|golden week)\b",
        readings.national_day,
    ),
    (
        ("this s", "this autumn"),
        r"\b(?:in |over |during )?this (?P<season>spring|summer|autumn)\b",
        readings.season,
    ),
    (
        (" months", " weeks", " days"),
        rf"\b(?:in|over|during|throughout) the {COUNT} (?:months"
        r"|weeks|days)\b(?= ?[,.;]|$| (?:and|the|it)\b)",
        readings.same_span,
    ),
    (
        MONTH_CUES,
        rf"\b(?:from |between |during )?(?P<month>{MONTH}) {_DAY} ?(?P<joint>to|and"
        rf"|through|until|till|-) ?(?:(?P<last>{MONTH}) )?(?P<last_day>[0-9]{{1,2}})"
        rf"(?:st|nd|rd|th)?\b(?![,.]?[0-9])(?:,? (?P<when>{YEAR}))?",
        readings.day_span,
    ),
    (
        MONTH_CUES,
        rf"\b(?:from |between |in |during )?(?:the )?(?P<first>{MONTH}) ?"
        rf"(?:of )?(?P<since>{YEAR})? ?(?:to|and|through|until|-)(?: |-)?"
        rf"(?:the end of |late |early )?(?P<last>{MONTH})(?: period)?{OF}",
        readings.month_span,
    ),
    (
        ("half",),
        rf"{BY}(?P<end>(?:the )?end of )?(?:the )?(?P<part>first) half\b{OF}",
        readings.until,
    ),
    (
        ("quarter",),
        rf"{BY}(?P<end>(?:the )?end of )?(?:the )?(?P<quarter>{NTH})[ -]quarter\b"
        rf"{OF}",
        readings.until,
    ),
    (
        ("half",),
        rf"\b{OWNED}(?:(?:in|during|for|over|within|throughout) )?(?:the )?"
        rf"(?P<half>first|second|latter|1st|2nd)[ -]half(?: of)?(?:[ -]year)?\b{OF}",
        readings.half,
    ),
    (
        ("h1", "h2"),
        rf"\b{OWNED}h(?P<half>[12])\b{OF}",
        readings.half,
    ),
    (
        ("quarter",),
        rf"\b{OWNED}(?P<quarter>{NTH}|last|opening)[ -]quarter\b{OF}",
        readings.quarter,
    ),
    (
        ("quarter",),
        r"\b(?:in |during )?(?:the )?(?P<which>this|current|previous) quarter\b",
        readings.this_quarter,
    ),
    (
        ("q1", "q2", "q3", "q4"),
        rf"\b{OWNED}(?P<short>[0-9]{{2}})?q(?P<quarter>[1-4])\b{OF}",
        readings.quarter,
    ),
    (
        ("month", "quarter"),
        rf"\b{OWNED}(?:(?:in|during|for|over|within) )?(?:the )?"
        rf"(?P<which>first|opening|last|final) (?P<count>{COUNT})[ -]"
        rf"(?P<sort>months?|quarters?)\b(?: period)?{OF}",
        readings.first_months,
    ),
    (
        ("five-year",),
        PLAN_WORDING,
        readings.plan,
    ),
    (
        MONTH_CUES,
        rf"\b(?:in |over |during )?(?:the )?(?P<count>{COUNT})[ -]months?(?: period)? "
        rf"(?:ending|ended|to|through) (?:in |with )?(?P<month>{MONTH}){OF}",
        readings.months_ending,
    ),
    (
        ("the plan", "five-year"),
        r"\b(?:in |over |during )?(?:the )?(?:(?:first|past|last) "
        rf"(?P<count>{COUNT}) years of the (?:five-year )?plan\b(?! of)"
        r"|five-year plan period)(?: period)?",
        readings.of_plan,
    ),
    (
        YEAR_CUES,
        rf"\b(?:from |between |during |in )?(?P<first>{YEAR})(?: (?:to|and|through) "
        rf"(?P<last>{YEAR})| ?- ?(?P<short>{YEAR}|[0-9]{{2}}\b(?!-)))",
        readings.year_range,
    ),
    (
        (" years to ", " years through ", " years ending "),
        r"\b(?:over |in |during |for )?(?:the (?:course of )?)?(?:nearly |about )?"
        rf"(?P<count>{COUNT}) years (?:to|through|ending|ending in) (?:the end of )?"
        rf"(?P<when>{YEAR}|last year|this year)",
        readings.years_to,
    ),
    (
        WHEN_CUES,
        rf"{BY}{END}(?:(?P<month>{MONTH}),? ?)?(?:the end of )?(?P<when>{WHEN})",
        readings.until,
    ),
    (
        MONTH_CUES,
        rf"{BY}(?P<end>)(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?![,.]?[0-9])(?:,? (?P<when>{YEAR}))?",
        readings.until,
    ),
    (
        MONTH_CUES,
        rf"\b(?:by|as of|until|through|at|before) (?P<end>(?:the )?end(?: of|-) ?)"
        rf"(?:last |this )?(?P<month>{MONTH})",
        readings.until,
    ),
    (
        MONTH_CUES,
        rf"\b(?:by|as of|until|before) (?P<end>)(?:late |early |mid-)?"
        rf"(?P<month>{MONTH})(?! [0-9])",
        readings.until,
    ),
    (
        ("year-end", "year end"),
        r"\b(?:by|at) (?:the )?year[ -]end\b",
        readings.year_end,
    ),
    (
        ("since ",),
        rf"\bsince (?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})\b(?![,.]?[0-9])"
        rf"(?:,? (?P<when>{YEAR}))?",
        readings.exact_day,
    ),
    (
        ("from ",),
        rf"\b(?:starting |beginning )?from (?P<month>)(?P<when>{YEAR}) "
        r"on(?:wards?)?\b",
        readings.since,
    ),
    (
        ("since ", "starting from "),
        rf"\b(?:since|starting from) (?:late |early )?(?:[a-z']{{2,16}} ){{0,9}}?"
        rf"(?:(?P<month>{MONTH}),? )?(?:of )?(?P<when>{WHEN})",
        readings.since,
    ),
    (
        ("since ",),
        rf"\bsince (?:late |early |last )?(?P<month>{MONTH})(?P<when>)",
        readings.since,
    ),
    (
        ("year-to-date", "year to date"),
        rf"\b(?P<last>{MONTH}) year[ -]to[ -]date\b",
        readings.to_month,
    ),
    (
        ("year-to-date", "year to date"),
        r"\byear[ -]to[ -]date\b[^.;0-9]{0,60}?\b(?:through|thru) (?:the end of )?"
        rf"(?P<last>{MONTH})",
        readings.to_month,
    ),
    (
        ("so far this year", "year to date", "year-to-date", "date this year"),
        r"\b(?:so far this year|to date this year|(?:in the )?year[ -]to[ -]date)\b",
        readings.so_far,
    ),
    (
        MONTH_CUES,
        rf"\b(?:on )?(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?![,.]?[0-9])(?:,? (?P<when>{YEAR}))?",
        readings.exact_day,
    ),
    (
        MONTH_CUES,
        rf"\b(?:on )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})"
        rf"(?:,? (?P<when>{YEAR}))?",
        readings.exact_day,
    ),
    (
        WHEN_CUES,
        rf"\b(?:in |during |for |last )?(?:late |early |mid-)?(?P<month>{MONTH}),? "
        rf"(?:of )?(?P<when>{WHEN})",
        readings.one_month,
    ),
    (
        MONTH_CUES,
        rf"\b(?:in )?(?P<which>last|this|next) (?P<month>{MONTH})",
        readings.near_month,
    ),
    (
        MONTH_CUES,
        rf"\b(?:in|during|for|throughout) (?:late |early |mid-)?(?P<month>{MONTH})"
        rf"(?P<when>)(?! [0-9]{{1,2}}\b(?! ))",
        readings.one_month,
    ),
    (
        MONTH_CUES,
        rf"\b(?:late |early |mid-)?(?P<month>{MONTH_NAME})\b(?:'s)?(?P<when>)"
        r"(?= [a-z])",
        readings.one_month,
    ),
    (
        ("past ", "last ", "recent ", "previous "),
        r"\b(?:over |in |during |for |within )?(?:the )?(?:past|last|recent|previous) "
        rf"(?:(?P<count>{COUNT})[ -]years?|(?P<month_count>{COUNT}) months"
        rf"|(?P<decade>decade|(?:two|three|four|five) decades))\b",
        readings.past_years,
    ),
    (
        tuple(f"{few}{count} years" for few in _FEW for count in YEAR_COUNTS),
        rf"\bin (?:just |only )?(?P<count>{COUNT}) years\b(?! (?:ago|after|before"
        r"|earlier|from|in a row|later|of|running|to))(?P<month_count>)(?P<decade>)",
        readings.past_years,
    ),
    (
        ("past year",),
        r"\b(?:over |in |during )?the past year\b(?P<count>)(?P<month_count>)"
        r"(?P<decade>)",
        readings.past_years,
    ),
    (
        ("next ", "coming ", "within "),
        r"\b(?:(?:over |in |during |within )?the (?:next|coming|following)|within) "
        rf"(?:[a-z]{{2,5}} (?:to|or) )?(?:(?P<count>{COUNT}) years"
        rf"|(?P<decade>decade))\b",
        readings.years_ahead,
    ),
    (
        ("consecutive year", "straight year", "years in a row", "years running"),
        rf"\b(?:for )?(?:the past )?(?P<count>{COUNT}) (?:(?:consecutive|straight) "
        rf"years|years (?:in a row|running))\b",
        readings.run,
    ),
    (
        (" month", " week"),
        r"\b(?:earlier )?(?P<which>last|this|next) (?P<unit>month|week)\b",
        readings.counted,
    ),
    (
        ("new year", "coming year"),
        r"\b(?:in|for|over|during) the (?:new|coming|upcoming) year\b"
        r"(?! (?:holidays?|festival|period|break|season|celebrations?|day|eve)\b)",
        readings.new_year,
    ),
    (("weekend",), r"\b(?:over|at|during|on) (?:the|this) weekend\b", readings.weekend),
    (
        ("year and next", "year and the next"),
        r"\b(?:in |over |during )?this year and (?:the )?next(?: year)?\b",
        readings.two_years,
    ),
    (
        WHEN_CUES,
        rf"{DURING}(?:late |early |mid-|fiscal |fiscal year |full-year )?"
        rf"(?P<when>{WHEN})(?!-[0-9])(?:'s\b)?",
        readings.whole_year,
    ),
    (
        ("year-end", "full-year"),
        r"\b(?:year-end|full-year)\b"
        r"(?! (?:[0-9]|goal|target|plan|task|quota|forecast|guidance))",
        readings.full_year,
    ),
    (
        ("day",),
        rf"\b(?:on |last )?(?P<day>{'|'.join(DAYS)}|today|yesterday)\b(?!')",
        readings.day,
    ),
    (
        ("now", "currently", "present", " date", "so far", "moment"),
        r"\b(?:right now|up to now|until now|as of now|by now|now|currently"
        r"|at present|presently|to date|so far|at the moment)\b",
        readings.present,
    ),
)
PLAN = re.compile(PLAN_WORDING)
PATTERNS = tuple(
    (cues, re.compile(pattern), reader) for cues, pattern, reader in _WORDINGS
)
"""Each way to name a time: words of which a text that does so holds one, the
pattern and its reader. Looking for the words first is what makes this fast."""
