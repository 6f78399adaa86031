"""What a search must find, worked out by reading every story: slow, easy to believe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Model

from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
)
from archive.search.words import PARTS, read_words
from tests.archive.finding.invented import Asked, Search

EVERYWHERE = PARTS
ABOVE = ("headline", "standfirst")
HEADLINE = ("headline",)


@dataclass(frozen=True)
class Story:
    """A published article: its words by part, and the names of what it tells of."""

    key: int
    lead: int
    order: tuple
    terms: dict[str, str]
    forms: dict[str, list[str]]
    names: dict[str, set[str]]
    figures: set[int]

    def says(self, wanted: str, parts: tuple[str, ...]) -> bool:
        return any(wanted in self.terms[part] for part in parts)

    def begins(self, wanted: str, parts: tuple[str, ...]) -> bool:
        """Beginnings are known of headlines and of whole stories, of no standfirst."""
        parts = HEADLINE if parts == ABOVE else parts
        return any(f.startswith(wanted) for part in parts for f in self.forms[part])

    def is_of(self, years: str) -> bool:
        first, _, last = years.replace(" ", "").partition("-")
        return any(first <= year <= (last or first) for year in self.names["year"])


@dataclass(frozen=True)
class Answer:
    """Keys of the stories in each order, and of the figures that stand in them."""

    best: list[int]
    newest: list[int]
    oldest: list[int]
    figures: set[int]


class Reader:
    """Has read the whole archive as it is now."""

    def __init__(self) -> None:
        for names in (_names, _with_those_above):
            names.cache_clear()
        figures = Figure.objects.visible().select_related("indicator")
        self.figures = {figure.pk: figure for figure in figures}
        self.called = {
            "district": _called(DistrictMention, _names),
            "company": _called(CompanyMention, _names),
            "industry": _called(IndustryMention, _with_those_above),
        }
        rows = Article.objects.published().select_related("duplicate")
        self.stories = {row.pk: self._story(row) for row in rows}
        shown = (s for s in self.stories.values() if s.lead == s.key)
        self.newest = [s.key for s in sorted(shown, key=lambda s: s.order)]
        dated = [key for key in self.newest if not self.stories[key].order[0]]
        self.oldest = dated[::-1] + self.newest[len(dated) :][::-1]
        self._holding = cache(self._having)

    def answer(self, asked: Search) -> Answer:
        tiers = [self._shown(asked, parts) for parts in (HEADLINE, ABOVE, EVERYWHERE)]
        found = tiers[-1]
        if not any(one.is_of_text and not one.unwanted for g in asked for one in g):
            tiers = [found]
        best: dict[int, None] = {}
        for tier in tiers:
            best |= dict.fromkeys(key for key in self.newest if key in tier & found)
        return Answer(
            list(best),
            [key for key in self.newest if key in found],
            [key for key in self.oldest if key in found],
            set().union(*(self.stories[key].figures for key in found)),
        )

    def _shown(self, asked: Search, parts: tuple[str, ...]) -> set[int]:
        """The stories of lists that fit, if words may stand in these parts."""
        found = set.intersection(
            *(
                set().union(*(self._fitting(one, parts) for one in group))
                for group in asked
            )
        )
        if all(one.is_of_text and not one.unwanted for g in asked for one in g):
            found = {self.stories[key].lead for key in found}
        return found.intersection(self.newest)

    def _fitting(self, asked: Asked, parts: tuple[str, ...]) -> frozenset[int]:
        if not asked.unwanted:
            return self._holding(asked, parts)
        wanted = Asked(asked.text, asked.field, asked.prefix)
        return self.stories.keys() - self._holding(wanted, EVERYWHERE)

    def _having(self, asked: Asked, parts: tuple[str, ...]) -> frozenset[int]:
        fits = self._test(asked, HEADLINE if asked.field == "headline" else parts)
        return frozenset(key for key, story in self.stories.items() if fits(story))

    def _test(self, asked: Asked, parts: tuple[str, ...]) -> Callable[[Story], bool]:
        text = asked.text.casefold()
        if asked.field == "figure":
            told = {key for key, one in self.figures.items() if _is_called(one, text)}
            return lambda story: bool(story.figures & told)
        if asked.field == "year":
            return lambda story: story.is_of(text)
        if not asked.is_of_text:
            return lambda story: text.replace("-", " ") in story.names[asked.field]
        if asked.prefix:
            return lambda story: story.begins(text, parts)
        wanted = _spaced(word.term for word in read_words(asked.text))
        return lambda story: story.says(wanted, parts)

    def _story(self, article: Article) -> Story:
        words = {part: list(read_words(getattr(article, part))) for part in PARTS}
        day, at = article.published_on, article.published_at
        order = (
            day is None,
            -day.toordinal() if day else 0,
            -at.timestamp() if at else 0,
            article.public_id,
        )
        copies = hasattr(article, "duplicate")
        return Story(
            article.pk,
            article.duplicate.leading_id if copies else article.pk,
            order,
            {part: _spaced(word.term for word in words[part]) for part in PARTS},
            {part: [word.form for word in words[part]] for part in PARTS},
            {
                "year": {str(day.year)} if day else set(),
                **{field: called[article.pk] for field, called in self.called.items()},
            },
            {key for key, one in self.figures.items() if one.article_id == article.pk},
        )


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _called(mentions: type, names: Callable[[Model], set[str]]) -> dict[int, set[str]]:
    """By article, all names of what it mentions."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in mentions.objects.visible().select_related(mentions.ENTITY):
        found[row.article_id] |= names(getattr(row, mentions.ENTITY))
    return found


@cache
def _names(thing: Model) -> set[str]:
    aliases = thing.aliases.values_list("name", flat=True)
    return {name.casefold() for name in (thing.name, *aliases)}


@cache
def _with_those_above(industry: Model) -> set[str]:
    words = industry.keywords.values_list("word", flat=True)
    found = {name.casefold() for name in (industry.name, *words)}
    above = industry.parent
    return found | _with_those_above(above) if above else found


def _is_called(figure: Figure, text: str) -> bool:
    indicator = figure.indicator
    names = {indicator.slug} | _names(indicator) if indicator else set()
    number = text.replace(",", "")
    is_value = number.replace(".", "").isdigit() and float(number) == figure.value
    printed = _is_printed(figure.surface, text) or _is_printed(
        figure.indicator_words, text
    )
    return printed or text in names or is_value


def _is_printed(printed: str, text: str) -> bool:
    """Whether the words stand there whole, an "s" behind them or not."""
    printed = printed.casefold()
    start = printed.find(text)
    while start >= 0:
        before, after = printed[:start], printed[start + len(text) :]
        ends = (after, after.removeprefix("s"), after.removeprefix("es"))
        if not _goes_on(before[::-1]) and not all(map(_goes_on, ends)):
            return True
        start = printed.find(text, start + 1)
    return False


def _goes_on(rest: str) -> bool:
    """Whether a word or a number goes on: with a letter, a digit, ",0" or ".5"."""
    return rest[:1].isalnum() or (rest[:1] in ",." and rest[1:2].isdigit())
