"""What a document is, told by its content."""

from __future__ import annotations

import json
import time

import pytest

from archive.parsing.kinds import Kind, kind_of
from archive.parsing.model import UnreadableDocument

PAGE = "<p>The port of Lindeng grew.</p><p>It did.</p>"


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE html><html><body>{PAGE}</body></html>",
        f"  \n<html lang=en>{PAGE}",
        f"<!-- saved from url=(0014)about:internet -->\n<HTML>{PAGE}",
        f"<!-- one --><!-- two -->\n<!doctype HTML PUBLIC '-//W3C//DTD'>{PAGE}",
        f"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html>\n<html>{PAGE}</html>",
        f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>{PAGE}</html>",
        f"<div class=story>{PAGE}</div>",
        PAGE,
        "<h1>Port grows</h1>\nThe port of Lindeng grew.",
        "<span><b>Port</b> grows</span>",
        f"<head><title>Port</title></head>{PAGE}",
        f"<body>{PAGE}",
        "<script>var a = 1;</script><div>The port grew.</div>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_page_or_a_part_of_one_is_html(text, encoding):
    assert kind_of(text.encode(encoding)) is Kind.HTML


@pytest.mark.parametrize(
    "text",
    [
        "The port grew. It uses <p> and <div> tags </div> in its pages.",
        "{The port} grew by a third.",
        '{ "text": broken',
        "[The port] grew by a third.",
        "[1] The port grew. [2] So did the town.",
        "<3 The port grew.",
        "<Lindeng> The port grew by a third.",
        "<b>The port grew by a third.",
        "<!-- never closed",
        "text, html and other words\nThe port grew.",
        "Title;text\nPort grows",
        "The port; the text, the town\nand one row, more; than, that\nand more",
        "",
        "WARCRAFT is a game.",
    ],
)
def test_text_stays_text_whatever_it_mentions(text):
    assert kind_of(text.encode()) is Kind.TEXT


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"\n\n%PDF-1.4", b"\xef\xbb\xbf%PDF-"]
)
def test_a_pdf_is_known_by_its_header(data):
    assert kind_of(data) is Kind.PDF


@pytest.mark.parametrize(
    "record",
    [
        {"id": "1", "text": "The port grew."},
        {"url": "https://news.example/1", "html": "<p>The port grew.</p>"},
        {"title": "港口", "text": "港口增长。", "tags": [1, {"a": None}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_object_with_a_text_is_a_record(record, indent, encoding):
    data = json.dumps(record, ensure_ascii=False, indent=indent).encode(encoding)
    assert kind_of(data) is Kind.JSON


@pytest.mark.parametrize(
    "text",
    [
        "title,text\nPort grows,The port grew.\n",
        'Title;Text;URL\n"Port; grows";"The port ""grew"".\nBy a third.";x',
        "id\thtml\r\n1\t<p>The port grew.</p>\r\n",
        "\ufeffid,text\n1,港口增长",
    ],
)
def test_a_header_with_a_text_and_one_row_is_a_record(text):
    assert kind_of(text.encode()) is Kind.CSV


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"PK\x03\x04" + b"\x00" * 26 + b"a.txt", "zip"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml", "Office"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\x7fELF", "program"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"WARC/1.0\r\n", "WARC"),
        (b"a" * 257 + b"ustar\x0000", "tar"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "rss"),
        (b"<rss><channel></channel></rss>", "rss"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "feed"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (
            b"<!DOCTYPE plist PUBLIC '-//Apple//DTD PLIST 1.0//EN'><plist></plist>",
            "plist",
        ),
        (b'{"name": "tool", "version": 2}', "JSON"),
        (b'[{"text": "The port grew."}]', "JSON array"),
    ],
)
def test_other_kinds_are_refused_by_name(data, named):
    with pytest.raises(UnreadableDocument) as refused:
        kind_of(data)
    assert refused.value.code == "unsupported_type"
    assert named in refused.value.reason


@pytest.mark.parametrize(
    "data",
    [
        b"{" * 2_000_000,
        b'{"text":' * 200_000 + b"}",
        b'{"text": "' + b"\\" * 2_000_001 + b'"}',
        b"<!--" * 500_000,
        b"<?xml " * 300_000,
        b"<a" * 1_000_000,
        b"text," * 400_000,
        b'text,"' + b'""' * 1_000_000,
        b"[{" * 1_000_000 + b"]",
        b"\x00<" * 1_000_000,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_hostile_bytes_are_told_quickly(data):
    start = time.process_time()
    try:
        kind_of(data)
    except UnreadableDocument as refused:
        assert refused.reason
    assert time.process_time() - start < 3
