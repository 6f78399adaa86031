"""A folder of everything people and attackers drop in: each a verdict, none a fault."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from itertools import count
from pathlib import Path

import pytest

from archive.ingest import Reader, State, files, take_files
from archive.models import Article, Delivery, Document
from tests.machines import SECONDS

pytestmark = pytest.mark.usefixtures("confined")

NEWS = (
    "Harbour cranes are replaced\n\nBy Ada Writer\n\n12 May 2021\n\n"
    "Cargo handled in Putuo District rose 3.5 percent to {} billion yuan last year, "
    "the district government said on Wednesday.\n\n"
    "More than 300 companies have settled beside the {} since the cranes were sold.\n"
)
NUMBERS = count(2)


def news() -> str:
    """A story of which there is no other."""
    number = next(NUMBERS)
    return NEWS.format(number, f"{number}th quay")


def page(story: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in story.split("\n\n")[1:])
    title = story.split("\n")[0]
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav>"
        f"<a href=/>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article>"
        "</body></html>"
    )


def warc(html: str) -> bytes:
    body = html.encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    ) + body
    return (
        (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
            b"https://news.example/2021/05/12/cranes.html\r\n"
            b"WARC-Date: 2021-05-13T00:00:00Z\r\n"
            b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
            b"Content-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n" % len(answer)
        )
        + answer
        + b"\r\n\r\n"
    )


def packed(kind: str, **members: bytes) -> bytes:
    target = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(fileobj=target, mode=f"w:{kind}") as archive:
            for name, data in members.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


def pdf(text: str) -> bytes:
    """A page of plain lines, written by hand."""
    lines = [line.replace("(", "").replace(")", "") for line in text.split("\n")]
    drawn = " ".join(
        f"({line[n : n + 80]}) '"
        for line in lines
        for n in range(0, max(len(line), 1), 80)
    )
    stream = f"BT /F1 10 Tf 14 TL 50 780 Td {drawn} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def fill(folder: Path) -> dict[str, int]:
    """Good documents of each kind; returns how many each file holds."""
    record = json.dumps({"id": "1", "title": "Cranes", "text": news()})
    good: dict[str, tuple[bytes, int]] = {
        "good.txt": (news().encode(), 1),
        "good-gb18030.txt": (
            ("普陀区去年的经济增长。" * 8 + news()).encode("gb18030"),
            1,
        ),
        "good-utf16.txt": (news().encode("utf-16"), 1),
        "good.html": (page(news()).encode(), 1),
        "good.pdf": (pdf(news()), 1),
        "good.jsonl": (
            "\n".join(
                [record, "{broken", "[]", '{"id": 2}', record.replace("1", "3")]
            ).encode(),
            2,
        ),
        "good.csv": (
            b'id,title,text\n1,Cranes,"' + news().encode() + b'"\n2,too few\n',
            1,
        ),
        "good.warc": (warc(page(news())), 1),
        "good.txt.gz": (gzip.compress(news().encode()), 1),
        "good.txt.xz": (lzma.compress(news().encode()), 1),
        "good.zip": (packed("zip", a=news().encode(), b=page(news()).encode()), 2),
        "good.tar": (packed("", a=news().encode()), 1),
        "good.tar.gz": (packed("gz", a=news().encode()), 1),
        "lying.pdf": (news().encode(), 1),
        "binary-name.bin": (page(news()).encode(), 1),
    }
    for name, (data, _) in good.items():
        (folder / name).write_bytes(data)
    return {name: count for name, (_, count) in good.items()}


def spoil(folder: Path) -> set[str]:
    """Everything that must be refused; returns the names."""
    zeros = bytes(50_000_000)
    bad = {
        "empty.txt": b"",
        "binary.txt": os.urandom(5000),
        "nul.txt": b"\0" * 4000,
        "broken.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type",
        "bomb.txt.gz": gzip.compress(zeros, 9),
        "bomb.zip": packed("zip", zeros=zeros),
        "nested.zip": nest(12),
        "cut.tar.gz": packed("gz", a=os.urandom(4000))[:2000],
        "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "feed.html": b"<?xml version='1.0'?><rss><channel></channel></rss>",
        "menu.html": b"<html><body><ul><li><a href=/>Home</a></ul></body></html>",
        "lines.jsonl": b'{"text": 1}\n{"text": "\\ud800"\n' * 3,
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    with open(folder / "huge.txt", "wb") as huge:
        huge.truncate(300_000_000)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "etc").symlink_to("/etc")
    os.mkfifo(folder / "pipe.txt")
    return {*bad, "huge.txt", "passwd.txt", "etc", "pipe.txt"}


def nest(depth: int) -> bytes:
    data = news().encode()
    for _ in range(depth):
        data = packed("zip", inner=data)
    return data


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    folder = tmp_path / "dropped"
    folder.mkdir()
    return folder


def test_every_good_document_is_in_and_every_other_has_its_reason(world, dropped):
    good, bad = fill(dropped), spoil(dropped)

    outcomes = list(take_files(files([dropped]), world, jobs=2))

    def file_of(outcome):
        return (outcome.container or outcome.name).split("!")[0]

    taken = [file_of(one) for one in outcomes if one.state == State.NEW]
    assert {name: taken.count(name) for name in good} == good
    assert set(taken) == set(good)
    failed = {file_of(one) for one in outcomes if one.failed}
    assert bad <= failed
    for outcome in outcomes:
        if outcome.failed:
            assert outcome.reason_code and outcome.reason
            assert outcome.reason_code not in ("fault", "crashed")
            assert "Traceback" not in outcome.reason
    assert Document.objects.accepted().count() == sum(good.values())
    stored = set(Delivery.objects.values_list("name", flat=True))
    assert bad - {"nested.zip", "bomb.zip", "cut.tar.gz", "lines.jsonl"} <= stored
    assert not Delivery.objects.filter(document=None, problem="").exists()
    assert not Article.objects.filter(body__contains="root:").exists()


def test_deep_and_wide_pages_are_read_within_bounds(world, dropped):
    story = page(news())
    for name, depth in (("deep.html", 200), ("deeper.html", 50_000)):
        (dropped / name).write_text(
            story.replace("<article>", "<div>" * depth + "<article>")
        )

    outcomes = list(take_files(files([dropped]), world))

    assert [one.state for one in outcomes] == [State.NEW, State.NEW]


def test_a_document_that_takes_too_long_costs_its_neighbours_nothing(
    world, dropped, settings
):
    settings.ARCHIVE_PARSE_SECONDS = 1
    for number in range(4):
        (dropped / f"{number}.txt").write_text(news())

    bad = (dropped / "2.txt").read_bytes()

    def endless(data: bytes, charset: str):
        if data == bad:
            while True:
                pass
        return Reader().parse(data, charset)

    reader = Reader(endless, "endless-1")
    outcomes = list(take_files(files([dropped]), world, reader=reader))

    assert [one.state for one in outcomes] == ["new", "new", "refused", "new"]
    assert outcomes[2].reason_code == "too_slow"
    document = Document.objects.get(sha256=outcomes[2].sha256)
    assert document.reason_code == "too_slow"


MEASURED = (
    "import re, sys; sys.argv[0] = 'manage.py';"
    "from django.core.management import execute_from_command_line as run\n"
    "try: run(sys.argv)\n"
    "finally: print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status')"
    ".read())[1])"
)


def test_the_command_stays_small_and_says_what_was_wrong(machines, seeded, dropped):
    """The whole command, as a process of its own, on a folder of everything."""
    fill(dropped)
    spoil(dropped)

    ingest = machines(seeded).start_python("-c", MEASURED, "ingest", dropped)
    output, errors = ingest.communicate(timeout=SECONDS)

    assert ingest.returncode == 1, errors
    assert "Traceback" not in errors
    assert "passwd.txt: unreadable: It is a link" in errors
    kilobytes = int(output.split()[-1])
    assert kilobytes < 300 * 1024
