"""Something stands behind compressed data: what came before it is whole and comes."""

from __future__ import annotations

import bz2
import gzip
import lzma

import pytest

from archive.containers import Problem
from tests.archive.containers.packing import (
    chunked,
    gzipped,
    out_of,
    record,
    tar_of,
    told,
    zip_of,
)

STORY = b"The mill was opened in May.\n" * 30
JUNK = [b"junk", b"<!-- served in 3 ms -->" * 400, bytes(600) + b"junk", b"\x1f\x8b"]
GZIP_HEADERS = "Content-Type: text/html\r\nContent-Encoding: gzip"


@pytest.mark.parametrize("junk", JUNK, ids=["word", "long", "behind zeros", "magic"])
@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_document_comes_and_what_stands_behind_it_is_told(pack, junk):
    items = out_of(pack(STORY) + junk, "a.txt.gz")

    assert told(items) == [("a.txt", STORY), ("a.txt.gz", "broken")]
    assert items[1] == Problem(
        "a.txt.gz",
        "",
        "broken",
        "Something else follows the compressed data; it was left out.",
    )


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_zeros_behind_a_document_are_padding_and_no_problem(pack):
    for zeros in (1, 512, 70_000):
        assert told(out_of(pack(STORY) + bytes(zeros), "a.txt.gz")) == [
            ("a.txt", STORY)
        ]


def test_each_stream_before_the_junk_comes():
    packed = gzipped(STORY) + gzipped(b"And closed.")

    assert told(out_of(packed + b"junk", "a.gz")) == [
        ("a", STORY + b"And closed."),
        ("a.gz", "broken"),
    ]


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (b'{"text": "One."}\n{"text": "Two."}', "line"),
        (b'[{"text": "One."}, {"text": "Two."}]', "item"),
        (b"title,text\nA,One.\nB,Two.", "line"),
        (zip_of(("a", b"1"), ("b", b"2")), ""),
        (record(body=b"<html>1") + record(body=b"<html>2"), "record"),
    ],
    ids=["lines", "array", "table", "zip", "warc"],
)
def test_a_container_gives_all_it_holds_before_the_junk(packed, name):
    items = told(out_of(gzipped(packed) + b"junk" * 9, "week.gz"))

    assert [isinstance(what, bytes) for _, what in items] == [True, True, False]
    assert items[-1] == ("week.gz", "broken")
    assert all(own.startswith(name) for own, _ in items[:-1])


def test_a_tar_comes_whole_before_the_junk():
    items = told(out_of(gzipped(tar_of(("a", b"1"), ("b", b"2"))) + b"junk", "w.tgz"))

    assert items[:2] == [("a", b"1"), ("b", b"2")]


@pytest.mark.parametrize("after", [b"\r\n<!-- cached -->", bytes(4) + b"x"])
@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_page_of_a_web_archive_comes_and_what_stands_behind_it_is_told(
    after, is_chunked
):
    body, headers = gzipped(b"<html>1") + after, GZIP_HEADERS
    if is_chunked:
        body, headers = chunked(body), headers + "\r\nTransfer-Encoding: chunked"
    data = record(headers=headers, body=body) + record(body=b"<html>2")

    assert told(out_of(data)) == [
        ("record 1", b"<html>1"),
        ("end of record 1", "bad_record"),
        ("record 2", b"<html>2"),
    ]


def test_junk_between_and_behind_the_records_of_a_web_archive_is_told():
    page = gzipped(record(body=b"<html>"))
    items = told(out_of(page + b"junk" * 9 + page + b"junk", "a.warc.gz"))

    assert items == [
        ("record 1", b"<html>"),
        ("after record 1", "bad_record"),
        ("record 2", b"<html>"),
        ("a.warc.gz", "broken"),
    ]


def test_a_stream_that_is_cut_off_still_gives_nothing():
    packed = gzipped(STORY)

    assert told(out_of(packed[:-4], "a.txt.gz")) == [("a.txt.gz", "broken")]
    assert told(out_of(packed + packed[:-4], "a.txt.gz")) == [("a.txt.gz", "broken")]
