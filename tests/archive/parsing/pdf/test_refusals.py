"""What cannot be read is refused with its reason, and nothing hangs or leaks."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.parsing.model import UnreadableDocument
from archive.parsing.pdf import draw_page, parse_pdf, warm_up
from tests.archive.parsing.pdf.newsroom import Copy
from tests.archive.parsing.pdf.press import Column, Press, Type
from tests.archive.parsing.pdf.reading import assert_mapped, assert_reads


def plain(pages: int = 1) -> tuple[bytes, list[Copy]]:
    """A document of full pages with a story each."""
    rng = random.Random(3)
    press = Press(460, 600)
    copies = []
    for number in range(pages):
        if number:
            press.new_page()
        copy = Copy(rng, ("port", "chips", "retail", "energy")[number % 4], 120)
        edge = press.block(
            f"{number + 1}. {copy.headline}", 40, 60, 380, "Times-Bold", 18
        )
        press.flow(copy.paragraphs, [Column(40, edge + 6, 380, 560)], Type())
        copy.headline = f"{number + 1}. {copy.headline}"
        copies.append(copy)
    return press.pdf(), copies


def reason_of(data: bytes, **options: int) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        parse_pdf(data, **options)
    assert caught.value.reason.endswith(".")
    return caught.value.code


def test_a_scan_without_text_says_so():
    press = Press(595, 842)
    press.picture(0, 0, 595, 842)
    data = press.pdf()
    assert reason_of(data) == "no_text"
    with pytest.raises(UnreadableDocument, match="pictures without text"):
        parse_pdf(data)


@pytest.mark.parametrize(
    ("size", "place"),
    [(600, (5_000, 5_000)), (600, (-900, 100)), (14_400_000, (72, 14_399_000))],
)
def test_a_page_whose_words_all_lie_off_it_has_no_text(size, place):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(size, size))
    for at in range(5):
        canvas.drawString(place[0], place[1] + 14 * at, "Words that nobody can see.")
    canvas.save()
    assert reason_of(buffer.getvalue()) == "no_text"


@pytest.mark.parametrize("strength", [3, 4, 6])
def test_a_document_that_needs_a_password_is_refused(strength):
    data, _ = plain()
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        lock = pikepdf.Encryption(
            user="key",
            owner="master",
            R=strength,
            metadata=strength > 3,
            aes=strength > 3,
        )
        document.save(locked, encryption=lock)
    assert reason_of(locked.getvalue()) == "encrypted"


def test_a_document_whose_password_is_empty_is_read():
    data, copies = plain()
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="", owner="master"))
    assert_reads(parse_pdf(locked.getvalue()), copies)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", b"not a pdf at all", b"%PDF-1.4\n" + b"\0" * 5000],
    ids=["empty", "head", "words", "zeros"],
)
def test_what_is_no_pdf_is_broken(data):
    assert reason_of(data) == "broken"


def test_a_document_cut_off_anywhere_is_read_or_refused():
    """pdfium rebuilds what it can; whatever it gives is whole in itself."""
    data, _ = plain(3)
    for part in range(1, 20):
        try:
            document = parse_pdf(data[: len(data) * part // 20])
        except UnreadableDocument as error:
            assert error.code in {"broken", "no_text"}
        else:
            assert_mapped(document)


def test_a_document_with_random_damage_is_read_or_refused():
    data, _ = plain(2)
    rng = random.Random(5)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(rng.randint(1, 60)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        try:
            document = parse_pdf(bytes(damaged))
        except UnreadableDocument as error:
            assert error.code in {"broken", "no_text", "encrypted", "too_many_pages"}
        else:
            assert_mapped(document)


def test_more_pages_than_allowed_are_refused():
    data, copies = plain(4)
    assert reason_of(data, max_pages=3) == "too_many_pages"
    assert_reads(parse_pdf(data, max_pages=4), copies)


def test_a_damaged_page_costs_only_itself():
    data, copies = plain(3)
    hurt = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[1].obj.Type = pikepdf.Name.Nonsense
        document.pages[1].obj.Contents = pikepdf.Array([])
        document.save(hurt)
    document = parse_pdf(hurt.getvalue())
    assert_reads(document, [copies[0], copies[2]])
    assert len(document.pages) == 3


@pytest.mark.parametrize("kind", ["letters", "heap", "lines", "drawn twice"])
def test_a_hostile_page_ends_soon(kind):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    rng = random.Random(9)
    canvas.setFont("Helvetica", 4)
    if kind == "letters":
        for _ in range(12_000):
            canvas.drawString(rng.uniform(0, 590), rng.uniform(0, 790), "word")
    elif kind == "heap":
        for _ in range(6_000):
            canvas.drawString(100, 100, rng.choice("abcdefgh") + "x")
    elif kind == "lines":
        for at in range(150):
            canvas.drawString(5, 5 + 5 * at, "word " * 300)
    else:
        for at in range(6_000):
            canvas.line(0, at % 800, 600, at % 797)
            canvas.drawString(at % 590, at % 790, "Long words stand here.")
    canvas.showPage()
    canvas.save()
    start = time.process_time()
    try:
        document = parse_pdf(buffer.getvalue())
    except UnreadableDocument as error:
        assert error.code == "no_text"
    else:
        assert_mapped(document)
    assert time.process_time() - start < 20


def test_a_page_of_too_many_characters_is_cut_and_says_so():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(3000, 3000))
    canvas.setFont("Helvetica", 4)
    for at in range(700):
        canvas.drawString(5, 5 + 4.2 * at, "word of a line " * 12)
    canvas.showPage()
    canvas.save()
    document = parse_pdf(buffer.getvalue())
    assert len(document.text) <= 110_000
    assert any("too many characters" in remark for remark in document.remarks)


def test_parsing_twice_gives_the_same():
    data, _ = plain(3)
    assert parse_pdf(data) == parse_pdf(data)


def test_handles_are_closed_again():
    data, _ = plain(2)
    closed: list[str] = []
    for kind in (pypdfium2.PdfDocument, pypdfium2.PdfPage, pypdfium2.PdfTextPage):
        original = kind.close

        def close(self, _original=original, _name=kind.__name__, **options):
            closed.append(_name)
            return _original(self, **options)

        patch = pytest.MonkeyPatch()
        patch.setattr(kind, "close", close)
        closed_before = len(closed)
        try:
            parse_pdf(data)
        finally:
            patch.undo()
        assert len(closed) > closed_before, kind


_LOCKED_CHILD = """
import resource, sys
data = sys.stdin.buffer.read()
from archive.parsing.pdf import parse_pdf, warm_up, draw_page
warm_up()
resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
document = parse_pdf(data)
assert len(draw_page(data, 0)) > 1000
sys.stdout.write(str(len(document.articles)))
"""


def test_after_the_warm_up_no_file_is_opened():
    data, copies = plain(2)
    done = subprocess.run(
        [sys.executable, "-c", _LOCKED_CHILD],
        input=data,
        capture_output=True,
        timeout=60,
    )
    assert done.stderr == b""
    assert done.stdout == str(len(copies)).encode()


def test_warm_up_can_be_repeated():
    warm_up()
    assert warm_up() is None


def test_a_page_of_a_document_that_is_not_there_cannot_be_drawn():
    data, _ = plain()
    for number in (-1, 1, 10**9):
        with pytest.raises(UnreadableDocument):
            draw_page(data, number)
