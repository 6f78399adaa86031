"""A PDF opened and closed again, whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from archive.parsing.model import UnreadableDocument

_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document of these bytes; no script and no form of it is ever started.

    Raises UnreadableDocument: "encrypted" where it needs a password, "broken" where
    it is no PDF or too damaged. One that opens with an empty password is readable.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED:
            raise UnreadableDocument(
                "encrypted", "The PDF is locked: it opens with a password only."
            ) from None
        raise UnreadableDocument(
            "broken", "The PDF is damaged and cannot be opened."
        ) from None
    try:
        yield document
    finally:
        document.close()


@contextmanager
def page_of(
    document: pypdfium2.PdfDocument, number: int
) -> Iterator[pypdfium2.PdfPage]:
    """A page by its number from 0; raises PdfiumError where it cannot be loaded."""
    page = document[number]
    try:
        yield page
    finally:
        page.close()
