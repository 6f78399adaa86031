"""Whether sketches and groups are in step with the articles."""

from __future__ import annotations

from collections.abc import Iterator

from archive.duplicates import keys
from archive.duplicates.settling import place_of
from archive.models import Article, Duplicate, Sketch

BATCH = 200


def out_of_step() -> dict[int, str]:
    """Ids of articles whose sketch or group is not as it must be, and how.

    A sketch is "missing", "extra" or "different"; an article is "led astray" whose
    leading one is gone, not to be seen, or led by another. Texts are not compared anew.
    """
    found: dict[int, str] = {}
    for batch in _batches():
        held = keys.held(article.pk for article in batch)
        for article in batch:
            wanted = place_of(article)
            if not wanted.keys:
                continue
            if article.pk not in held:
                found[article.pk] = "missing"
            elif held[article.pk] != wanted:
                found[article.pk] = "different"
    seen = Article.objects.published().values("pk")
    extra = Sketch.objects.exclude(article__in=seen)
    found |= dict.fromkeys(extra.values_list("article_id", flat=True), "extra")
    astray = Duplicate.objects.exclude(
        leading__in=Article.objects.leading().values("pk")
    )
    return found | dict.fromkeys(astray.values_list("pk", flat=True), "led astray")


def _batches() -> Iterator[list[Article]]:
    last = 0
    published = Article.objects.published().order_by("pk")
    rows = published.only("public_id", "body", "status", "placed")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk
