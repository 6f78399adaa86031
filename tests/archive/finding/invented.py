"""An invented archive, and searches that nobody thought of beforehand.

A seed makes the same ones each time, whatever the database.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from archive import search
from archive.bitmaps.chunks import CHUNK
from archive.changes import changed
from archive.ingest import index
from archive.models import Article, Duplicate
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

WORDS = {
    "common": "the port grew near solar power of wind was new for banks in",
    "rarer": "battery batteries ships shipping mills milling café Élan O’Brien’s R&D "
    "new-energy 5G C919 9.781 1,234 2023 chips harbour harbours energy 港口 新能源 ½ "
    "straße crane rotor turbine turbines economy economic growth growing",
}
COMMON, RARER = map(str.split, WORDS.values())
DISTRICTS = {"Putuo": "West Side", "Yangpu": "East Bank", "Jiading": "North End"}
COMPANIES = {"Kelvo Ships": "KS", "Harbour Batteries": "HB"}
MOST_TERMS = 20


class Invented:
    """Some hundred stories of a few words each, in three ranges of keys."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.keys: dict[int, Iterator[int]] = {}
        self.districts = [make_district(n, aliases=(a,)) for n, a in DISTRICTS.items()]
        self.companies = [make_company(n, aliases=(a,)) for n, a in COMPANIES.items()]
        energy = make_industry("Energy", keywords=("power",))
        self.industries = [energy, make_industry("Wind", parent=energy)]
        self.indicators = [
            make_indicator("Fiscal revenue", aliases=("taxes",)),
            make_indicator("Output"),
        ]

    def add(self, count: int, *, chunk: int) -> None:
        """Stories whose keys stand in a range."""
        first = chunk * CHUNK + self.dice.randrange(1, 1_000)
        keys = self.keys.setdefault(chunk, itertools.count(first, 3))
        for _ in range(count):
            self._add(next(keys))

    def change(self, count: int) -> None:
        """Other words, other dates, stories rejected, copied and deleted."""
        rewrite, date, copy = self._rewrite, self._date, self._copy
        steps = (rewrite, rewrite, date, copy, copy, self._reject, self._drop)
        for _ in range(count):
            self.dice.choice(steps)(self._some())

    def _some(self) -> Article:
        keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        return Article.objects.get(pk=self.dice.choice(keys))

    def _words(self, most: int) -> str:
        dice = self.dice
        return " ".join(
            dice.choice(COMMON if dice.random() < 0.7 else RARER)
            for _ in range(dice.randrange(most))
        )

    def _add(self, key: int) -> None:
        dice = self.dice
        amount = f"{dice.randrange(1, 5)}.{dice.randrange(2)} billion yuan"
        article = make_article(
            f"Here {self._words(14)}. It took {amount}.",
            pk=key,
            headline=self._words(5),
            standfirst=self._words(5) if dice.random() < 0.5 else "",
            captions=self._words(4) if dice.random() < 0.3 else "",
            **self._moment(),
        )
        for district in dice.sample(self.districts, dice.choice([0, 0, 1, 2])):
            mention_district(article, district, "Here")
        for company in dice.sample(self.companies, dice.choice([0, 0, 1])):
            mention_company(article, company, "Here")
        for industry in dice.sample(self.industries, dice.choice([0, 1, 1])):
            mention_industry(article, industry, "Here")
        if dice.random() < 0.5:
            indicator = dice.choice([None, *self.indicators])
            value = int(amount[0]) * 10**9 + int(amount[2]) * 10**8
            make_figure(article, amount, value, indicator=indicator)

    def _moment(self) -> dict:
        dice = self.dice
        if dice.random() < 0.1:
            return {"published_on": None}
        at = datetime(dice.randrange(2020, 2024), 5, dice.randrange(1, 4), tzinfo=UTC)
        at = at.replace(hour=dice.randrange(3))
        with_time = dice.random() < 0.5
        return {"published_on": at.date(), "published_at": at if with_time else None}

    def _rewrite(self, article: Article) -> None:
        article.headline, article.standfirst = self._words(5), self._words(5)
        article.body = f"Here {self._words(14)}."
        article.save()
        index(article)

    def _date(self, article: Article) -> None:
        if article.published_on:
            article.published_on = self._moment()["published_on"] or "2019-01-01"
            article.published_at = None
            article.save()
            changed([article.pk])

    def _reject(self, article: Article) -> None:
        article.status = "rejected"
        article.save()
        index(article)

    def _copy(self, article: Article) -> None:
        other = self._some()
        free = Duplicate.objects.filter(article__in=(article, other))
        leads = Duplicate.objects.filter(leading=article)
        other = other if other.status != "rejected" else article
        if article != other and not free.exists() and not leads.exists():
            Duplicate.objects.create(article=article, leading=other)
            changed([article.pk, other.pk])

    def _drop(self, article: Article) -> None:
        copies = Duplicate.objects.filter(leading=article)
        changed([article.pk, *copies.values_list("article_id", flat=True)])
        copies.delete()
        search.remove([article.pk])
        article.delete()


@dataclass(frozen=True)
class Asked:
    """A term of a search: what is behind its field, and whether it is not wanted."""

    text: str
    field: str = ""
    prefix: bool = False
    unwanted: bool = False

    @property
    def is_of_text(self) -> bool:
        return self.field in ("", "headline")


Search = tuple[tuple[Asked, ...], ...]
"""Terms of which each group must have one that fits."""


def search_of(dice: random.Random) -> Search:
    """A search by chance; now and then one as long as may be."""
    size = dice.choices((1, 2, 3, 10), (8, 8, 3, 1))[0]
    return tuple(
        tuple(_asked(dice) for _ in range(dice.choices((1, 2, 3), (12, 4, 1))[0]))
        for _ in range(size)
    )[: MOST_TERMS // 3]


def _asked(dice: random.Random) -> Asked:
    unwanted = dice.random() < 0.15
    kind = dice.random()
    if kind < 0.22:
        field, texts = dice.choice(_ROWS)
        return Asked(dice.choice(texts), field, unwanted=unwanted)
    field = "headline" if kind < 0.35 else ""
    word = dice.choice(COMMON if dice.random() < 0.5 else RARER)
    if kind > 0.9 and word.isalpha() and word.isascii() and len(word) > 2:
        word = word[: dice.randrange(2, len(word) + 1)]
        return Asked(word, field, prefix=True, unwanted=unwanted)
    if kind > 0.75:
        more = (dice.choice(COMMON + RARER[:12]) for _ in range(dice.choice([1, 1, 2])))
        word = " ".join([word, *more])
    return Asked(word, field, unwanted=unwanted)


_ROWS = (
    ("year", ("2020", "2021", "2022-2023", "1999", "2021 - 2022")),
    ("district", ("putuo", "Putuo", "west side", "EAST BANK", "jiading")),
    ("company", ("kelvo-ships", "HB", "harbour batteries")),
    ("industry", ("energy", "wind", "POWER")),
    ("figure", ("2.1", "fiscal-revenue", "Taxes", "3,000,000,000", "yuan", "billion")),
)


def typed(asked: Search, dice: random.Random) -> str:
    """The search in one of the many ways in which it may be typed."""
    groups = (" OR ".join(_term(one, dice) for one in group) for group in asked)
    return dice.choice((" ", " ", "  ", " AND ")).join(groups)


def _term(asked: Asked, dice: random.Random) -> str:
    text = asked.text
    text = dice.choice((text, text, text.upper(), text.capitalize()))
    if " " in text or dice.random() < 0.1 and not asked.prefix:
        text = dice.choice(('"{}"', "“{}”", "«{}»")).format(text)
    text += "*" if asked.prefix else ""
    if asked.field:
        text = dice.choice(("{}:{}", "{}:{}", "{}：{}")).format(asked.field, text)
    return (
        dice.choice(("-{}", "NOT {}", "–{}")).format(text) if asked.unwanted else text
    )
