"""The row that is decided on, held as it stands until the decision is made."""

from __future__ import annotations

from typing import Any

from archive.decisions.refusals import Conflict, NotFound
from archive.ingest import World, hold, reparse
from archive.ingest.contradicting import confirmed_fields
from archive.models import Document, Reviewed, Status


def locked(row: Any, version: int | None) -> Any:
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


def read_again(document: Document) -> None:
    """Parse a document anew, as a decision on how it is cut or worded wants it.

    Raises NotFound where its bytes cannot be read: the decision can't be taken then.
    """
    try:
        reparse(document, World())
    except OSError as error:
        why = error.strerror or error
        raise NotFound(f"Its raw bytes cannot be read: {why}.") from error


def count_as_corrected(row: Reviewed) -> None:
    """A person changed the row; what was confirmed in it is theirs all the same."""
    if row.status == Status.CONFIRMED:
        row.person_fields = sorted({*row.person_fields, *confirmed_fields(row)})
    if row.status not in (Status.ADDED, Status.REJECTED):
        row.status = Status.CORRECTED
