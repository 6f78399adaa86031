"""Stories whose date is uncertain, and documents that were read with doubts."""

from __future__ import annotations

from functools import partial
from zlib import crc32

from django.db import transaction
from django.db.models import QuerySet

from archive import decisions
from archive.ingest import hold
from archive.models import Article, Document, QueueKind
from archive.queue.kinds import MOST_COUNTED, UNDECIDED, Kind, Place, Said, Verb

Basis = Article.DateBasis

MOST_KEYS = 3
"""Doubts of one document that have a key of their own."""
MOST_VERSIONS = 10**9


class Undated(Kind):
    """Stories without a stated date: first those where one could be inferred."""

    name = QueueKind.DATE
    models = ("article",)
    permission = "archive.change_article"

    def open(self) -> dict[str, QuerySet]:
        stories = Article.objects.filter(
            UNDECIDED,
            published_on=None,
            person_fields=[],
            duplicate__isnull=True,
        )
        return {"article": stories.order_by("date_basis", "id")}

    def load(self, place: Place) -> Article | None:
        stories = Article.objects.select_related("document")
        return stories.filter(pk=place.key).first()

    def verbs(self, row: Article) -> list[Verb]:
        if row.date_basis == Basis.INFERRED:
            return [
                Verb("confirm", "c", "So it must be: accept the range", _accept),
                Verb("reject", "x", "Nothing tells: the date is unknown", _unknown),
            ]
        return [Verb("confirm", "c", "Nothing tells: leave it unknown", _accept)]


def correct_date(story: Article, said: Said) -> str:
    """A day, or between which days it must be, with the reason."""
    if not decisions.correct(story, said.values, said.by, said.seen, said.note):
        return _accept(story, said)
    if on := said.values.get("published_on"):
        return f"Dated {on:%Y-%m-%d}"
    return "The range is set"


def _accept(story: Article, said: Said) -> str:
    decisions.vouch(story, ["date_basis"], said.by, said.seen, said.note)
    return "Accepted"


def _unknown(story: Article, said: Said) -> str:
    values = {
        "published_on": None,
        "date_basis": Basis.UNKNOWN.value,
        "date_earliest": None,
        "date_latest": None,
        "date_reason": "",
    }
    decisions.correct(story, values, said.by, said.seen, said.note)
    return "The date is unknown"


class Doubted(Kind):
    """Documents with a remark that nobody has answered, the latest first."""

    name = QueueKind.ORDER
    models = ("document",)
    permission = "archive.change_article"

    def open(self) -> dict[str, QuerySet]:
        doubted = Document.objects.in_doubt().defer("text", "pages")
        return {"document": doubted.order_by("-id")}

    def is_open(self, row: Document) -> bool:
        return bool(row.open_remarks)

    def load(self, place: Place) -> Document | None:
        documents = Document.objects.defer("pages").select_related("region")
        return documents.filter(pk=place.key).first()

    def version(self, row: Document) -> int:
        """Another one for other open remarks."""
        return crc32("\n".join(row.open_remarks).encode()) % MOST_VERSIONS

    def verbs(self, row: Document) -> list[Verb]:
        whole = Verb("answer", "c", "All is right as it is", self._answer_all)
        if len(row.open_remarks) < 2:
            return [whole]
        single = [
            Verb(
                f"answer-{n}",
                str(n) if n <= MOST_KEYS else "",
                f"Right as it is: “{remark}”",
                partial(self._answer, remark),
            )
            for n, remark in enumerate(row.open_remarks, 1)
        ]
        return [whole, *single]

    def count(self) -> int:
        """Some whose remarks differ from their answers have none open all the same."""
        (rows,) = self.open().values()
        said = rows.values_list("remarks", "answered")[: MOST_COUNTED + 1]
        return sum(not set(remarks) <= set(answered) for remarks, answered in said)

    @transaction.atomic
    def _answer(self, remark: str, document: Document, said: Said) -> str:
        self._check(document, said)
        decisions.answer_remark(document, remark, said.by, said.note)
        return "A doubt answered"

    @transaction.atomic
    def _answer_all(self, document: Document, said: Said) -> str:
        for remark in self._check(document, said):
            decisions.answer_remark(document, remark, said.by, said.note)
        return "Right as it is"

    def _check(self, document: Document, said: Said) -> list[str]:
        """Its open remarks, if they are those that were seen; the document is held."""
        document = hold(document)
        if not document.open_remarks:
            raise decisions.NotFound("Nothing is in doubt there any more.")
        if said.seen not in (None, self.version(document)):
            raise decisions.Refused("Other doubts are open there by now.")
        return document.open_remarks
