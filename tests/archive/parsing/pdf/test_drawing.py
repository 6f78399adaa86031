"""A page's picture is the page, bounded, and can be made by a child process."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from archive.confinement import Fault, Limits, run_module
from archive.parsing.pdf import draw_page


def sheet(width: float, height: float, turn: int = 0) -> bytes:
    """A white page with a red square in its upper left and a blue one lower right."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, height * 0.9, width * 0.1, height * 0.1, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 1)
    canvas.rect(width * 0.9, 0, width * 0.1, height * 0.1, stroke=0, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture_of(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert picture.format == "PNG"
    return picture.convert("RGB")


def test_the_picture_shows_the_page_the_right_way_up_in_its_colours():
    picture = picture_of(draw_page(sheet(300, 400), 0, width=601))
    assert abs(picture.width - 601) <= 1
    assert abs(picture.height - 801) <= 2
    assert picture.getpixel((20, 20)) == (255, 0, 0)
    assert picture.getpixel((picture.width - 20, picture.height - 20)) == (0, 0, 255)
    assert picture.getpixel((300, 400)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(14_000, 14_000), (5, 9_000), (9_000, 5), (3, 3)])
@pytest.mark.parametrize("width", [0, 1, 1200, 10**9])
def test_the_picture_is_never_larger_than_four_million_pixels(size, width):
    picture = picture_of(draw_page(sheet(*size), 0, width=width))
    assert picture.width * picture.height <= 4_000_000


def test_a_limited_program_draws_a_page():
    limits = Limits(seconds=30, memory=500_000_000, output=20_000_000)
    module = "archive.parsing.pdf.picture"

    drawn = run_module(module, sheet(300, 400), limits, ["0", "300"])

    assert abs(picture_of(drawn).width - 300) <= 1
    with pytest.raises(Fault, match="no_page|page"):
        run_module(module, sheet(300, 400), limits, ["7", "300"])
