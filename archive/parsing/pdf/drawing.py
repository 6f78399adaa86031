"""A page drawn as a picture, for the view of the raw document."""

from __future__ import annotations

import struct
import zlib

import pypdfium2
import pypdfium2.raw as pdfium

from archive.parsing.model import UnreadableDocument
from archive.parsing.pdf.opening import opened, page_of

MOST_PIXELS = 4_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _RGB = 8, 2


def draw_page(data: bytes, number: int, *, width: int = 1200) -> bytes:
    """The page of that number, from 0, as PNG of at most four million pixels.

    `width` is the wanted width in pixels. Raises UnreadableDocument as `parse_pdf`
    does, and with "no_page" where there is no such page or it cannot be loaded.
    """
    with opened(data) as document:
        if not 0 <= number < len(document):
            raise UnreadableDocument("no_page", f"There is no page {number + 1}.")
        try:
            with page_of(document, number) as page:
                return _drawn(page, width)
        except pypdfium2.PdfiumError:
            raise UnreadableDocument(
                "no_page", f"Page {number + 1} cannot be drawn."
            ) from None


def _drawn(page: pypdfium2.PdfPage, width: int) -> bytes:
    wide, high = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
    scale = max(1, width) / wide
    scale = min(scale, (MOST_PIXELS / (wide * high)) ** 0.5)
    columns = min(max(1, int(wide * scale)), MOST_PIXELS)
    rows = min(max(1, int(high * scale)), MOST_PIXELS // columns)
    bitmap = pypdfium2.PdfBitmap.new_native(columns, rows, pdfium.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, columns, rows)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, flags)
        pixels = bytes(bitmap.buffer)
        return png(columns, rows, pixels, bitmap.stride)
    finally:
        bitmap.close()


def png(width: int, height: int, pixels: bytes, stride: int) -> bytes:
    """A PNG file of rows of red, green and blue bytes; `stride` is a row's length."""
    rows = b"".join(
        b"\0" + pixels[row * stride : row * stride + 3 * width] for row in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, _RGB, 0, 0, 0)
    return b"".join(
        [
            _SIGNATURE,
            _part(b"IHDR", header),
            _part(b"IDAT", zlib.compress(rows, 6)),
            _part(b"IEND", b""),
        ]
    )


def _part(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
    )
