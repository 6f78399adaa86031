"""An archive with very many open items of the review queue, and plans of queries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

BODY = (
    "Output in the district rose last year. {name} opened a works beside the canal. "
    "Revenue reached {flagged} million yuan, and {doubtful} million yuan built roads. "
) + "The rest of the story tells of the weather on the river. " * 30
BATCH = 2_000


def fill(items: int) -> int:
    """Stories with so many open items in all, and as many rows that are settled.

    Returns how many are open. A quarter of the items are flagged figures, a quarter
    uncertain dates, a quarter figures of low confidence, the rest the other kinds.
    """
    from districts.models import Company, Region

    region = Region.objects.create(slug="shanghai", name="Shanghai", currency="CNY")
    stories = items // 4
    for low in range(0, stories, BATCH):
        numbers = range(low, min(low + BATCH, stories))
        _stories(region, numbers, is_open=True)
        _stories(region, range(stories + low, stories + numbers.stop), is_open=False)
    _mention(list(Company.objects.found().order_by("id")))
    _bring_up_to_date()
    return _open_items()


def _stories(region: Any, numbers: range, *, is_open: bool) -> None:
    from archive.models import Article, Decision, Delivery, Document, Figure
    from archive.models.articles import public_id
    from districts.models import Company

    texts = [
        BODY.format(name=f"Works {n}", flagged=n + 1, doubtful=n + 2) for n in numbers
    ]
    documents = Document.objects.bulk_create(
        Document(
            sha256=hashlib.sha256(str(n).encode()).hexdigest(),
            size=len(text),
            text=text,
            region=region,
            verdict=Document.Verdict.ACCEPTED,
            remarks=["The order is unsure."] if n % 5 < 3 else [],
            answered=["The order is unsure."] if n % 5 < 3 and not is_open else [],
        )
        for n, text in zip(numbers, texts, strict=True)
    )
    Delivery.objects.bulk_create(
        Delivery(document=d, name=f"{n}.txt", region=region)
        for n, d in zip(numbers, documents, strict=True)
    )
    articles = Article.objects.bulk_create(
        Article(
            document=document,
            anchor=0,
            public_id=public_id(document.sha256, 0),
            raw_ranges=[[0, len(text)]],
            headline=f"Story {n}",
            body=text,
            maps={"body": [[0, 0, len(text)]]},
            **_date(n, is_open),
        )
        for n, document, text in zip(numbers, documents, texts, strict=True)
    )
    rows = [
        _row(Figure, article, words, value, key, **fields)
        for n, article in zip(numbers, articles, strict=True)
        for words, value, key, fields in _figures(n, is_open)
    ]
    Figure.objects.bulk_create(rows)
    if is_open:
        Company.objects.bulk_create(
            Company(slug=f"works-{n}", name=f"Works {n}", standing="found")
            for n in numbers
            if n % 5 < 2
        )
    else:
        Decision.objects.bulk_create(
            Decision(document=d, target="document", target_id=d.pk, action="answer")
            for d in documents
        )


def _date(n: int, is_open: bool) -> dict[str, Any]:
    if not is_open:
        return {"published_on": "2023-08-19", "date_basis": "stated"}
    if n % 2:
        return {"date_basis": "unknown"}
    return {"date_basis": "inferred", "date_reason": "It tells of the year 2023."}


def _figures(n: int, is_open: bool) -> Iterator[tuple[str, int, int, dict[str, Any]]]:
    status = "extracted" if is_open else "confirmed"
    check = {"code": "conversion", "words": "The bracket is off by ten."}
    flagged = {"checks": [check], "flagged": True} if is_open else {}
    first, second = f"{n + 1} million yuan", f"{n + 2} million yuan"
    yield first, n + 1, 0, {"status": status, "confidence": 0.9, **flagged}
    doubtful = {"status": status, "confidence": 0.3 + n % 30 / 100}
    yield second, n + 2, 1, doubtful if is_open else {**doubtful, "confidence": 0.9}


def _row(model: type, article: Any, words: str, value: int, key: int, **fields: Any):
    from archive.models.articles import public_id

    start = article.body.index(words)
    end = start + len(words)
    return model(
        document=article.document,
        article=article,
        start=start,
        end=end,
        surface=words,
        raw_ranges=[[start, end]],
        raw_start=start,
        number_start=start,
        number_end=end,
        key_unit=f"CNY{key}",
        unit="CNY",
        value=Decimal(value) * 10**6,
        public_id=public_id(article.document.sha256, start, key),
        **fields,
    )


def _mention(companies: list[Any]) -> None:
    from archive.models import Article, CompanyMention

    keys = dict(Article.objects.values_list("headline", "pk"))
    bodies = Article.objects.in_bulk(keys.values())
    rows = []
    for company in companies:
        article = bodies[keys[f"Story {company.slug.removeprefix('works-')}"]]
        start = article.body.index(company.name)
        end = start + len(company.name)
        rows.append(
            CompanyMention(
                document_id=article.document_id,
                article=article,
                company=company,
                start=start,
                end=end,
                surface=company.name,
                raw_ranges=[[start, end]],
                raw_start=start,
                confidence=0.9,
            )
        )
    CompanyMention.objects.bulk_create(rows, batch_size=BATCH)


def _bring_up_to_date() -> None:
    from django.db import connection

    from archive.finding import refreshing

    refreshing.refresh(everything=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _open_items() -> int:
    from archive.queue import KINDS

    return sum(rows.count() for kind in KINDS for rows in kind.open().values())


def plans(reviewer: Any) -> Iterator[tuple[str, str]]:
    """How the database finds what is next for a reviewer, by kind and model."""
    from archive.queue import KINDS
    from archive.queue.leasing import free_for

    free = free_for(reviewer)
    for kind in KINDS:
        for about, rows in kind.open().items():
            yield f"{kind.label}, {about}", free(about, rows)[:1].explain()
