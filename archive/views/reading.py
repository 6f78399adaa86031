"""A story as it is read: its parts with their marks, its figures beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.utils.safestring import SafeString

from archive import rights, search
from archive.highlighting import excerpts, highlight, json_ld, paragraphs
from archive.models import (
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
    Mention,
    Placed,
)
from archive.passages import with_sentences
from archive.portions import SHOWN, Portion, Portions, Span
from archive.prepared import Prepared
from archive.views.marking import Marks, mark_figures, mark_hits, mark_mentions
from archive.wording import published_iso

PARTS = list(Placed.Part.values)

Spans = dict[str, Span]


@dataclass(frozen=True, slots=True)
class Named:
    """A district, company or industry of a story, and how often it is named."""

    entity: Any
    times: int
    role: str = ""

    @property
    def is_about(self) -> bool:
        return self.role != DistrictMention.Role.PASSING


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page of a story shows. The parts are HTML with marks.

    Where `is_whole` is not so, they are excerpts, and the notes are left out. Of a
    very long story the page shows a portion: `figures` are those in it, at most
    ARCHIVE_ARTICLE_FIGURES of `figures_here`.
    """

    article: Article
    is_whole: bool
    portion: Portion
    figures: list[Figure]
    figures_here: int
    figure_count: int
    districts: list[Named]
    companies: list[Named]
    industries: list[Named]
    headline: SafeString
    standfirst: SafeString
    body: SafeString
    captions: SafeString
    notes: SafeString

    @classmethod
    def of(
        cls,
        article: Article,
        query: search.Query | None = None,
        *,
        whole: bool = True,
        number: int = 1,
    ) -> Reading:
        """The story with its marks and, where it was searched, the words found."""
        portion = Portions.of(article)[number] if whole else _all(article)
        spans = dict(portion.spans)
        if portion.number == 1:
            spans["headline"] = 0, len(article.headline)
        figures, here, count = _figures(article, portion)
        mentions = _mentions(article, portion)
        marks: Marks = defaultdict(list)
        mark_figures(marks, figures)
        for rows in mentions:
            mark_mentions(marks, rows)
        if query:
            mark_hits(marks, article, query, spans)
        is_long = portion.total > 1
        named = map(_counted, _named_in(article)) if is_long else map(_named, mentions)
        districts, companies, industries = named
        texts = (
            _whole(article, marks, spans)
            if whole
            else _excerpts(article, marks, rights.excerpt(article, figures, query))
        )
        return cls(
            article,
            whole,
            portion,
            figures,
            here,
            count,
            sorted(districts, key=lambda named: not named.is_about),
            companies,
            industries,
            headline=highlight(article.headline, marks["headline"]),
            **texts,
        )

    @property
    def publisher_page(self) -> tuple[str, str] | None:
        return rights.publisher_page(self.article)

    @property
    def flagged(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.flagged]

    @property
    def json_ld(self) -> SafeString:
        """The story as schema.org's NewsArticle: an excerpt, never the whole text."""
        article = self.article
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "identifier": article.public_id,
            "headline": article.title,
            "description": search.snippet(article, None).text,
            "inLanguage": article.language,
            "datePublished": _published(article),
            "author": [{"@type": "Person", "name": name} for name in article.bylines],
            "publisher": {"@type": "Organization", "name": article.publisher}
            if article.publisher
            else None,
            "isBasedOn": article.address,
            "about": [
                {"@type": "Place", "name": named.entity.name}
                for named in self.districts
                if named.is_about
            ],
            "mentions": [
                {"@type": "Organization", "name": named.entity.name}
                for named in self.companies
            ],
        }
        return json_ld({key: value for key, value in data.items() if value})


def _all(article: Article) -> Portion:
    """All of a story, however long it is."""
    return Portion(1, 1, {part: (0, len(getattr(article, part))) for part in PARTS})


def _whole(article: Article, marks: Marks, spans: Spans) -> dict[str, SafeString]:
    return {
        part: paragraphs(getattr(article, part), marks[part], spans.get(part, (0, 0)))
        for part in SHOWN
    }


def _excerpts(
    article: Article, marks: Marks, shown: dict[str, list[rights.Span]]
) -> dict[str, SafeString]:
    texts = {
        part: excerpts(getattr(article, part), shown.get(part, ()), marks[part])
        for part in rights.EXCERPTED
    }
    return {**texts, "notes": SafeString("")}


def _figures(article: Article, portion: Portion) -> tuple[list[Figure], int, int]:
    """The first figures there, in reading order; how many are there, and in all."""
    most = settings.ARCHIVE_ARTICLE_FIGURES
    every = article.figures.visible()
    if portion.total == 1:
        figures = _FIGURES([article.pk], most + 1)
    else:
        figures = list(_with_things(portion.holding(every))[: most + 1])
    here = len(figures) if len(figures) <= most else portion.holding(every).count()
    figures = figures[:most]
    for figure in figures:
        figure.article = article
    figures.sort(key=lambda figure: (PARTS.index(figure.part), figure.start))
    return with_sentences(figures), here, every.count() if portion.total > 1 else here


def _with_things(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """Of one story, in their order."""
    things = "indicator", "subject_district", "subject_company"
    return figures.select_related(*things).order_by("raw_start", "ordinal")


_FIGURES = Prepared(
    lambda articles, most: _with_things(
        Figure.objects.visible().filter(article__in=articles)
    )[:most]
)


NAMED: tuple[type[Mention], ...] = DistrictMention, CompanyMention, IndustryMention


def _named_in(article: Article) -> list[QuerySet[Mention]]:
    """All that the story names: districts, companies, industries."""
    return [kind.objects.visible().filter(article=article) for kind in NAMED]


def _mentions(article: Article, portion: Portion) -> list[list[Mention]]:
    if portion.total == 1:
        return [mentions([article.pk]) for mentions in _MENTIONS]
    return [list(_with_thing(portion.holding(rows))) for rows in _named_in(article)]


def _with_thing(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    return mentions.select_related(mentions.model.ENTITY).order_by("raw_start")


def _prepared(kind: type[Mention]) -> Prepared:
    every = kind.objects.visible()
    return Prepared(lambda articles: _with_thing(every.filter(article__in=articles)))


_MENTIONS = tuple(map(_prepared, NAMED))


def _named(mentions: list[Mention]) -> list[Named]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.entity.pk, []).append(mention)
    return [
        Named(rows[0].entity, len(rows), getattr(rows[0], "role", ""))
        for rows in found.values()
    ]


def _counted(rows: QuerySet[Mention]) -> list[Named]:
    """The same of very many mentions, which the database counts."""
    entity = rows.model.ENTITY
    asked = {"times": Count("pk"), "first": Min("raw_start")}
    if issubclass(rows.model, DistrictMention):
        asked["role"] = Min("role")  # "about" before "passing"
    found = list(rows.order_by().values(entity).annotate(**asked).order_by("first"))
    known = rows.model._meta.get_field(entity).related_model.objects
    things = known.in_bulk([row[entity] for row in found])
    return [
        Named(things[row[entity]], row["times"], row.get("role", "")) for row in found
    ]


def _published(article: Article) -> str:
    if article.published_at:
        return article.published_at.isoformat()
    if not article.published_on:
        return ""
    return published_iso(article.published_on, article.date_precision)
