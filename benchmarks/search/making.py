"""The rows of some articles of an archive, made from its seed without the database."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from benchmarks.search.rows import Chunk, Facts, add, status
from benchmarks.search.stories import Cast, Story, story
from benchmarks.search.vocabulary import PHRASES, Vocabulary, of

CHUNK = 1_000
"""Articles that are made and written at once."""
FIRST_YEAR, LAST_YEAR = 1998, 2025
COPIED = 100
"""Of so many articles the last is a copy of the one COPY_OF before it."""
COPY_OF = 50
PLANTED = round(1 / PHRASES)
"""Of so many articles the first has a phrase, and the next ones the others."""
HOSTILE, HITS = 30, 100_000
"""An article of one common word, HITS times, where there are MANY others."""
MANY = 10_000
FEWEST = 40
"""Words of an article at least."""


@dataclass(frozen=True)
class Order:
    """What archive is asked for."""

    articles: int
    words: int
    seed: int


def make(order: Order, cast: Cast, number: int) -> Chunk:
    """The rows of one chunk of the archive."""
    first = number * CHUNK
    count = min(CHUNK, order.articles - first)
    dice = random.Random(f"{order.seed}:{number}")
    drawn = _drawn(order, number, count)
    vocabulary = of(order.articles)
    words = vocabulary.words
    chunk = Chunk(held=_held(drawn, vocabulary))
    told: dict[int, tuple[Story, Facts]] = {}
    for place, numbers in enumerate(drawn):
        copied = told.get(place - COPY_OF) if place % COPIED == COPIED - 1 else None
        facts = _facts(dice, cast, first + place + 1, is_copy=copied is not None)
        if copied:
            tale = copied[0]
        else:
            tale = story(
                dice, [words[n] for n in numbers], cast, facts.dates["published_on"]
            )
        told[place] = tale, facts
        add(chunk, dice, cast, tale, facts)
        if copied and copied[1].is_shown:
            chunk.rows["Duplicate"].append((facts.key, copied[1].key))
            chunk.rows["Likeness"].append((copied[1].key, facts.key))
    return chunk


def _drawn(order: Order, number: int, count: int) -> list[list[int]]:
    """The words of each article by their numbers; copies have those of the first."""
    dice = np.random.default_rng([order.seed, number])
    least, most = max(FEWEST, order.words // 2), max(FEWEST, order.words * 3 // 2)
    lengths = dice.integers(least, most + 1, count)
    vocabulary = of(order.articles)
    every = vocabulary.draw(dice, int(lengths.sum())).tolist()
    ends = np.cumsum(lengths).tolist()
    phrases = vocabulary.phrases(order.words)
    drawn: list[list[int]] = []
    for place, (length, end) in enumerate(zip(lengths.tolist(), ends, strict=True)):
        numbers = every[end - length : end]
        if place % PLANTED < len(phrases):
            # Within the first sentence of the body, however the story begins.
            numbers[25:27] = phrases[place % PLANTED]
        if number * CHUNK + place == HOSTILE and order.articles >= MANY:
            numbers = [phrases[0][0]] * HITS
        if place % COPIED == COPIED - 1 and place >= COPY_OF:
            numbers = drawn[place - COPY_OF]
        drawn.append(numbers)
    return drawn


def repeated(order: Order) -> list[str]:
    """The word of which the hostile article consists, where there is one."""
    vocabulary = of(order.articles)
    first, _ = vocabulary.phrases(order.words)[0]
    return [vocabulary.words[first]] if order.articles >= MANY else []


def _held(
    drawn: list[list[int]], vocabulary: Vocabulary
) -> tuple[np.ndarray, np.ndarray]:
    articles = np.repeat(np.arange(len(drawn)), [len(numbers) for numbers in drawn])
    terms = vocabulary.terms[np.concatenate(drawn)]
    pairs = np.unique(articles * vocabulary.size + terms)
    return np.unique(pairs % vocabulary.size, return_counts=True)


def _facts(dice: random.Random, cast: Cast, key: int, *, is_copy: bool) -> Facts:
    """A copy is always shown, so that it has one that leads it."""
    drawn = dice.random()
    said, placed = status(dice.random()), True
    if not is_copy and drawn < 0.005:
        said, placed = ("rejected", True) if drawn < 0.004 else (said, False)
    publisher = "" if dice.random() < 0.03 else cast.one(dice, "publishers")
    dates = _dates(dice)
    return Facts(key, said, placed, publisher, dates, dates["date_basis"] == "address")


def _dates(dice: random.Random) -> dict[str, Any]:
    """Later years have more articles; a few have no date, or a month alone."""
    years = LAST_YEAR - FIRST_YEAR + 1
    number = max(dice.randrange(2 * years), dice.randrange(2 * years)) // 2
    day = date(FIRST_YEAR + number, 1, 1) + timedelta(dice.randrange(365))
    drawn = dice.random()
    if drawn < 0.02:
        return {"published_on": None, "date_basis": "unknown"}
    if drawn < 0.035:
        return {
            "published_on": None,
            "date_basis": "inferred",
            "date_earliest": day,
            "date_latest": day + timedelta(90),
            "date_reason": "It tells of what was planned for that year.",
        }
    basis = "address" if drawn < 0.07 else "editor" if drawn < 0.08 else "stated"
    if basis == "address" or drawn < 0.1:
        month = day.replace(day=1)
        return {
            "published_on": month,
            "date_basis": basis,
            "date_precision": "month",
        }
    dates: dict[str, Any] = {"published_on": day, "date_basis": basis}
    if drawn < 0.5:
        at = datetime.combine(day, time(dice.randrange(8, 24), dice.randrange(60)), UTC)
        dates |= {"published_at": at - timedelta(hours=8), "published_offset": 480}
    return dates
