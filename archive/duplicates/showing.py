"""The group of an article, as its page and the editors' desk show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Case, F, OuterRef, Subquery, When

from archive.models import Article, Delivery, Duplicate
from archive.prepared import Prepared

MOST = 20
"""Members that are listed; of a larger group their number is said."""


@dataclass(frozen=True, slots=True)
class Group:
    """The same story, all that the archive has of it.

    `others` are the members beside the article that was asked for, the leading one
    first, at most MOST; `more` counts those left out. Each has a `file_name`, the
    name under which its document came.
    """

    leading: Article
    others: tuple[Article, ...]
    more: int = 0

    @property
    def copies(self) -> tuple[Article, ...]:
        return tuple(one for one in self.others if one.pk != self.leading.pk)


def group_of(article: Article) -> Group:
    """A query where the article came with its `duplicate__leading`, else one more.

    Another one reads the members, if there are any.
    """
    try:
        leading = article.duplicate.leading
    except ObjectDoesNotExist:
        leading = article
    keys = {leading.pk, *(key for (key,) in _LED([leading.pk]))} - {article.pk}
    if not keys:
        return Group(leading, ())
    named = Delivery.objects.filter(document=OuterRef("document"))
    file_name = named.order_by("name", "id").values("name")[:1]
    members = (
        Article.objects.published()
        .filter(pk__in=keys)
        .annotate(file_name=Subquery(file_name))
        .defer("maps", "pieces", "raw_ranges", "extracted")
        .order_by(
            Case(When(pk=leading.pk, then=0), default=1),
            F("published_on").asc(nulls_last=True),
            "public_id",
        )
    )
    others = members[: MOST + 1]
    more = members.count() - MOST if len(others) > MOST else 0
    return Group(leading, tuple(others[:MOST]), more)


_LED = Prepared(
    lambda leading: Duplicate.objects.filter(leading__in=leading).values_list("article")
)
