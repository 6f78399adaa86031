"""A page's picture is the page, bounded, and can be made by a child process."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

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


def test_a_child_process_draws_a_page():
    done = subprocess.run(
        [sys.executable, "-m", "archive.parsing.pdf.draw", "0", "300"],
        input=sheet(300, 400),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert abs(picture_of(done.stdout).width - 300) <= 1


@pytest.mark.parametrize(
    ("arguments", "data", "code", "words"),
    [
        (["0"], b"", 2, b"usage"),
        (["one", "300"], b"", 2, b"usage"),
        (["0", "300"], b"no pdf", 1, b"broken"),
        (["7", "300"], sheet(300, 400), 1, b"no_page"),
    ],
)
def test_a_child_process_says_why_it_cannot_draw(arguments, data, code, words):
    done = subprocess.run(
        [sys.executable, "-m", "archive.parsing.pdf.draw", *arguments],
        input=data,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == code
    assert words in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
