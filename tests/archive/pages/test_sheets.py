"""The source of a story from a PDF: its pages as pictures, the places marked."""

from __future__ import annotations

import os
import re
import struct
import threading
import time
from pathlib import Path

import pytest

from archive import originals, pictures
from archive.ingest import take_files
from archive.models import Article, Document
from archive.spans import MappedText
from archive.views import sheets
from archive.views.sheets import sheets_of
from tests.archive.pages.reading import read
from tests.factories import (
    make_article,
    make_document,
    make_figure,
    make_region,
)

HEADLINE = "Harbour cranes are replaced"
FIRST = [
    "Cargo handled in Putuo District rose 3.5 percent to",
    "2.4 billion yuan last year, the district government",
    "said on Wednesday. More than 300 companies have",
    "settled beside the quay since the cranes were sold",
    "to a museum in the north of the city last spring.",
]
SECOND = [
    "The museum drew 41,000 visitors in its first month,",
    "which is more than the old cranes ever lifted in a",
    "day, as a foreman of the yard said when they left.",
]


def printed(*pages: list[str]) -> bytes:
    """A PDF of pages with a line of large type and lines of small type."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        drawn, high = [], 380
        for line in lines:
            size = 20 if line == HEADLINE else 10
            drawn.append(f"BT /F1 {size} Tf 30 {high} Td ({line}) Tj ET")
            high -= 2 * size if size == 20 else 14
        stream = "\n".join(drawn).encode()
        parts += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 420] /Contents "
            b"%d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
        + b"startxref\n%d\n%%%%EOF" % len(out)
    )


@pytest.fixture
def take(db, tmp_path):
    def taken(*pages: list[str]) -> Article:
        path = tmp_path / "paper.pdf"
        path.write_bytes(printed(*pages))
        (outcome,) = take_files([path], make_region())
        assert outcome.reason == ""
        return Article.objects.get()

    return taken


@pytest.fixture
def story(take) -> Article:
    return take([HEADLINE, *FIRST, *SECOND])


def figure_of(story: Article, surface: str):
    return story.figures.get(surface__contains=surface)


def raw(story: Article, figure=None) -> str:
    address = f"/articles/{story.public_id}/raw/"
    return address + (f"?figure={figure.public_id}" if figure else "")


def picture_address(story: Article, number: int = 1) -> str:
    return f"/articles/{story.public_id}/raw/page/{number}.png"


def boxes(page, kind: str) -> list[dict]:
    return [
        attrs
        for tag, attrs in page.tags
        if tag == "rect" and attrs["class"] == f"box-{kind}"
    ]


def test_the_page_shows_its_picture_with_the_words_of_story_and_figure_marked(
    client, story
):
    figure = figure_of(story, "300 companies")
    page = read(client.get(raw(story, figure)))
    (image,) = (attrs for tag, attrs in page.tags if tag == "img")
    assert image["src"] == picture_address(story)
    assert (image["width"], image["height"]) == ("320", "420")
    (drawing,) = (attrs for tag, attrs in page.tags if tag == "svg")
    assert drawing["viewbox"] == "0 0 320.0 420.0"
    assert drawing["role"] == "img"
    assert "the figure More than 300 companies" in drawing["aria-label"]
    marked = boxes(page, "figure")
    assert len(marked) == 4  # More than 300 companies
    assert marked[0]["id"] == figure.anchor
    words = len(" ".join([HEADLINE, *FIRST, *SECOND]).split())
    assert len(boxes(page, "story")) == words - 4
    # The third line of small type, in the upper half of the page.
    assert 85 < float(marked[0]["y"]) < 115
    assert 30 < float(marked[0]["x"]) < 290
    assert page.says("More than 300 companies have")
    assert page.href("to the figure") == f"#text-{figure.anchor}"
    assert f"text-{figure.anchor}" in page.ids


def test_without_a_figure_the_story_alone_is_marked(client, story):
    page = read(client.get(raw(story)))
    assert boxes(page, "figure") == []
    assert boxes(page, "story")
    assert "page=1" in page.ids


@pytest.fixture
def long_story(db) -> Article:
    """A story on the first and the third of three pages."""
    texts = [" ".join(FIRST), "Page of another story.", " ".join(SECOND)]
    text = "\f".join(texts)
    pages, at = [], 0
    for words in texts:
        spots = [match.span() for match in re.finditer(r"\S+", words)]
        boxes = [
            [at + start, at + end, 30.0 + n, 40.0, 39.5 + n, 52.25]
            for n, (start, end) in enumerate(spots)
        ]
        page = {"start": at, "end": at + len(words), "width": 320.0, "height": 420.0}
        pages.append({**page, "words": boxes})
        at += len(words) + 1
    document = make_document(text, media_type="application/pdf", pages=pages)
    story = make_article(texts[0], document=document)
    spans = [(page["start"], page["end"]) for page in (pages[0], pages[2])]
    story.raw_ranges = [list(span) for span in spans]
    parts = [MappedText.cut(text, *span) for span in spans]
    story.set_mapped("body", MappedText.join(parts, "\n\n"))
    story.save()
    make_figure(story, "41,000 visitors", 41_000, "count:visitors")
    return story


def test_a_link_leads_to_each_page_that_the_story_stands_on(client, long_story):
    page = read(client.get(raw(long_story, figure_of(long_story, "41,000"))))
    assert {"page=1", "page=3"} <= set(page.ids)
    assert "page=2" not in page.ids
    assert ("3", "#page=3") in page.links
    assert page.says("Page 3 of 3; the figure 41,000 visitors is framed")
    assert not page.says("Page 1 of 3;")
    assert len(boxes(page, "figure")) == 2


def test_of_many_pages_some_are_shown_from_that_of_the_figure_on(
    client, long_story, monkeypatch
):
    monkeypatch.setattr(sheets, "AT_ONCE", 1)
    figure = figure_of(long_story, "41,000")
    page = read(client.get(raw(long_story, figure)))
    assert "page=3" in page.ids
    assert "page=1" not in page.ids
    other = dict(page.links)["1"]
    assert other == f"?figure={figure.public_id}&page=1#page=1"
    page = read(client.get(raw(long_story) + other.partition("#")[0]))
    assert "page=1" in page.ids
    assert "page=3" not in page.ids
    assert figure.anchor in page.ids  # in the text, where no picture has it


@pytest.mark.parametrize("page", ["x", "-1", "9" * 30, "²"])
def test_a_page_that_is_no_number_is_not_there(client, story, page):
    assert client.get(raw(story), {"page": page}).status_code == 404


def test_a_story_of_a_text_has_no_pages(client, db):
    story = make_article("Revenue reached 5 million yuan.")
    page = read(client.get(raw(story)))
    assert "svg" not in [tag for tag, _ in page.tags]
    assert client.get(picture_address(story)).status_code == 404


def test_the_picture_is_a_png_of_the_page_and_is_drawn_once(client, story, monkeypatch):
    answer = client.get(picture_address(story))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    size = struct.unpack(">II", answer.content[16:24])
    assert size == (pictures.WIDTH, pictures.WIDTH * 420 // 320)
    monkeypatch.setattr(pictures, "run_module", None)
    assert client.get(picture_address(story)).content == answer.content
    sha256 = story.document.sha256
    (kept,) = pictures.path_of(sha256, 1).parent.iterdir()
    assert kept.name == f"1-{pictures.WIDTH}.png"


def test_who_has_the_picture_is_not_sent_it_again(client, story, monkeypatch):
    answer = client.get(picture_address(story))
    assert "immutable" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    monkeypatch.setattr(pictures, "picture", None)
    again = client.get(
        picture_address(story), headers={"If-None-Match": answer["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_staff_alone_get_it_where_the_texts_are_not_public(
    client, story, settings, django_user_model
):
    settings.ARCHIVE_PUBLIC_TEXT = "excerpt"
    assert client.get(picture_address(story)).status_code == 403
    assert client.get(raw(story)).status_code == 403
    client.force_login(django_user_model.objects.create_user("ada", is_staff=True))
    answer = client.get(picture_address(story))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_a_withdrawn_storys_pages_are_gone(client, story):
    assert client.get(picture_address(story)).status_code == 200
    Article.objects.update(status="rejected")
    assert client.get(picture_address(story)).status_code == 410


@pytest.mark.parametrize("number", [0, 2, 10**12])
def test_there_is_no_picture_of_a_page_that_is_not_there(client, story, number):
    assert client.get(picture_address(story, number)).status_code == 404


def test_altered_and_missing_bytes_are_not_drawn(client, story):
    path = originals.path_of(story.document.sha256)
    path.chmod(0o644)
    path.write_bytes(printed(["Forged words"]))
    assert client.get(picture_address(story)).status_code == 404
    path.unlink()
    assert client.get(picture_address(story)).status_code == 404
    assert read(client.get(raw(story))).says("300 companies")


def test_a_page_that_cannot_be_drawn_is_not_tried_again_at_once(
    client, story, monkeypatch
):
    data = b"%PDF-1.4 broken"
    sha256 = originals.keep(data)
    Document.objects.update(sha256=sha256)
    asked = []
    run = pictures.run_module

    def counted(*args):
        asked.append(args)
        return run(*args)

    monkeypatch.setattr(pictures, "run_module", counted)
    for _ in range(3):
        assert client.get(picture_address(story)).status_code == 404
    assert len(asked) == 1
    path = pictures.path_of(sha256, 1)
    old = time.time() - pictures.AGAIN_AFTER - 5
    os.utime(path, (old, old))
    client.get(picture_address(story))
    assert len(asked) == 2


def test_where_too_many_draw_the_next_is_told_to_come_back(client, story, monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.1)
    monkeypatch.setattr(pictures, "AT_ONCE", 1)
    held, done = threading.Event(), threading.Event()

    def draw_long() -> None:
        with pictures._turn():
            held.set()
            done.wait(20)

    other = threading.Thread(target=draw_long, daemon=True)
    other.start()
    held.wait(20)
    try:
        answer = client.get(picture_address(story))
    finally:
        done.set()
        other.join()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert client.get(picture_address(story)).status_code == 200


def test_the_oldest_pictures_make_room(client, story, settings):
    settings.ARCHIVE_PICTURE_BYTES = 200_000
    folder = Path(settings.ARCHIVE_DATA_DIR) / "pages" / ("0" * 64)
    folder.mkdir(parents=True)
    for number in range(3):
        path = folder / f"{number}-1200.png"
        path.write_bytes(b"x" * 40_000)
        os.utime(path, (number, number))
    assert client.get(picture_address(story)).status_code == 200
    left = sorted(path.name for path in folder.iterdir())
    assert "0-1200.png" not in left
    assert pictures.path_of(story.document.sha256, 1).exists()
    total = sum(p.stat().st_size for p in folder.parent.glob("*/*"))
    assert 100_000 < total <= 200_000


def test_a_picture_drawn_while_its_document_is_purged_does_not_stay(story, monkeypatch):
    sha256 = story.document.sha256
    draw = pictures._draw

    def purged_meanwhile(*args):
        drawn = draw(*args)
        originals.remove(sha256)
        return drawn

    monkeypatch.setattr(pictures, "_draw", purged_meanwhile)
    with pytest.raises(pictures.NoPicture):
        pictures.picture(sha256, 1)
    assert not pictures.path_of(sha256, 1).parent.exists()


def test_the_boxes_of_very_many_words_are_bounded_but_for_the_figures(
    story, monkeypatch
):
    monkeypatch.setattr(sheets, "MOST_BOXES", 5)
    (sheet,) = sheets_of(story, figure_of(story, "300 companies")).shown
    assert [box.kind for box in sheet.boxes] == ["story"] * 5 + ["figure"] * 4


def test_a_boxs_numbers_are_plain_decimals(client, story):
    html = client.get(raw(story)).content.decode()
    for rect in re.findall(r"<rect [^>]+>", html):
        values = re.findall(r'(?:x|y|width|height)="([^"]+)"', rect)
        assert len(values) == 4
        assert all(re.fullmatch(r"\d{1,4}\.\d{1,2}", value) for value in values)
