"""Nearly the same stories that are withdrawn; groups know only what readers see."""

from __future__ import annotations

from collections.abc import Iterable

from archive.duplicates.comparing import Print, alike
from archive.duplicates.labels import labels_of, told_apart
from archive.duplicates.reading import MOST_CHARACTERS
from archive.duplicates.sketching import FEWEST_SHARED, sketch
from archive.models import Article, Status

MOST_COPIES = 500


def withdrawn_copies(articles: Iterable[Article]) -> list[Article]:
    """Withdrawn articles that are copies of these, or of copies of these in turn.

    At most MOST_COPIES; none of the articles given is among them. They are told by
    their texts, as the groups of what is shown are.
    """
    waiting = list(articles)
    known = {article.pk for article in waiting}
    sketches = _withdrawn_sketches(known)
    found: list[Article] = []
    while waiting and len(found) < MOST_COPIES:
        copies = _copies_of(waiting.pop(), sketches)
        for copy in copies[: MOST_COPIES - len(found)]:
            del sketches[copy.pk]
            found.append(copy)
            waiting.append(copy)
    return sorted(found, key=lambda copy: copy.public_id)


def _withdrawn_sketches(known: Iterable[int]) -> dict[int, frozenset[int]]:
    """The keys of all withdrawn articles but those known, each body read once."""
    rows = Article.objects.filter(status=Status.REJECTED, placed=True)
    bodies = rows.exclude(pk__in=known).order_by("pk").values_list("pk", "body")
    return {
        article: frozenset(sketch(body))
        for article, body in bodies.iterator(chunk_size=50)
    }


def _copies_of(article: Article, sketches: dict[int, frozenset[int]]) -> list[Article]:
    own = frozenset(sketch(article.body))
    near = [pk for pk, keys in sketches.items() if len(own & keys) >= FEWEST_SHARED]
    if not near:
        return []
    labels = labels_of([article.pk, *near])
    near = [pk for pk in near if not told_apart(labels[article.pk], labels[pk])]
    text = Print.of(article.body[:MOST_CHARACTERS])
    candidates = Article.objects.filter(pk__in=near).order_by("pk")
    return [
        other
        for other in candidates.select_related("document").iterator(chunk_size=50)
        if alike(text, Print.of(other.body[:MOST_CHARACTERS]))
    ]
