"""Nearly the same stories, shown or withdrawn, of articles that are either.

Groups know only what readers see. What is withdrawn keeps its text, and its copies
are told by that, as the groups of what is shown are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q

from archive.duplicates import keys
from archive.duplicates.comparing import Print, alike
from archive.duplicates.labels import labels_of, told_apart
from archive.duplicates.reading import MOST_CHARACTERS
from archive.duplicates.sketching import FEWEST_SHARED, sketch
from archive.models import Article, Duplicate, SketchKey, Status

MOST_COPIES = 500


def shown_copies(articles: Iterable[Article]) -> list[Article]:
    """What readers see of the same stories as these, none of which is among them.

    At most MOST_COPIES. The articles may be withdrawn themselves: they are known then
    by their texts, and copies of theirs that are withdrawn as well lead on.
    """
    articles = list(articles)
    withdrawn = [article for article in articles if not article.is_shown]
    withdrawn += withdrawn_copies(withdrawn)
    seen = {article.pk for article in articles if article.is_shown}
    seen.update(found for article in withdrawn for found in _shown_like(article))
    leads = _leads(seen)
    members = Article.objects.published().filter(
        Q(pk__in=leads) | Q(duplicate__leading__in=leads)
    )
    others = members.exclude(pk__in=[article.pk for article in articles])
    return list(others.select_related("document").order_by("public_id")[:MOST_COPIES])


def withdrawn_copies(articles: Iterable[Article]) -> list[Article]:
    """Withdrawn articles that are copies of these, or of copies of these in turn.

    At most MOST_COPIES; none of the articles given is among them.
    """
    waiting = list(articles)
    if not waiting:
        return []
    sketches = _withdrawn_sketches([article.pk for article in waiting])
    found: list[Article] = []
    while waiting and len(found) < MOST_COPIES:
        copies = list(_copies_of(waiting.pop(), sketches))
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


def _shown_like(article: Article) -> Iterator[int]:
    """Shown articles whose texts are copies of this one's."""
    own = sketch(article.body)[: keys.INDEXED]
    sharing = SketchKey.objects.filter(key__in=own).values_list("article", flat=True)
    held = keys.held(set(sharing))
    sketches = {pk: frozenset(placed.keys) for pk, placed in held.items()}
    for copy in _copies_of(article, sketches):
        yield copy.pk


def _leads(articles: Iterable[int]) -> set[int]:
    """The articles that lead the groups of these."""
    articles = set(articles)
    led = Duplicate.objects.filter(article__in=articles)
    leads = dict(led.values_list("article", "leading"))
    return {leads.get(article, article) for article in articles}


def _copies_of(
    article: Article, sketches: dict[int, frozenset[int]]
) -> Iterator[Article]:
    """Those of the sketched articles whose texts are copies of this one's."""
    own = frozenset(sketch(article.body))
    near = [pk for pk, its in sketches.items() if len(own & its) >= FEWEST_SHARED]
    text = Print.of(article.body[:MOST_CHARACTERS]) if near else None
    for start in range(0, len(near), keys.AT_ONCE):
        some = near[start : start + keys.AT_ONCE]
        labels = labels_of([article.pk, *some])
        some = [pk for pk in some if not told_apart(labels[article.pk], labels[pk])]
        candidates = Article.objects.filter(pk__in=some).order_by("pk")
        candidates = candidates.select_related("document").defer("document__text")
        for other in candidates.iterator(chunk_size=50):
            if alike(text, Print.of(other.body[:MOST_CHARACTERS])):
                yield other
