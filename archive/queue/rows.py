"""Mentions and figures that need a word: flagged, doubtful, or with no place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from archive import decisions
from archive.models import (
    DOUBTFUL,
    Article,
    BodyRepair,
    CompanyMention,
    Decision,
    DistrictMention,
    Figure,
    IndustryMention,
    PieceMove,
    QueueKind,
    Status,
)
from archive.queue.kinds import (
    UNDECIDED,
    Kind,
    Place,
    Said,
    Verb,
    by_name,
    of_leading_stories,
)

MODELS = by_name(Figure, CompanyMention, DistrictMention, IndustryMention)
WITH = {
    "figure": ("article", "indicator", "subject_district", "subject_company"),
    "companymention": ("article", "company"),
    "districtmention": ("article", "district"),
    "industrymention": ("article", "industry"),
    "article": (),
    "piecemove": (),
    "bodyrepair": ("article",),
}
"""What a row's page shows of other tables, besides its document."""

NOTES = (
    "As printed, and wrong in the source.",
    "As printed, and right: the check does not fit here.",
    "As printed; the source leaves open which number is right.",
)
"""Usual answers to a check."""


def needs(verb: str, row: Any) -> str:
    """The permission without which the desk lets nobody do so on the row's own page."""
    if isinstance(row, PieceMove):
        return "archive.change_document"
    return f"archive.{verb}_{row._meta.model_name}"


def load_row(place: Place) -> Any:
    """A row with what its page shows, None where it is gone."""
    rows = ALL[place.about].objects.select_related("document", *WITH[place.about])
    row = rows.filter(pk=place.key).first()
    if row is not None and place.about in MODELS:
        row.article.document = row.document
    return row


class RowKind(Kind):
    """Rows that are confirmed, corrected and rejected."""

    def load(self, place: Place) -> Any:
        return load_row(place)


class Flagged(RowKind):
    """Figures with a check that nobody has answered, story by story."""

    name = QueueKind.FIGURE
    models = ("figure",)

    def open(self) -> dict[str, QuerySet]:
        rows = of_leading_stories(Figure.objects.flagged().filter(UNDECIDED))
        return {"figure": rows.order_by("-article_id", "id")}

    def verbs(self, row: Figure) -> list[Verb]:
        noted = [
            Verb(f"note-{n}", str(n), note, partial(_answer_as_usual, note))
            for n, note in enumerate(NOTES, 1)
        ]
        return [
            Verb("confirm", "c", "Right as printed: answer with your note", _answer),
            *noted,
            Verb("reject", "x", "No figure: reject it", reject, needs("delete", row)),
        ]


class Doubtful(RowKind):
    """Rows that the machine itself is not sure of, the least sure first."""

    name = QueueKind.DOUBTFUL
    models = tuple(MODELS)

    def open(self) -> dict[str, QuerySet]:
        return {
            about: of_leading_stories(
                model.objects.filter(UNDECIDED, confidence__lt=DOUBTFUL)
            ).order_by("confidence", "id")
            for about, model in MODELS.items()
        }

    def next(self, free: Callable[[str, QuerySet], QuerySet]) -> Place | None:
        firsts = [
            (row.confidence, Place(about, row.pk))
            for about, rows in self.open().items()
            if (row := self.first(about, free(about, rows))) is not None
        ]
        return min(firsts, key=lambda one: one[0])[1] if firsts else None

    def verbs(self, row: Any) -> list[Verb]:
        return [
            Verb("confirm", "c", "Right: confirm it", confirm, needs("change", row)),
            Verb("reject", "x", "Wrong: reject it", reject, needs("delete", row)),
        ]


class Unplaced(RowKind):
    """Decisions whose words stand in no story any more.

    Those that rejected something are not asked about: what they keep away is away.
    """

    name = QueueKind.UNPLACED
    models = (*MODELS, "article", "piecemove", "bodyrepair")

    def open(self) -> dict[str, QuerySet]:
        lost = {
            about: model.objects.filter(placed=False)
            .exclude(status=Status.REJECTED)
            .order_by("placed", "id")
            for about, model in {**MODELS, **by_name(Article)}.items()
        }
        # One that a person decided nothing on stays for its decided rows alone.
        lost["article"] = lost["article"].exclude(
            status=Status.EXTRACTED, person_fields=[]
        )
        for about, model in by_name(PieceMove, BodyRepair).items():
            lost[about] = model.objects.filter(placed=False).order_by("placed", "id")
        return lost

    def verbs(self, row: Any) -> list[Verb]:
        if isinstance(row, BodyRepair):
            return []  # it is changed where the body is
        act = _take_back if isinstance(row, PieceMove) else reject
        label = "Let it go: it has nothing to hold"
        return [Verb("reject", "x", label, act, needs("delete", row))]


ALL = {**MODELS, **by_name(Article, PieceMove, BodyRepair)}
"""Every model whose rows stand in a document, by its name."""


def confirm(row: Any, said: Said) -> str:
    decisions.confirm(row, said.by, said.seen)
    return "Confirmed"


def reject(row: Any, said: Said) -> str:
    decisions.reject(row, said.by, said.seen, said.note)
    return "Rejected"


def correct(row: Any, said: Said) -> str:
    """The row with other values; one that is left as it was is confirmed by that."""
    if decisions.correct(row, said.values, said.by, said.seen, said.note):
        return "Corrected"
    return confirm(row, said)


def _answer(figure: Figure, said: Said) -> str:
    if not said.note.strip():
        raise decisions.Refused("Say why the check is answered: give a note.")
    _note(said.note.strip(), figure, said)
    return "Confirmed, and the check answered with your note"


def _answer_as_usual(note: str, figure: Figure, said: Said) -> str:
    _note(note, figure, said)
    return f"Confirmed, and the check answered: “{note}”"


@transaction.atomic
def _note(note: str, figure: Figure, said: Said) -> None:
    """The figure is right as printed, and each check on it answered with the note."""
    version = said.seen
    for check in figure.standing_checks:
        decisions.dismiss_check(figure, check["code"], note, said.by, version)
        version = None  # one of our own making is no conflict
    decisions.confirm(figure, said.by, version)


def _take_back(move: PieceMove, said: Said) -> str:
    entry = Decision.objects.filter(
        document=move.document,
        action=Decision.Action.MOVE,
        raw_start=move.raw_start,
    ).first()
    if entry is None:
        raise decisions.NotFound("The book has no line of this move.")
    decisions.revert(entry, said.by, said.note)
    return "Taken back"
