"""A page drawn, as a program: `archive.confinement.run_module` runs and limits it."""

from __future__ import annotations

from archive.parsing.pdf.drawing import draw_page
from archive.parsing.pdf.parsing import warm_up
from archive.parsing.pdf.warming import tiny_pdf

# Once it is limited, the program can open no file: all it needs is loaded now.
warm_up()
draw_page(tiny_pdf(), 0, width=40)


def main(data: bytes, number: str, width: str) -> bytes:
    """The page of that number, from 0, as PNG, `width` pixels wide."""
    return draw_page(data, int(number), width=int(width))
