"""A document's bytes and all that they say, removed; hash and reason stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from archive import originals, pictures
from archive.ingest import hold
from archive.ingest.companies import hold_found, let_go
from archive.ingest.cutting import ASIDE
from archive.ingest.extracting import forget
from archive.models import (
    FACTS,
    Article,
    BodyRepair,
    Decision,
    Document,
    Figure,
    FormerAddress,
    PieceMove,
)

REMOVED = "(removed with its document)"
ALLOWED = "It was purged and is allowed again: take it in anew."
UNREAD = "not_read"
AT_ONCE = 500
"""Values of one statement."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removed. `was_purged`: an earlier one had, but for the file."""

    sha256: str
    articles: int = 0
    figures: int = 0
    had_bytes: bool = False
    was_purged: bool = False


def purge(document: Document, reason: str, by: AbstractBaseUser | None) -> Purged:
    """Remove a document's bytes and all that was read in them; not to be undone.

    The database goes first, in one transaction, then the files: killed in between,
    a second purge removes what is left. Who has a transaction of their own calls
    `erase` in it, and `remove_bytes` once it is committed.
    """
    _overwrite_what_is_deleted()
    with transaction.atomic():
        purged = erase(document, reason)
        if not purged.was_purged:
            _enter(Decision.Action.PURGE, document, reason, by)
    return replace(purged, had_bytes=remove_bytes(document.sha256))


@transaction.atomic
def erase(document: Document, reason: str) -> Purged:
    """Remove all that the database has of a document but hash and reason.

    The line in the book is its caller's to add.
    """
    document = hold(document)
    was_purged = document.is_purged
    articles = document.articles.filter(placed=True).count()
    figures = Figure.objects.visible().filter(document=document).count()
    if not was_purged:
        _erase(document)
        document.verdict = Document.Verdict.REFUSED
        document.reason_code, document.reason = Document.PURGED, reason
        document.save()
    return Purged(document.sha256, articles, figures, was_purged=was_purged)


def remove_bytes(sha256: str) -> bool:
    """Remove a purged document's raw file and pictures; whether there was a file."""
    pictures.forget(sha256)
    had_bytes = originals.path_of(sha256).is_symlink()
    had_bytes = had_bytes or originals.path_of(sha256).exists()
    originals.remove(sha256)
    # One may have been drawn from the bytes while they were still there.
    pictures.forget(sha256)
    return had_bytes


@transaction.atomic
def allow(document: Document, reason: str, by: AbstractBaseUser | None) -> bool:
    """Let the bytes of a purged document come again; False where it is not purged.

    What was removed does not come back: it is read anew when the bytes are.
    """
    document = hold(document)
    if not document.is_purged:
        return False
    document.reason_code, document.reason = UNREAD, ALLOWED
    document.save()
    _enter(Decision.Action.ALLOW, document, reason, by)
    return True


def _erase(document: Document) -> None:
    """Everything that is known of what the document says."""
    keys = _keys(document)
    articles = list(document.articles.all())
    companies = hold_found(document)
    forget(articles)
    addresses = [article.public_id for article in articles]
    figures = Figure.objects.filter(document=document)
    addresses += figures.values_list("public_id", flat=True)
    _bury(document, addresses)
    for model in (BodyRepair, PieceMove, *FACTS):
        model.objects.filter(document=document).delete()
    let_go(companies)
    document.articles.all().delete()
    document.readings.all().delete()
    # Who decided what and when stays in the book, with the reason; no words do.
    document.decisions.all().silence()
    _silence_log(keys)
    document.text = document.encoding = document.layer_version = ""
    document.pages, document.remarks, document.answered = [], [], []
    # Read by no rules: an ingest that meets the bytes again looks at it with care.
    document.parser_version = document.extractor_version = ""


def _bury(document: Document, addresses: Iterable[str]) -> None:
    """Addresses of what is gone answer that it is gone; so do their former ones."""
    former = FormerAddress.objects.filter(
        models.Q(article__document=document) | models.Q(figure__document=document)
    )
    former.update(article=None, figure=None)
    public = {address for address in addresses if not address.startswith(ASIDE)}
    known = {
        address
        for some in _slices(public)
        for address in FormerAddress.objects.filter(public_id__in=some).values_list(
            "public_id", flat=True
        )
    }
    FormerAddress.objects.bulk_create(
        (FormerAddress(public_id=address) for address in sorted(public - known)),
        batch_size=AT_ONCE,
    )


def _keys(document: Document) -> dict[type[models.Model], set[str]]:
    """The keys of all rows of a document, those of rows that are gone if decided on."""
    keys = {Document: {str(document.pk)}}
    for model in (Article, BodyRepair, PieceMove, *FACTS):
        rows = model.objects.filter(document=document)
        keys[model] = {str(key) for key in rows.values_list("pk", flat=True)}
    targets = document.decisions.exclude(target_id=None)
    for target, key in targets.values_list("target", "target_id"):
        for model in (Article, *FACTS):
            if model._meta.model_name == target:
                keys[model].add(str(key))
    return keys


def _silence_log(keys: dict[type[models.Model], set[str]]) -> None:
    """The desk's log names rows by their words; it keeps who and when."""
    for model, mine in keys.items():
        kind = ContentType.objects.get_for_model(model)
        for some in _slices(mine):
            entries = LogEntry.objects.filter(content_type=kind, object_id__in=some)
            entries.update(object_repr=REMOVED, change_message="")


def _slices(values: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[n : n + AT_ONCE] for n in range(0, len(ordered), AT_ONCE))


def _enter(
    action: str, document: Document, reason: str, by: AbstractBaseUser | None
) -> None:
    Decision.objects.enter(
        by,
        document=document,
        target=Decision.Target.DOCUMENT,
        target_id=document.pk,
        action=action,
        raw_ranges=[],
        raw_start=0,
        reason=reason,
    )


def _overwrite_what_is_deleted() -> None:
    """SQLite writes zeros over what it deletes, on this connection from now on."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
