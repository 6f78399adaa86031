"""PDF pages: the text layer with the place of every word, and the stories in it.

Columns are found by geometry, then stories by their headlines; both are built on top
of the layer, so that better rules never move an offset. pdfium is not made for several
threads: call from one at a time.
"""

from __future__ import annotations

from archive.parsing.pdf.drawing import draw_page
from archive.parsing.pdf.parsing import MAX_PAGES, parse_pdf, warm_up

__all__ = ["MAX_PAGES", "draw_page", "parse_pdf", "warm_up"]
