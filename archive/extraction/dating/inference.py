"""What the text of an undated story allows to say of its day, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.extraction.dating.hints import Bound, Hints, read_hints, settled
from archive.extraction.dating.times import Now
from archive.extraction.dating.topics import Topic, find_topic
from archive.extraction.model import InferredDate, Story


@dataclass(frozen=True, slots=True)
class Dating:
    """What is known of a story's day and of the time it reports on."""

    now: Now
    topic: Topic | None = None
    inferred: InferredDate | None = None


def date_story(story: Story) -> Dating:
    """The day of a story, stated or inferred, and what it reports on."""
    topic = find_topic(story)
    if story.published_on is not None:
        month_only = story.published_precision == "month"
        told = topic.year if topic else None
        return Dating(Now(story.published_on, month_only, told=told), topic)
    hints = read_hints(story, topic)
    told = topic.year if topic and topic.year else settled(hints.told)
    first, last = story.published_between
    if first and last and first.year == last.year:
        return Dating(Now(year=first.year, told=told), topic, _inferred(hints, None))
    if hints.contradict:
        # Neither bound can be trusted.
        return Dating(Now(), topic)
    year = _year_of_publication(hints)
    return Dating(Now(year=year, told=told), topic, _inferred(hints, year))


def infer_date(story: Story) -> InferredDate | None:
    """Bounds for the day of an undated story, from years the text itself dates.

    A year spoken of as past is a lower bound; one that still lies ahead ("will,
    by the end of 2030") an upper one. Hints that agree tell the year itself. None
    where the text shows nothing.
    """
    return date_story(story).inferred


def _year_of_publication(hints: Hints) -> int | None:
    """The one year that fits all that the text shows."""
    low = hints.earliest[0].year if hints.earliest else None
    latest = [hints.latest[0].year] if hints.latest else []
    high = min([*hints.ahead, *latest], default=None)
    year = settled(hints.published)
    if year is not None:
        fits = (low is None or low <= year) and (high is None or year <= high)
        return year if fits else None
    if low is None or high is None:
        return None
    if low == high:
        return low
    if hints.names_this_year and low + 1 == high:
        # Who writes "this year" would not call it by its number, looking back.
        return high
    return None


def _inferred(hints: Hints, year: int | None) -> InferredDate | None:
    earliest, latest = hints.earliest, hints.latest
    if year is not None:
        first, last = date(year, 1, 1), date(year, 12, 31)
        low = max(earliest[0], first) if earliest else first
        high = min(latest[0], last) if latest else last
        return InferredDate(low, high, _reason(hints, year))
    if hints.contradict or (earliest is None and latest is None):
        return None
    return InferredDate(
        earliest[0] if earliest else None,
        latest[0] if latest else None,
        _reason(hints, None),
    )


def _reason(hints: Hints, year: int | None) -> str:
    reasons = ["The story states no date."]
    if year is not None:
        said = [_quoted(words) for words in hints.published.get(year, {})]
        told = f": {', '.join(said)}." if said else "."
        reasons.append(f"Its words fit {year} alone{told}")
    if hints.earliest:
        reasons.append(f"It looks back: {_bound(hints.earliest)}.")
    if hints.latest:
        reasons.append(f"It looks ahead: {_bound(hints.latest)}.")
    elif year is None:
        reasons.append("Nothing in it shows a latest day.")
    return " ".join(reasons)


def _bound(bound: Bound) -> str:
    return _quoted(bound[1])


def _quoted(words: str) -> str:
    return f'"{" ".join(words.split())}"'
