"""Which of the documents that come are known already, many looked up at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from archive import originals
from archive.containers import Member
from archive.ingest.outcome import Outcome, State
from archive.ingest.reader import Reader
from archive.ingest.storing import is_behind
from archive.models import FACTS, Article, Delivery, Document
from districts.models import Region


class Known:
    """What the archive has of the documents that came, in a region or in any."""

    def __init__(
        self, came: Iterable[Member], region: Region | None, reader: Reader
    ) -> None:
        self._reader = reader
        self._hashes = {id(one): originals.digest(one.data) for one in came}
        self._documents = {
            document.sha256: document
            for document in Document.objects.filter(
                sha256__in=set(self._hashes.values())
            ).defer("text", "pages")
        }
        deliveries = Delivery.objects.filter(document__in=self._documents.values())
        if region is not None:
            deliveries = deliveries.filter(region=region)
        self._deliveries = set(
            deliveries.values_list("document__sha256", "name", "container")
        )
        self._articles, self._mentions, self._figures = self._counts()

    def is_new(self, came: Member) -> bool:
        return self._hashes[id(came)] not in self._documents

    def is_in(self, came: Member) -> bool:
        document = self._documents.get(self._hashes[id(came)])
        return document is not None and document.is_accepted

    def outcome(self, came: Member) -> Outcome | None:
        """The verdict on a document of which nothing is new; None for all others."""
        sha256 = self._hashes[id(came)]
        document = self._documents.get(sha256)
        if document is None:
            return None
        delivery = sha256, came.name[-255:], came.container[-255:]
        is_same = delivery in self._deliveries and not is_behind(document, self._reader)
        if not is_same:
            return None
        refused = document.verdict == Document.Verdict.REFUSED
        return Outcome(
            came.name,
            State.REFUSED if refused else State.UNCHANGED,
            sha256=sha256,
            container=came.container,
            reason_code=document.reason_code,
            reason=document.reason,
            articles=self._articles[document.pk],
            figures=self._figures[document.pk],
            mentions=self._mentions[document.pk],
            remarks=list(document.remarks),
        )

    def _counts(self) -> tuple[Counter[int], Counter[int], Counter[int]]:
        """Articles, mentions and figures of each document, by its key."""
        keys = [document.pk for document in self._documents.values()]
        articles = _count(Article.objects.filter(placed=True), keys)
        *mentions, figures = [_count(m.objects.visible(), keys) for m in FACTS]
        return articles, sum(mentions, Counter()), figures


def _count(rows: object, keys: list[int]) -> Counter[int]:
    if not keys:
        return Counter()
    found = rows.filter(document__in=keys).order_by().values("document")
    return Counter({row["document"]: row["n"] for row in found.annotate(n=Count("pk"))})
