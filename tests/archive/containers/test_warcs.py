"""Web archives: the pages among their records."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest

from archive.containers import Limits, Member
from tests.archive.containers.packing import (
    chunked,
    gzipped,
    members_of,
    out_of,
    record,
    told,
)

PAGE = "<html><body>新闻</body></html>".encode("gbk")
INFO = record("warcinfo", b"software: test", media_type="application/warc-fields")
REQUEST = record("request", media_type="application/http; msgtype=request")


def test_a_page_comes_with_its_address_and_declared_charset():
    data = INFO + REQUEST + record(body=PAGE) + record("metadata", b"x")

    assert out_of(data, "crawl.warc") == [
        Member("record 3", PAGE, "crawl.warc", "https://news.example/a", "gbk")
    ]


@pytest.mark.parametrize("each", [True, False])
def test_a_compressed_archive_is_read_whole_or_by_records(each):
    records = [INFO, *(record(body=b"<html>%d" % number) for number in range(5))]
    data = b"".join(map(gzipped, records)) if each else gzipped(b"".join(records))
    items = out_of(data, "crawl.warc.gz")

    assert told(items) == [(f"record {n + 2}", b"<html>%d" % n) for n in range(5)]
    assert {item.container for item in items} == {"crawl.warc.gz"}


@pytest.mark.parametrize(
    "other",
    [
        record(status="404 Not Found", body=PAGE),
        record(status="301 Moved", body=PAGE),
        record(headers="Content-Type: image/png", body=b"<html>"),
        record(headers="Content-Type: application/json", body=b"{}"),
        record(headers="Server: x", body=b"no page"),
        record("revisit", PAGE),
        record("resource", PAGE, media_type="text/html"),
    ],
)
def test_other_records_are_passed_over_in_silence(other):
    assert told(out_of(other + record(body=PAGE))) == [("record 2", PAGE)]


def test_an_archive_without_pages_says_so():
    assert told(out_of(INFO, "a.warc")) == [("a.warc", "empty")]


BARE = zlib.compressobj(wbits=-15)
DEFLATED = BARE.compress(PAGE) + BARE.flush()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzipped(PAGE)),
        ("Content-Encoding: x-gzip", gzipped(PAGE)),
        ("content-encoding: DEFLATE", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", DEFLATED),
        ("Transfer-Encoding: chunked", chunked(PAGE[:9], PAGE[9:])),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
            chunked(gzipped(PAGE)[:7], gzipped(PAGE)[7:]),
        ),
        # The archive undid the coding and kept the header.
        ("Content-Encoding: gzip", PAGE),
        ("Content-Encoding: br", PAGE),
        ("Transfer-Encoding: chunked", PAGE),
    ],
)
def test_the_encodings_of_an_answer_are_undone(headers, body):
    data = record(headers="Content-Type: text/html\r\n" + headers, body=body)

    assert told(out_of(data + INFO)) == [("record 1", PAGE)]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (
            record(headers="Content-Encoding: gzip", body=gzipped(PAGE)[:20]),
            "bad_record",
        ),
        (
            record(
                headers="Content-Type: text/html\r\nTransfer-Encoding: chunked",
                body=b"f\r\n<ht",
            ),
            "bad_record",
        ),
        (
            record(
                headers="Content-Type: text/html\r\nContent-Encoding: br", body=b"\x0b"
            ),
            "unsupported",
        ),
        (record(body=b"a" * 200_000), "too_large"),
        (
            record(
                headers="Content-Type: text/html\r\nContent-Encoding: gzip",
                body=gzip.compress(bytes(200_000)),
            ),
            "too_large",
        ),
        (record(body=PAGE).replace(b"Content-Length", b"Content-Width"), "bad_record"),
        (record(body=PAGE, length=-5), "bad_record"),
        (record(body=PAGE, length=30), "bad_record"),
        (b"something else\r\n\r\n", "bad_record"),
        (b"WARC/1.0\r\n" + b"x: y\r\n" * 20_000 + b"\r\n", "bad_record"),
    ],
)
def test_a_bad_record_is_told_and_its_neighbours_come(bad, code):
    good = record(body=PAGE)
    items = told(out_of(good + bad + good))
    codes = [what for _, what in items if isinstance(what, str)]

    assert [what for _, what in items if isinstance(what, bytes)] == [PAGE, PAGE]
    assert set(codes) == {code}


@pytest.mark.parametrize("at", [12, 60, -6])
def test_a_damaged_record_of_a_compressed_archive_costs_only_itself(at):
    pages = [gzipped(record(body=b"<html>%d" % n * 50)) for n in range(5)]
    bad = bytearray(pages[2])
    bad[at] ^= 0xFF
    items = told(out_of(b"".join([*pages[:2], bytes(bad), *pages[3:]])))
    whole = {what for _, what in items if isinstance(what, bytes)}

    assert {b"<html>%d" % n * 50 for n in (0, 1, 3, 4)} <= whole
    assert "bad_record" in {what for _, what in items}


def test_garbage_between_the_records_of_a_compressed_archive_is_passed_over():
    page = gzipped(record(body=PAGE))
    items = told(out_of(page + b"garbage" * 9 + page))

    assert [what for _, what in items] == [PAGE, "bad_record", PAGE]


def test_an_archive_that_is_cut_off_gives_the_pages_before_the_cut():
    bodies = [random.Random(number).randbytes(500) for number in range(3)]
    data = b"".join(record(body=body) for body in bodies)

    for packed in (data[:-60], gzipped(data)[:-60]):
        items = told(out_of(packed, "a.warc"))
        assert items[:2] == [("record 1", bodies[0]), ("record 2", bodies[1])]
        assert items[-1] == ("a.warc", "broken")


def test_an_address_that_is_none_to_print_is_left_out():
    for address in ("https://news.example/\x07", "https://news.example/" + "a" * 3_000):
        assert members_of(record(body=PAGE, address=address))[0].address == ""
    bracketed = record(body=PAGE, address="<https://news.example/b>")
    assert members_of(bracketed)[0].address == "https://news.example/b"


def test_a_bomb_in_an_answer_ends_at_the_ratio():
    body = gzip.compress(bytes(20_000_000))
    data = record(
        headers="Content-Type: text/html\r\nContent-Encoding: gzip", body=body
    )
    limits = Limits(document_bytes=50_000_000)

    assert told(out_of(data + record(body=PAGE), limits=limits)) == [
        ("record 1", "ratio"),
        ("record 2", PAGE),
    ]
