"""How an item of the review queue is shown: its words, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from archive.admin.showing import (
    Difference,
    figure_in_words,
    in_words,
    passage,
    period_of,
    state,
    text_address,
)
from archive.ingest.contradicting import contradictions
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    Decision,
    Document,
    Figure,
    PieceMove,
    QueueKind,
    Reviewed,
)
from archive.queue import Item
from archive.queue.names import stories_of
from archive.wording import published_in_words, range_of_days_in_words
from districts.models import Company

PASSAGES = 3
"""Sentences that name a company, of those that its card shows."""
MOST_LOOKED_AT = 30
"""Mentions of a company among which those are chosen."""
FIRST_WORDS = 700
"""Characters of a story by which a person may tell when it is of."""


class Card(NamedTuple):
    """An item as its page shows it.

    `address` is where all of it can be changed. `seen` is the version of the row that
    is shown, None for what has none.
    """

    body: SafeString
    address: str
    seen: int | None


def card(item: Item) -> Card:
    """The item with its words and the ways to its source."""
    row = item.row
    context: dict[str, Any] = {"row": row, **_CONTEXTS[item.kind.name](row)}
    story = _story(row)
    if story is not None:
        context |= {"story": story, "day": _day(story)}
    template = f"admin/archive/queue/_{item.kind.name}.html"
    return Card(
        render_to_string(template, context),
        _address(row),
        item.kind.version(row),
    )


def words_of(row: Any) -> str:
    """A few words by which the reviewer knows the item again."""
    if isinstance(row, Article):
        return row.title[:80]
    return str(row)[:80]


def _row(row: Any) -> dict[str, Any]:
    facts = {}
    if isinstance(row, Figure):
        facts = {
            "reads as": figure_in_words(row),
            "kind": row.get_kind_display(),
            "measures": row.indicator or row.indicator_words,
            "speaks of": period_of(row),
            "about": row.subject,
        }
    elif isinstance(row, Reviewed) and getattr(row, "ENTITY", ""):
        facts = {row._meta.get_field(row.ENTITY).verbose_name: row.entity}
        if role := getattr(row, "role", ""):
            facts["named"] = row.get_role_display() if role else ""
    return {
        "passage": passage(row),
        "state": state(row),
        "facts": {name: told for name, told in facts.items() if told},
    }


def _contradicted(row: Any) -> dict[str, Any]:
    said = contradictions(row)
    differences = [
        Difference(
            str(row._meta.get_field(name).verbose_name),
            in_words(value),
            in_words(_plain(getattr(row, name))),
        )
        for name, value in said.items()
    ]
    shown = {} if isinstance(row, Article) else {"passage": passage(row)}
    return {
        **shown,
        "differences": differences,
        "text": text_address(row.document, row),
    }


def _plain(value: Any) -> Any:
    """A number without idle zeros, as the machine's word has it."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _unplaced(row: Any) -> dict[str, Any]:
    """What was decided, where, and the words that stood around it then."""
    lines = Decision.objects.filter(document=row.document)
    if isinstance(row, Reviewed):
        lines = lines.filter(target=row._meta.model_name, target_id=row.pk)
    else:
        lines = lines.filter(raw_start=row.raw_start)
    return {
        "last": lines.first(),
        "words": str(row),
        "what": row._meta.verbose_name,
        "text": text_address(row.document),
    }


def _date(story: Article) -> dict[str, Any]:
    inferred = story.date_basis == Article.DateBasis.INFERRED
    between = range_of_days_in_words(story.date_earliest, story.date_latest)
    text = "\n\n".join(filter(None, (story.standfirst, story.body)))
    return {
        "between": between if inferred else "",
        "excerpt": text[:FIRST_WORDS] + (" …" if len(text) > FIRST_WORDS else ""),
        "files": [delivery.name for delivery in story.document.deliveries.all()[:3]],
        "text": text_address(story.document, story),
    }


def _doubts(document: Document) -> dict[str, Any]:
    stories = document.articles.filter(placed=True).order_by("anchor")
    return {
        "remarks": document.open_remarks,
        "stories": stories.only("headline", "standfirst", "body", "document")[:20],
        "text": text_address(document),
    }


def _company(company: Company) -> dict[str, Any]:
    """Sentences that name it, of as many stories as there are."""
    mentions = CompanyMention.objects.visible().filter(company=company)
    mentions = mentions.select_related("article", "document", "company")
    first: dict[int, CompanyMention] = {}
    for mention in mentions.order_by("article_id", "id")[:MOST_LOOKED_AT]:
        first.setdefault(mention.article_id, mention)
    shown = list(first.values())[:PASSAGES]
    return {"stories": stories_of(company), "passages": list(map(passage, shown))}


_CONTEXTS: dict[QueueKind, Callable[[Any], dict[str, Any]]] = {
    QueueKind.FIGURE: _row,
    QueueKind.DOUBTFUL: _row,
    QueueKind.UNPLACED: _unplaced,
    QueueKind.DISAGREEMENT: _contradicted,
    QueueKind.ORDER: _doubts,
    QueueKind.COMPANY: _company,
    QueueKind.DATE: _date,
}


def _story(row: Any) -> Article | None:
    return row if isinstance(row, Article) else getattr(row, "article", None)


def _day(story: Article) -> str:
    if story.published_on:
        return published_in_words(story.published_on, story.date_precision)
    return "no stated date"


def _address(row: Any) -> str:
    """Where all of it can be changed: a story's pieces are moved on its own page."""
    if isinstance(row, PieceMove):
        return reverse("admin:archive_document_change", args=[row.document_id])
    if isinstance(row, BodyRepair):
        row = row.article or row.document
    if isinstance(row, Document):
        first = row.articles.filter(placed=True).order_by("anchor").first()
        if first is not None and row.region_id:
            return reverse("admin:archive_article_move", args=[first.pk])
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
