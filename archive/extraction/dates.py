"""What the text of an undated story allows to say of its day, with the reason."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from archive.extraction.folding import fold
from archive.extraction.model import InferredDate, Story
from archive.extraction.rejections import MONTHS

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = rf"(?:({'|'.join(name for name in MONTHS if len(name) > 3)}|may),? )?"
_AFTER = r"\b(?![-,.]?[0-9])"
_SINCE = re.compile(rf"\bsince {_MONTH}({_YEAR}){_AFTER}")
_IN = re.compile(
    rf"\b(?:in|during) (?:early |late |the year )?{_MONTH}({_YEAR})"
    rf"(?: and ({_YEAR}))?{_AFTER}"
)
_BY = re.compile(rf"\bby (?:the end of )?({_YEAR}){_AFTER}")
_SENTENCE = re.compile(r"[^.!?\n]{1,1200}")
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|reached|opened|founded|established|launched|signed"
    r"|announced|introduced|completed|visited|started|began|held|invested|attracted"
    r"|achieved|contributed|generated|moved|settled|registered|built|[a-z]{3,20}ed)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|would|aims?|plans?|planned|expected|expects|targets?|goals?|forecast"
    r"|scheduled|intends?|hopes?|strives?|anticipat(?:es|ing|ed))\b"
)


def infer_date(story: Story) -> InferredDate | None:
    """Bounds for the day of an undated story, from years the text itself dates.

    A year spoken of as past is a lower bound; one that still lies ahead ("will,
    by the end of 2030") an upper one. None where the text shows neither.
    """
    if story.published_on is not None:
        return None
    earliest: tuple[date, str] | None = None
    latest: tuple[date, str] | None = None
    for text in (story.body, story.standfirst, story.headline):
        folded = fold(text)
        if not _names_a_year(folded):
            continue
        for match in _SENTENCE.finditer(text):
            sentence = folded[match.start() : match.end()]
            if not _names_a_year(sentence):
                continue
            for day, low, high in _past(sentence):
                words = text[match.start() + low : match.start() + high]
                if earliest is None or day > earliest[0]:
                    earliest = (day, words)
            for day, low, high in _ahead(sentence):
                words = text[match.start() + low : match.start() + high]
                if latest is None or day < latest[0]:
                    latest = (day, words)
    if earliest and latest and earliest[0] > latest[0]:
        # The text contradicts itself; neither bound can be trusted.
        return None
    if earliest is None and latest is None:
        return None
    return InferredDate(
        earliest[0] if earliest else None,
        latest[0] if latest else None,
        _reason(earliest, latest),
    )


def _names_a_year(folded: str) -> bool:
    """Whether there can be a year in the text, told at no cost."""
    return "19" in folded or "20" in folded


def _past(sentence: str) -> list[tuple[date, int, int]]:
    """First days of the years and months that a sentence looks back at."""
    found = []
    for match in _SINCE.finditer(sentence):
        if not _FUTURE.search(sentence, 0, match.start()):
            found.append((_first_day(match[1], match[2]), match.start(), match.end()))
    for match in _IN.finditer(sentence):
        # Only what happened dates the story; "will open in 2030" does not.
        governed = bool(_PAST.search(sentence, 0, match.start()))
        end = match.start() if governed else len(sentence)
        if not _PAST.search(sentence, 0, end) or _FUTURE.search(sentence, 0, end):
            continue
        year = match[3] or match[2]
        found.append((_first_day(match[1], year), match.start(), match.end()))
    return found


def _ahead(sentence: str) -> list[tuple[date, int, int]]:
    """Last days of the years that a sentence still looks forward to."""
    found = []
    if _FUTURE.search(sentence):
        for match in _BY.finditer(sentence):
            year = int(match[1])
            end = date(year, 12, monthrange(year, 12)[1])
            found.append((end, match.start(), match.end()))
    return found


def _first_day(month: str | None, year: str) -> date:
    return date(int(year), MONTHS.get(month or "", 1), 1)


def _reason(earliest: tuple[date, str] | None, latest: tuple[date, str] | None) -> str:
    reasons = ["The story states no date."]
    if earliest:
        reasons.append(f'It looks back: "{" ".join(earliest[1].split())}".')
    if latest:
        reasons.append(f'It looks ahead: "{" ".join(latest[1].split())}".')
    if not latest:
        reasons.append("Nothing in it shows a latest day.")
    return " ".join(reasons)
