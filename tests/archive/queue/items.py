"""One item of each kind, and who looks at them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model

from archive.models import Article, Contradiction, Document, Figure, QueueKind
from archive.queue import KINDS, Item, Kind, take
from districts.models import Company
from tests.factories import make_article, make_company, make_figure, mention_company

Kinds = QueueKind
DATED = {"published_on": "2023-08-19"}
CHECK = {"code": "conversion", "words": "The bracket is off by ten."}


def kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def taken(reviewer: Any, *names: str) -> Model | None:
    """The row of the next item, of these kinds or of all."""
    item = next_item(reviewer, *names)
    return item.row if item else None


def next_item(reviewer: Any, *names: str) -> Item | None:
    return take(reviewer, [kind(name) for name in names] or KINDS)


def reviewer(name: str = "ada") -> Any:
    return get_user_model().objects.create_superuser(name, password="a long password")


def dated_story(body: str = "Revenue reached 9.78 billion yuan.", **fields) -> Article:
    return make_article(body, **{**DATED, **fields})


def flagged_figure(article: Article | None = None, **fields: Any) -> Figure:
    fields = {"flagged": True, "checks": [CHECK], **fields}
    return make_figure(article or dated_story(), **fields)


def doubtful_figure(confidence: float = 0.4) -> Figure:
    return make_figure(dated_story(), confidence=confidence)


def unplaced_figure(status: str = "confirmed") -> Figure:
    figure = make_figure(dated_story(), status=status)
    figure.lose_place()
    figure.save()
    return figure


def contradicted_figure() -> Figure:
    """A person said 9.78 billion; the machine came to say 978 million."""
    figure = make_figure(dated_story(), status="corrected", person_fields=["value"])
    figure.extracted = {"version": "2", "fields": {"value": "978000000"}}
    figure.save()
    Contradiction.objects.create(about="figure", key=figure.pk)
    return figure


def doubted_document(*remarks: str) -> Document:
    document = dated_story().document
    document.remarks = list(remarks) or ["The order of two pieces is unsure."]
    document.save()
    return document


def found_company(name: str = "Kelvo Motors", stories: int = 1) -> Company:
    company = make_company(name, standing="found", spelling=f"0{name}")
    for _ in range(stories):
        mention_company(dated_story(f"{name} opened a works."), company)
    return company


def one_of_each() -> dict[str, Model]:
    """Kind: an open row of it, in the order in which they should be given out."""
    return {
        Kinds.FIGURE: flagged_figure(),
        Kinds.UNPLACED: unplaced_figure(),
        Kinds.DISAGREEMENT: contradicted_figure(),
        Kinds.ORDER: doubted_document(),
        Kinds.COMPANY: found_company(),
        Kinds.DATE: make_article("It tells of nothing that has a date."),
        Kinds.DOUBTFUL: doubtful_figure(),
    }
