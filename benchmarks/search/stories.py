"""Invented stories: their words, and what they name at which place."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Cast:
    """What of the world a story may name, the most frequent first; keys and names."""

    region: int
    districts: tuple[tuple[int, str], ...]
    industries: tuple[tuple[int, str], ...]
    companies: tuple[tuple[int, str], ...]
    indicators: tuple[tuple[int, str, str], ...]
    publishers: tuple[str, ...]
    weights: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("districts", "industries", "companies", "indicators"):
            self.weights[name] = zipf(len(getattr(self, name)), flat=5)
        self.weights["companies"] = zipf(len(self.companies))
        self.weights["publishers"] = zipf(len(self.publishers))

    def some(self, dice: random.Random, name: str, most: int, least: int = 0) -> list:
        """A few different ones, the frequent ones rather than others."""
        count = dice.randint(least, most)
        drawn = dice.choices(
            getattr(self, name), cum_weights=self.weights[name], k=count
        )
        return list(dict.fromkeys(drawn))

    def one(self, dice: random.Random, name: str) -> Any:
        return self.some(dice, name, 1, 1)[0]


def zipf(count: int, flat: int = 0) -> tuple[float, ...]:
    """Summed weights, the n-th n times less than the first; `flat` evens them."""
    return tuple(accumulate(1 / (rank + flat) for rank in range(1, count + 1)))


@dataclass
class Thing:
    """Something to be named: words before it, its own, words behind; its values."""

    model: str
    surface: str
    values: dict[str, Any]
    before: str = ""
    behind: str = ""
    span: Span = (0, 0)


@dataclass(frozen=True)
class Story:
    """A story's texts, and the things named in its body at their spans."""

    headline: str
    standfirst: str
    body: str
    captions: str
    things: tuple[Thing, ...]


def story(dice: random.Random, words: list[str], cast: Cast, day: date | None) -> Story:
    """A story of these words, and a few more for what it names."""
    headline = " ".join(words[:8]).capitalize()
    at = 8
    standfirst = captions = ""
    if dice.random() < 0.5:
        standfirst = f"{' '.join(words[at : at + 10]).capitalize()}."
        at += 10
    if dice.random() < 0.2:
        captions = f"{' '.join(words[at : at + 6]).capitalize()}."
        at += 6
    things = _things(dice, cast, day)
    body = _body(dice, words[at:], things)
    return Story(headline, standfirst, body, captions, tuple(things))


def _body(dice: random.Random, words: Sequence[str], things: list[Thing]) -> str:
    """Sentences in paragraphs of three; sets the spans of the things."""
    size = dice.randint(12, 18)
    starts = range(0, len(words), size)
    text: list[str] = []
    length = 0
    for number, start in enumerate(starts):
        blank = "" if not number else "\n\n" if number % 3 == 0 else " "
        named = things[number :: len(starts)]
        pieces = [blank]
        length += len(blank)
        for thing in named:
            length += len(thing.before)
            thing.span = length, length + len(thing.surface)
            pieces += [thing.before, thing.surface, thing.behind, ", "]
            length = thing.span[1] + len(thing.behind) + 2
        sentence = " ".join(words[start : start + size]) + "."
        pieces.append(sentence if named else sentence.capitalize())
        length += len(sentence)
        text += pieces
    return "".join(text)


def _things(dice: random.Random, cast: Cast, day: date | None) -> list[Thing]:
    districts = cast.some(dice, "districts", 3, 1)
    companies = cast.some(dice, "companies", 6)
    things = [
        Thing(
            "district",
            f"{name} District",
            {
                "district_id": key,
                "role": "about" if dice.random() < 0.4 else "passing",
                "rule": "district",
            },
        )
        for key, name in districts
    ]
    things += [
        Thing("company", name, {"company_id": key, "rule": "known"})
        for key, name in companies
    ]
    things += [
        Thing("industry", word, {"industry_id": key, "keyword": word, "rule": "word"})
        for key, word in cast.some(dice, "industries", 4)
    ]
    for _ in range(dice.randint(1, 3)):
        things.append(_figure(dice, cast, day, districts, companies))
    dice.shuffle(things)
    return things


def _figure(
    dice: random.Random,
    cast: Cast,
    day: date | None,
    districts: list[tuple[int, str]],
    companies: list[tuple[int, str]],
) -> Thing:
    indicator, name, unit = cast.one(dice, "indicators")
    value, surface = _amount(dice, unit)
    values = {
        "indicator_id": indicator if dice.random() < 0.8 else None,
        "indicator_words": name,
        "unit": unit,
        "value": value,
        "kind": _kind(dice, unit),
        "rule": "amount",
    }
    if dice.random() < 0.6:
        values["subject_district_id"] = dice.choice(districts)[0]
    elif companies and dice.random() < 0.6:
        values["subject_company_id"] = dice.choice(companies)[0]
    thing = Thing("figure", surface, values, before=f"{name} ")
    if dice.random() < 0.85:
        year = day.year - dice.randint(0, 1) if day else dice.randint(1997, 2025)
        half = dice.random() < 0.3
        words = f"in the first half of {year}" if half else f"in {year}"
        values |= {
            "period_start": date(year, 1, 1),
            "period_end": date(year, 6, 30) if half else date(year, 12, 31),
            "period_basis": "stated",
            "period_words": words,
        }
        thing.behind = f" {words}"
    if unit == "CNY" and dice.random() < 0.12:
        _convert(dice, thing)
    return thing


def _amount(dice: random.Random, unit: str) -> tuple[Decimal, str]:
    if unit in ("CNY", "USD"):
        number = Decimal(dice.randint(100, 99_999)) / 100
        scale, word = dice.choice(((10**6, "million"), (10**9, "billion")))
        currency = "yuan" if unit == "CNY" else "dollars"
        return number * scale, f"{number} {word} {currency}"
    if unit.startswith("count:"):
        count = dice.randint(3, 90_000)
        return Decimal(count), f"{count:,} {unit.removeprefix('count:')}"
    number = Decimal(dice.randint(1, 999)) / 10
    return number, f"{number} {unit.replace('_', ' ')}"


def _kind(dice: random.Random, unit: str) -> str:
    drawn = dice.random()
    if drawn < 0.05:
        return "target"
    if drawn < 0.08:
        return "threshold"
    if unit == "percent":
        return "growth" if drawn < 0.7 else "share"
    return "level"


def _convert(dice: random.Random, thing: Thing) -> None:
    """A sum in dollars behind it; every other one is wrong, and flagged."""
    wrong = dice.random() < 0.5
    rate = Decimal(70 if wrong else 7)
    dollars = round(thing.values["value"] / rate, 2)
    surface = f"US${dollars}"
    thing.behind = f" ({surface}){thing.behind}"
    thing.values |= {
        "conversion_surface": surface,
        "conversion_value": dollars,
        "conversion_unit": "USD",
        "implied_rate": rate,
        "conversion_verdict": "inconsistent" if wrong else "consistent",
    }
    if wrong:
        check = {
            "code": "conversion",
            "words": f"{thing.surface} as {surface} implies {rate} yuan for a dollar.",
            "implied": str(rate),
            "average": "7",
            "year": 2020,
            "band": ["6.5", "7.5"],
            "factor": "too small by a factor of 10",
        }
        thing.values |= {"checks": [check], "flagged": True}
