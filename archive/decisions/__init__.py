"""What editors say: confirm, correct, reject, restore, add, repair, move, dismiss.

Every decision changes the row it is about, writes a line in the book of decisions and
brings derived data up to date, in one transaction. A decision made on a version of a
row that is no longer the present one is refused: nothing is overwritten in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from archive.checks import review
from archive.decisions.book import enter
from archive.decisions.fields import (
    TOGETHER,
    completed,
    confirmed_fields,
    reworded_parts,
)
from archive.decisions.places import put_at_words, rejected_twin
from archive.decisions.refusals import Conflict, NotFound, Refused, Taken
from archive.decisions.rewording import (
    laid_over,
    machine_body,
    replacements,
)
from archive.ingest import LEFT_OUT, World, hold, index, reextract, reparse
from archive.models import (
    Article,
    BodyRepair,
    Decision,
    Document,
    Figure,
    FormerAddress,
    Mention,
    PieceMove,
    Reviewed,
    Status,
)
from archive.models.review import snapshot_value
from archive.spans import Range, overlap, without

__all__ = [
    "Conflict",
    "NotFound",
    "Refused",
    "Taken",
    "add",
    "check_words",
    "confirm",
    "correct",
    "dismiss_check",
    "machine_body",
    "move_piece",
    "reject",
    "repair_body",
    "restore",
    "unplaced",
]

Action = Decision.Action


@transaction.atomic
def confirm(row: Any, by: AbstractBaseUser | None, version: int | None = None) -> None:
    """The row is right as it stands; the machine may not change it any more."""
    row = _locked(row, version)
    if row.status == Status.CONFIRMED:
        return
    was_shown = row.is_shown
    row.status = Status.CONFIRMED
    row.version += 1
    row.save()
    enter(Action.CONFIRM, row, by)
    if not was_shown:
        _settle(row)


@transaction.atomic
def correct(
    row: Any,
    values: Mapping[str, Any],
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> list[str]:
    """Set fields of a mention, figure or article; returns those that changed.

    A rejected row stays rejected; what it says from now on shows when it is restored.
    """
    row = _locked(row, version)
    values = completed(row, values)
    previous = {name: snapshot_value(getattr(row, name)) for name in values}
    texts = reworded_parts(row, values)
    changed = row.take_person_values(values)
    if not changed:
        return []
    if isinstance(row, Mention):
        _check_place_is_free(row)
    for part in set(changed) & set(texts):
        row.set_mapped(part, texts[part])
    for group in TOGETHER.get(type(row), ()):
        if set(changed) & set(group):
            row.person_fields = sorted({*row.person_fields, *group})
    _count_as_corrected(row)
    row.save()
    enter(
        Action.CORRECT,
        row,
        by,
        values={name: snapshot_value(getattr(row, name)) for name in changed},
        previous={name: previous[name] for name in changed},
        reason=reason,
    )
    _settle(row)
    return changed


@transaction.atomic
def reject(
    row: Any,
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> None:
    """The row is wrong. It is kept, unseen, so that it does not come back."""
    row = _locked(row, version)
    if row.status == Status.REJECTED:
        return
    previous = {"status": row.status}
    row.status = Status.REJECTED
    row.version += 1
    row.save()
    enter(Action.REJECT, row, by, previous=previous, reason=reason)
    _settle(row)


@transaction.atomic
def restore(row: Any, by: AbstractBaseUser | None, version: int | None = None) -> None:
    """A rejected row counts again, with all that a person had set in it.

    What was confirmed or added before is so again; the machine's word, which a person
    lets stand against the rejection, is confirmed by that.
    """
    row = _locked(row, version)
    if row.status != Status.REJECTED:
        return
    row.status = _status_before(row)
    row.version += 1
    row.save()
    enter(Action.RESTORE, row, by)
    _settle(row)


@transaction.atomic
def add(
    row: Mention | Figure, surface: str, by: AbstractBaseUser | None, part: str = ""
) -> None:
    """Make a mention or figure by hand, at the first free place of its words.

    `row` is unsaved, its article and own fields set. Raises NotFound where the words
    do not stand in the article.
    """
    hold(Article.objects.select_related("document").get(pk=row.article_id).document)
    article = Article.objects.select_related("document").get(pk=row.article_id)
    row.article, row.document = article, article.document
    put_at_words(row, surface, part)
    if twin := rejected_twin(row):
        row.pk = twin.pk
        row._state.adding = False
        row.version = twin.version + 1
        row.extracted = twin.extracted
    row.status = Status.ADDED
    row.rule, row.confidence = "editor", 1.0
    row.person_fields = sorted(
        name for name in row.MACHINE_FIELDS if name not in ("rule", "confidence")
    )
    row.save()
    if isinstance(row, Figure):
        FormerAddress.objects.filter(public_id=row.public_id).delete()
    values = {name: snapshot_value(getattr(row, name)) for name in row.person_fields}
    enter(Action.ADD, row, by, values=values)
    _settle(row)


def check_words(row: Mention | Figure, surface: str, part: str = "") -> None:
    """Raise NotFound where `add` would; nothing is stored."""
    trial = type(row)(
        **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    )
    trial.document = trial.article.document
    put_at_words(trial, surface, part)


@transaction.atomic
def repair_body(
    article: Article,
    body: str,
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> int:
    """Lay a person's words over the machine's body; returns the number of repairs.

    The source stays as it is: each changed stretch is kept as a repair at its raw
    place, so that it holds when the document is cut or joined anew.
    """
    article = _locked(article, version)
    body = body.replace("\r\n", "\n").strip("\n")
    if body == article.body:
        return 0
    previous = article.body
    machine = machine_body(article)
    repairs = [
        BodyRepair(
            document=article.document,
            article=article,
            raw_ranges=[list(span) for span in machine.raw_ranges(start, end)],
            quote=machine.text[start:end],
            replacement=replacement,
        )
        for start, end, replacement in replacements(machine, body)
    ]
    for repair in repairs:
        repair.raw_start = repair.raw_ranges[0][0]
    article.body_repairs.all().delete()
    # What once was repaired at these places and has none now is overruled as well.
    for old in article.document.body_repairs.all():
        if any(overlap(old.ranges, repair.ranges) for repair in repairs):
            old.delete()
    BodyRepair.objects.bulk_create(repairs)
    article.set_mapped("body", laid_over(machine, repairs, article.document.text))
    article.extracted |= {"body": machine.text, "body_map": machine.dump()}
    article.person_fields = sorted({*article.person_fields, "body"})
    if not repairs:
        article.person_fields.remove("body")
        del article.extracted["body"], article.extracted["body_map"]
    _count_as_corrected(article)
    article.version += 1
    article.save()
    enter(
        Action.REPAIR,
        article,
        by,
        values={"repairs": [[r.raw_ranges, r.quote, r.replacement] for r in repairs]},
        previous={"body": previous},
        reason=reason,
    )
    reextract(article.document, World())
    return len(repairs)


@transaction.atomic
def move_piece(
    document: Document,
    ranges: tuple[Range, ...],
    to: Article,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> PieceMove:
    """Move raw ranges of a document to another of its stories.

    Raises NotFound where nothing of them or of that story is in the document.
    """
    document = hold(document)
    target = document.articles.filter(pk=to.pk).first()
    if target is None:
        raise NotFound("The story it is to go to is not there any more.")
    raw_start = ranges[0][0]
    quote = document.text[raw_start : ranges[0][1]][:200]
    # Moves are replayed in the order in which they were made: this one is the last,
    # and overrules those of the same words.
    for old in document.piece_moves.all():
        if old.raw_start == raw_start or not without(old.ranges, ranges):
            old.delete()
    move = PieceMove.objects.create(
        document=document,
        raw_start=raw_start,
        raw_ranges=[list(span) for span in ranges],
        to_raw_start=target.anchor,
        quote=quote,
    )
    Decision.objects.create(
        document=document,
        target=Decision.Target.ARTICLE,
        target_id=to.pk,
        action=Action.MOVE,
        raw_ranges=move.raw_ranges,
        raw_start=raw_start,
        quote=quote,
        values={"to_raw_start": target.anchor},
        reason=reason,
        made_by=by,
        made_by_name=by.get_username() if by else "",
    )
    reparse(document, World())
    move.refresh_from_db()
    if not move.placed:
        raise NotFound("The piece, or the story it is to go to, is not there any more.")
    return move


@transaction.atomic
def dismiss_check(
    figure: Figure,
    code: str,
    reason: str,
    by: AbstractBaseUser | None,
    version: int | None = None,
) -> None:
    """A check that is raised is answered: the reason stands beside it."""
    figure = _locked(figure, version)
    if code not in {check["code"] for check in figure.checks}:
        raise NotFound("This check is not raised any more.")
    previous = {"reason": figure.dismissed_checks.get(code, "")}
    figure.dismissed_checks = {**figure.dismissed_checks, code: reason}
    figure.version += 1
    review(figure, figure.article, World().rates)
    figure.save()
    enter(
        Action.DISMISS,
        figure,
        by,
        values={"check": code},
        previous=previous,
        reason=reason,
    )


def unplaced(document: Document | None = None) -> list[models.Model]:
    """Every decision whose words are in no article any more."""
    found: list[models.Model] = []
    for model in (Article, *_ROWS, PieceMove, BodyRepair):
        rows = model.objects.filter(placed=False).select_related("document")
        if entity := getattr(model, "ENTITY", ""):
            rows = rows.select_related("document", entity)
        rows = rows.prefetch_related("document__deliveries")
        found += rows.filter(document=document) if document else rows
    return found


_ROWS = (*Mention.__subclasses__(), Figure)


def _locked(row: Any, version: int | None) -> Any:
    """The row as it stands, held until the end of the transaction."""
    document = Document.objects.filter(pk=row.document_id).first()
    if document is not None:
        hold(document)
    present = type(row).objects.filter(pk=row.pk).first()
    if present is None:
        raise NotFound("The row is gone: the document was read again.")
    if version is not None and present.version != version:
        raise Conflict(present)
    return present


def _count_as_corrected(row: Reviewed) -> None:
    """A person changed the row; what was confirmed in it is theirs all the same."""
    if row.status == Status.CONFIRMED:
        row.person_fields = sorted({*row.person_fields, *confirmed_fields(row)})
    if row.status not in (Status.ADDED, Status.REJECTED):
        row.status = Status.CORRECTED


def _status_before(row: Reviewed) -> str:
    """What a rejected row was before, by the book of decisions."""
    entry = Decision.objects.filter(
        target=row._meta.model_name, target_id=row.pk, action=Action.REJECT
    ).first()
    before = entry.previous.get("status") if entry else None
    if before in (Status.CONFIRMED, Status.ADDED):
        return Status(before)
    return Status.CORRECTED if row.person_fields else Status.CONFIRMED


def _check_place_is_free(row: Mention) -> None:
    """Two rows can't say the same of one place."""
    same = {row.ENTITY: row.entity, "raw_start": row.raw_start}
    others = type(row).objects.filter(document=row.document, **same)
    if other := others.exclude(pk=row.pk).first():
        raise Taken(f"A {other.get_status_display()} row says this here already.")


def _settle(row: Any) -> None:
    """Bring up to date what follows from the change."""
    if isinstance(row, Article):
        if row.is_shown and LEFT_OUT in row.document.remarks:
            reparse(row.document, World())
        elif row.placed:
            reextract(row.document, World())
        return
    if isinstance(row, Figure):
        review(row, row.article, World().rates)
        row.save()
    index(row.article)
