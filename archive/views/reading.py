"""A story as it is read: its parts with their marks, its figures beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from archive import rights, search
from archive.highlighting import (
    Mark,
    excerpts,
    highlight,
    hit_id,
    json_ld,
    paragraphs,
)
from archive.models import Article, DistrictMention, Figure, Mention, Placed
from archive.passages import with_sentences
from archive.wording import published_iso

PARTS = list(Placed.Part.values)

MOST_STORY_MARKS = 5_000
"""Stretches of a document that are marked as the story's."""
NEAR = 12
"""Characters between two ranges of a story that do not part them: the rest of an
entity, folded white space, a small tag."""

Marks = dict[str, list[Mark]]


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

    Where `is_whole` is not so, they are excerpts, and the notes are left out.
    """

    article: Article
    is_whole: bool
    figures: list[Figure]
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
        cls, article: Article, query: search.Query | None = None, *, whole: bool = True
    ) -> Reading:
        """The story with its marks and, where it was searched, the words found."""
        figures, figure_count = _figures(article)
        mentions = [
            list(rows.visible().select_related(rows.model.ENTITY).order_by("raw_start"))
            for rows in (
                article.district_mentions,
                article.company_mentions,
                article.industry_mentions,
            )
        ]
        marks: Marks = defaultdict(list)
        _mark_figures(marks, figures)
        for rows in mentions:
            _mark_mentions(marks, rows)
        if query:
            _mark_hits(marks, article, query)
        districts, companies, industries = map(_named, mentions)
        texts = (
            _whole(article, marks)
            if whole
            else _excerpts(article, marks, rights.excerpt(article, figures, query))
        )
        return cls(
            article,
            whole,
            figures,
            figure_count,
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


def _whole(article: Article, marks: Marks) -> dict[str, SafeString]:
    parts = ("standfirst", "body", "captions", "notes")
    return {part: paragraphs(getattr(article, part), marks[part]) for part in parts}


def _excerpts(
    article: Article, marks: Marks, shown: dict[str, list[rights.Span]]
) -> dict[str, SafeString]:
    texts = {
        part: excerpts(getattr(article, part), shown.get(part, ()), marks[part])
        for part in rights.EXCERPTED
    }
    return {**texts, "notes": SafeString("")}


def source_marks(
    article: Article, figure: Figure | None, anchor: str
) -> tuple[list[Mark], bool]:
    """Marks in the document's own text: where the story stands, and a figure.

    `anchor` is the id of the figure's place there. Also whether the story has more
    places than MOST_STORY_MARKS; the first are marked.
    """
    stretches = _stretches(article)
    marks = [Mark(start, end, "story") for start, end in stretches[:MOST_STORY_MARKS]]
    if figure:
        marks += [
            Mark(start, end, "figure", id="" if number else anchor)
            for number, (start, end) in enumerate(figure.ranges)
        ]
    return marks, len(stretches) > MOST_STORY_MARKS


def _stretches(article: Article) -> list[rights.Span]:
    """Where the story stands in the raw text; ranges that are NEAR are one."""
    found: list[rights.Span] = []
    for start, end in sorted(article.ranges):
        if found and start - found[-1][1] < NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _figures(article: Article) -> tuple[list[Figure], int]:
    """The story's first figures, in reading order, and how many there are in all."""
    most = settings.ARCHIVE_ARTICLE_FIGURES
    rows = article.figures.visible().select_related(
        "indicator", "subject_district", "subject_company"
    )
    figures = list(rows[: most + 1])
    count = len(figures) if len(figures) <= most else rows.count()
    figures = figures[:most]
    for figure in figures:
        figure.article = article
    figures.sort(key=lambda figure: (PARTS.index(figure.part), figure.start))
    return with_sentences(figures), count


def _mark_figures(marks: Marks, figures: list[Figure]) -> None:
    sentences = set()
    for figure in figures:
        passage = figure.passage
        end = passage.offset + len(passage.text)
        sentences.add((figure.part, passage.offset, end))
        marks[figure.part].append(
            Mark(
                figure.start,
                figure.end,
                "figure",
                id=figure.anchor,
                href=f"#row-{figure.public_id}",
            )
        )
    for part, start, end in sentences:
        marks[part].append(Mark(start, end, "sentence"))


def _mark_mentions(marks: Marks, mentions: list[Mention]) -> None:
    """Mark what stands below the headline; the first of a thing leads to its page."""
    linked = set()
    for mention in mentions:
        if mention.part == Placed.Part.HEADLINE or not mention.surface:
            continue
        entity = mention.entity
        first = entity.pk not in linked
        linked.add(entity.pk)
        marks[mention.part].append(
            Mark(
                mention.start,
                mention.end,
                mention.ENTITY,
                title=f"{mention.ENTITY}: {entity.name}",
                href=entity.get_absolute_url() if first else "",
            )
        )


def _mark_hits(marks: Marks, article: Article, query: search.Query) -> None:
    for part in PARTS:
        for start, end in search.marks(getattr(article, part), query):
            marks[part].append(Mark(start, end, "hit", id=hit_id(part, start)))


def _named(mentions: list[Mention]) -> list[Named]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.entity.pk, []).append(mention)
    return [
        Named(rows[0].entity, len(rows), getattr(rows[0], "role", ""))
        for rows in found.values()
    ]


def _published(article: Article) -> str:
    if article.published_at:
        return article.published_at.isoformat()
    if not article.published_on:
        return ""
    return published_iso(article.published_on, article.date_precision)
