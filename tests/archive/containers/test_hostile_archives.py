"""Archives made to harm: limits hold on what comes out, and neighbours survive."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.containers import Limits, Member, Problem, unpack
from tests.archive.containers.packing import (
    SMALL,
    gzipped,
    out_of,
    record,
    tar_of,
    told,
    zip_of,
)
from tests.effort import examples

GOOD = [(f"{number}.txt", b"Story %d. " % number * 40) for number in range(6)]
ZEROS = bytes(20_000_000)


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that do not become smaller."""
    return random.Random(seed).randbytes(size)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_bomb_ends_at_the_ratio_and_its_neighbours_come(pack):
    packed = tar_of(("a", b"1"), ("bomb", pack(ZEROS)), ("b", b"2"))
    # A file that was read up to the limit of its size is refused for that.
    limits = Limits(document_bytes=50_000_000)

    assert told(out_of(packed, limits=limits)) == [
        ("a", b"1"),
        ("bomb", "ratio"),
        ("b", b"2"),
    ]
    assert told(out_of(packed))[1] == ("bomb", "too_large")


def test_a_bomb_in_a_zip_ends_at_the_ratio_though_it_says_it_is_small():
    packed = zip_of(("a", b"1"), ("bomb", ZEROS), ("b", b"2"))
    limits = Limits(document_bytes=50_000_000)

    assert told(out_of(packed, limits=limits)) == [
        ("a", b"1"),
        ("bomb", "ratio"),
        ("b", b"2"),
    ]
    lying = packed.replace(struct.pack("<L", len(ZEROS)), struct.pack("<L", 9))
    assert told(out_of(lying, limits=limits)) == [
        ("a", b"1"),
        ("bomb", "broken"),
        ("b", b"2"),
    ]


def test_bombs_beside_each_other_end_the_file_when_all_are_too_many():
    bombs = [(f"{number}.bin", ZEROS[:9_000_000]) for number in range(20)]
    items = out_of(zip_of(*bombs), limits=Limits())

    assert [len(item.data) for item in items[:-1]] == [9_000_000] * (len(items) - 1)
    assert told(items)[-1] == ("file", "ratio")
    assert len(items) < 20


def test_bombs_in_bombs_end_the_file():
    inner = zip_of(*((f"{number}", ZEROS) for number in range(16)))
    outer = zip_of(*((f"{number}.zip", inner) for number in range(16)))
    items = out_of(outer, limits=Limits(document_bytes=50_000_000))

    assert told(items)[-1] == ("file", "ratio")
    assert all(isinstance(item, Problem) for item in items)


def test_what_comes_out_of_one_file_is_limited_altogether():
    packed = zip_of(*GOOD)

    assert told(out_of(packed, limits=Limits(total_bytes=1_000))) == [
        *GOOD[:2],
        ("file", "too_large"),
    ]


def test_a_document_above_the_limit_is_passed_over_and_its_neighbours_come():
    files = [("a", b"1"), ("large", noise(100_001)), ("b", b"2")]

    for packed in (tar_of(*files), gzipped(tar_of(*files)), zip_of(*files)):
        assert told(out_of(packed)) == [
            ("a", b"1"),
            ("large", "too_large"),
            ("b", b"2"),
        ]
    assert told(out_of(noise(100_001))) == [("file", "too_large")]
    assert told(out_of(gzipped(noise(100_001)), "a.gz")) == [("a.gz", "too_large")]


def test_a_document_of_just_the_limit_comes():
    data = noise(100_000)

    assert told(out_of(zip_of(("a", data)))) == [("a", data)]


def test_archives_too_deep_in_each_other_are_told():
    packed = b"A story."
    for _ in range(4):
        packed = gzipped(packed)

    assert told(out_of(packed, "a.gz", Limits(depth=4))) == [("a", b"A story.")]
    assert told(out_of(packed, "a.gz", Limits(depth=3))) == [("a.gz", "too_deep")]


def test_an_archive_that_holds_itself_ends():
    deep = zip_of(("x", b"x"))
    for _ in range(50):
        deep = zip_of(("again.zip", deep))

    assert told(out_of(deep, "r.zip")) == [("again.zip", "too_deep")]


def test_too_many_files_end_the_archive():
    for packed in (tar_of(*GOOD), zip_of(*GOOD)):
        assert told(out_of(packed, limits=Limits(members=4))) == [
            *GOOD[:4],
            ("file", "too_many"),
        ]


def test_an_xz_stream_that_asks_for_much_memory_is_told():
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 29}]
    packed = lzma.compress(b"x", filters=filters)

    assert told(out_of(packed, "a.xz")) == [("a.xz", "memory")]
    assert told(out_of(lzma.compress(b"x", preset=9), "a.xz")) == [("a", b"x")]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("pack", ["tar", "tar.gz", "tar.xz", "zip"])
def test_an_archive_that_is_cut_off_gives_what_was_before_the_cut(pack, cut):
    files = [(f"{number}.txt", noise(9_000, number)) for number in range(60)]
    packed = {
        "tar": tar_of,
        "tar.gz": lambda *files: gzipped(tar_of(*files)),
        "tar.xz": lambda *files: lzma.compress(tar_of(*files)),
        "zip": zip_of,
    }[pack](*files)
    items = told(out_of(packed[: int(len(packed) * cut)], f"cut.{pack}"))
    whole = [item for item in items if isinstance(item[1], bytes)]

    assert whole == files[: len(whole)]
    # What is unpacked in large pieces loses at most the last one.
    assert len(whole) >= 60 * cut - (40 if pack == "tar.xz" else 3)
    assert items[-1] == (f"cut.{pack}", "broken")
    assert {code for _, code in items[len(whole) :]} == {"broken"}


def test_a_damaged_header_in_a_tar_costs_one_file_only():
    packed = bytearray(tar_of(*GOOD, form=tarfile.USTAR_FORMAT))
    packed[2 * 1024] ^= 0xFF  # in the third header

    assert told(out_of(bytes(packed))) == [
        *GOOD[:2],
        ("file", "broken"),
        *GOOD[3:],
    ]


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + b"\xff" * 11, b"7" * 12])
def test_a_tar_with_a_negative_or_huge_size_ends_with_a_reason(size):
    packed = bytearray(tar_of(*GOOD[:2], form=tarfile.USTAR_FORMAT))
    packed[124:136] = size
    block = packed[:148] + b" " * 8 + packed[156:512]
    packed[148:156] = b"%06o\x00 " % sum(block)
    items = told(out_of(bytes(packed)))

    assert {code for _, code in items if isinstance(code, str)} <= {
        "broken",
        "too_large",
    }
    assert isinstance(items[-1][1], str) or items[-1] == GOOD[1]


def test_a_name_of_a_megabyte_is_told_and_the_file_comes():
    info = tarfile.TarInfo("x" * 1_000_000)
    packed = tar_of(info, ("b", b"2"), form=tarfile.GNU_FORMAT)
    items = out_of(packed)

    assert items[0].code == "broken"
    assert told(items)[-1] == ("b", b"2")
    assert all(len(item.name) <= 500 for item in items)


def test_files_of_a_zip_that_share_their_bytes_are_told():
    packed = bytearray(zip_of(("aaaa", b"1" * 500), ("bbbb", b"2" * 500)))
    second = packed.rindex(b"PK\x01\x02")
    packed[second + 42 : second + 46] = struct.pack("<L", 0)

    codes = [code for _, code in told(out_of(bytes(packed)))]
    assert codes == ["overlap", "overlap"]


def test_a_file_of_a_zip_that_reaches_into_the_next_is_told():
    packed = bytearray(zip_of(("aaaa", b"1" * 500), ("bbbb", b"2" * 500)))
    first = packed.index(b"PK\x01\x02")
    packed[first + 20 : first + 24] = struct.pack("<L", 100)

    assert told(out_of(bytes(packed))) == [("aaaa", "overlap"), ("bbbb", b"2" * 500)]


def test_a_changed_byte_in_a_zip_is_told_by_its_check_sum():
    packed = zip_of(("a", b"first story"), ("b", b"2"), method=zipfile.ZIP_STORED)

    assert told(out_of(packed.replace(b"first", b"worst"))) == [
        ("a", "broken"),
        ("b", b"2"),
    ]


def test_a_damaged_directory_of_a_zip_costs_nothing_but_a_problem():
    packed = bytearray(zip_of(*GOOD))
    at = packed.index(b"PK\x01\x02", packed.index(b"PK\x01\x02") + 1)
    packed[at] ^= 0xFF

    assert told(out_of(bytes(packed))) == [GOOD[0], ("file", "broken"), *GOOD[1:]]


def test_a_zip_in_a_container_is_held_only_up_to_a_limit():
    packed = tar_of(("inner.zip", zip_of(("a", noise(9_000)))), ("b", b"2"))
    limits = Limits(spool_bytes=5_000)

    assert told(out_of(packed, limits=limits)) == [
        ("inner.zip", "too_large"),
        ("b", b"2"),
    ]


@pytest.mark.parametrize("after", [0, 1, 9, 300])
@pytest.mark.parametrize(
    "pack", [zip_of, tar_of, lambda *files: gzipped(tar_of(*files))]
)
def test_a_file_that_cannot_be_read_is_a_problem(pack, after):
    class Failing(io.BytesIO):
        reads = 0

        def read(self, size: int = -1) -> bytes:
            self.reads += 1
            if self.reads > after:
                raise OSError(5, "Input/output error")
            return super().read(min(size, 2_000))

    files = [(f"{number}.txt", noise(9_000, number)) for number in range(90)]
    items = list(unpack(Failing(pack(*files)), "a.bin", SMALL))
    assert told(items)[-1] == ("a.bin", "unreadable")
    assert "Input/output error" in items[-1].reason
    assert [item.code for item in items if isinstance(item, Problem)] == ["unreadable"]


def _peak(data: bytes, limits: Limits) -> int:
    """Bytes of memory at most while all comes out and is forgotten at once."""
    tracemalloc.start()
    for _ in unpack(io.BytesIO(data), "file", limits):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize(
    "make",
    [
        lambda: gzip.compress(bytes(60_000_000)),
        lambda: gzip.compress(b'{"text": "' + b"a" * 60_000_000),
        lambda: gzip.compress(b'[{"text": "' + b"a" * 60_000_000),
        lambda: gzip.compress(b'[{"text": "' + b"\\" * 60_000_000),
        lambda: gzip.compress(b'{"text": "a", "b": [' + b"[],{}," * 3_000_000),
        lambda: gzip.compress(b'id,text\n1,"' + b"a" * 60_000_000),
        lambda: gzip.compress(b"id,text\n1," + b'""' * 3_000_000),
        lambda: gzip.compress(record(body=b"a" * 60_000_000, length=70_000_000)),
        lambda: gzip.compress(tar_of(("a", bytes(60_000_000)))),
        lambda: gzip.compress(b"WARC/1.0\r\n" + b"a: b\r\n" * 10_000_000),
    ],
    ids=map(str, range(10)),
)
def test_a_large_record_or_file_takes_no_more_memory_than_a_document(make):
    limits = Limits(document_bytes=2_000_000, ratio=10_000)

    assert _peak(make(), limits) < 12_000_000


def _sample() -> list[bytes]:
    lines = b"".join(b'{"id": %d, "text": "Story"}\n' % n for n in range(20))
    table = b"id,title,text\n" + b'1,"A ""title""","Story\nof two lines"\n' * 9
    files = [("lines", lines), ("table", table), ("page", b"<html>x</html>"), *GOOD]
    pages = b"".join(record(body=b"<html>%d" % n) for n in range(5))
    return [
        lines,
        table,
        b"[" + lines.replace(b"\n", b",\n")[:-2] + b"]",
        tar_of(*files),
        zip_of(*files),
        zip_of(*files, method=zipfile.ZIP_STORED),
        gzipped(tar_of(*files)),
        lzma.compress(zip_of(*files)),
        pages,
        b"".join(gzipped(record(body=b"<html>%d" % n)) for n in range(5)),
        gzipped(record(headers="Content-Encoding: gzip", body=gzipped(b"<html>"))),
    ]


SAMPLES = _sample()


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=examples(300), deadline=None)
def test_whatever_is_changed_in_a_container_nothing_is_raised(packed, data):
    changed = bytearray(packed)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(changed) - 1)))
        how = data.draw(st.sampled_from(["flip", "cut", "drop", "double", "zeros"]))
        if how == "flip" and changed:
            changed[at] ^= data.draw(st.integers(1, 255))
        elif how == "cut":
            del changed[at:]
        elif how == "drop":
            del changed[at : at + data.draw(st.integers(1, 600))]
        elif how == "double":
            changed[at:at] = changed[at : at + 700]
        else:
            changed[at : at + 64] = bytes(64)
    items = out_of(bytes(changed))

    assert items
    assert all(isinstance(item, Member | Problem) for item in items)
    assert all(
        item.name.isprintable() and item.container.isprintable() for item in items
    )
    assert all(len(item.data) <= 100_000 for item in items if isinstance(item, Member))


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08"]))
@settings(max_examples=examples(200), deadline=None)
def test_whatever_the_bytes_are_something_is_said_about_them(data, start):
    assert out_of(start + data)
