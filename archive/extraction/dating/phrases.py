"""The pieces of which times are worded: months, years, counts, as patterns."""

from __future__ import annotations

from archive.extraction.numbers import MONTHS
from archive.extraction.vocabulary import listed

MONTH_NAME = (
    "(?:january|february|march|april|may|june|july|august|september|october|november"
    "|december)"
)
MONTH = rf"(?:{MONTH_NAME}\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
# A decade ("the 1920s") is no year.
YEAR = r"(?:19|20)[0-9]{2}(?![,.]?[0-9])(?!s\b)(?!(?<=0)'s\b)"
_RELATIVE = (
    "(?:this|last|next|the past|the current|the previous|the preceding|the following) "
    "year(?!-)|the year before last"
)
_THE_YEAR = "the (?:whole |full |entire )?year(?! (?:before|ago|earlier|of ))"
WHEN = (
    r"(?:(?:(?:the )?(?:whole|full|entire) (?:year )?(?:of )?|the year (?:of )?)?"
    rf"{YEAR}|{_RELATIVE}|{_THE_YEAR})"
)
OF = rf"(?:(?: \([qh][1-4]\))?,? (?:of |in )?(?P<when>{WHEN}))?"
"""After a part of a year: "first half of 2023", "March this year"."""
OWNED = rf"(?:(?P<owner>{YEAR}|this year|last year)(?:'s)? )?"
"""Before a part of a year: "2023's first half", "2023 Q1"."""
DURING = (
    r"\b(?:in |during |for |over |throughout |within |across )?(?:the |all of |its )?"
)
_COUNTS = listed("one two three four five six seven eight nine ten eleven twelve")
YEAR_COUNTS = (*_COUNTS[1:], "10")
"""How many years something took, spelled as they mostly are."""
COUNT = r"(?:[0-9]{1,2}|" + "|".join(_COUNTS) + ")"
NTH = "first|second|third|fourth|final|1st|2nd|3rd|4th"
_NTHS = dict(zip(NTH.split("|"), (1, 2, 3, 4, 4, 1, 2, 3, 4), strict=True))
_NTHS |= {"last": 4, "opening": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_PLANS = listed("tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth")
PLAN_NUMBER = rf"[0-9]{{1,2}}(?=st|nd|rd|th)|{'|'.join(_PLANS)}"
PLAN_WORDING = (
    r"\b(?:(?P<end>(?:by|at) (?:the )?end of )|(?:in|over|during) )?(?:the )?"
    rf"(?:(?:first|past|last) (?P<count>{COUNT}) years of the )?"
    rf"(?P<plan>{PLAN_NUMBER})(?:st|nd|rd|th)?[\" ]{{1,2}}five-year (?:plan|period)\b"
    rf"\"?(?: ?\({YEAR} ?- ?[0-9]{{2,4}}\))?(?: period)?"
)
DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
BY = r"\b(?:by|as of|as at|until|till|through|up to|at|before) "
END = (
    r"(?P<end>(?:to )?(?:the )?(?:very )?end(?: of|-)? ?|late |year-end )?"
    r"(?P<part>mid-)?"
)
MONTH_CUES = tuple(listed("jan feb mar apr may jun jul aug sep oct nov dec"))
YEAR_CUES = ("19", "20")
_RELATIVE_CUES = listed("this last next the past current whole full entire previous")
WHEN_CUES = (
    *YEAR_CUES,
    *(f"{which} year" for which in (*_RELATIVE_CUES, "preceding", "following")),
)


def month_of(word: str) -> int:
    """The number of a month by its name: "Sept." is 9."""
    return MONTHS[word.rstrip(".")]


def count_of(word: str) -> int:
    """A count in digits or in words."""
    return int(word) if word.isdigit() else _COUNTS.index(word) + 1


def place_of(word: str) -> int:
    """An ordinal's number; the last of four is the fourth."""
    return _NTHS[word]


def plan_number_of(word: str) -> int:
    """The number of a five-year plan, in digits or in words."""
    return int(word) if word.isdigit() else _PLANS.index(word) + 10
