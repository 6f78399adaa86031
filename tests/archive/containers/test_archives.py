"""Archives of files: what lies in them comes out, whatever they are called."""

from __future__ import annotations

import bz2
import lzma
import struct
import tarfile
import zipfile
import zlib

import pytest

from archive.containers import Member
from tests.archive.containers.packing import (
    gzipped,
    members_of,
    out_of,
    problems_of,
    tar_of,
    told,
    zip_of,
)

FILES = [("2023/a.txt", b"First story."), ("2023/b.html", b"<p>Second story.</p>")]


@pytest.mark.parametrize(
    "packed",
    [
        tar_of(*FILES),
        tar_of(*FILES, form=tarfile.GNU_FORMAT),
        tar_of(*FILES, form=tarfile.USTAR_FORMAT),
        gzipped(tar_of(*FILES)),
        lzma.compress(tar_of(*FILES)),
        bz2.compress(tar_of(*FILES)),
        zip_of(*FILES),
        zip_of(*FILES, method=zipfile.ZIP_STORED),
        zip_of(*FILES, method=zipfile.ZIP_BZIP2),
        gzipped(zip_of(*FILES)),
    ],
    ids=map(str, range(10)),
)
@pytest.mark.parametrize("pipe", [False, True])
def test_every_file_of_an_archive_comes_out_as_it_went_in(packed, pipe):
    items = out_of(packed, "clippings.jpg", pipe=pipe)

    assert told(items) == FILES
    assert {item.container for item in items} == {"clippings.jpg"}


def test_a_file_that_is_no_container_is_its_own_document():
    assert out_of(b"Just a story.", "a.zip") == [Member("a.zip", b"Just a story.", "")]


def test_an_empty_file_is_a_document_without_bytes():
    assert out_of(b"") == [Member("file", b"", "")]


def test_a_compressed_document_loses_the_suffix_of_its_compression():
    assert out_of(gzipped(b"A story."), "a.txt.GZ") == [
        Member("a.txt", b"A story.", "a.txt.GZ")
    ]


def test_archives_in_archives_name_all_that_holds_them():
    inner = zip_of(("deep/story.txt.gz", gzipped(b"Found.")))
    packed = gzipped(tar_of(("inner.zip", inner), ("beside.txt", b"Beside.")))

    assert out_of(packed, "week.tar.gz") == [
        Member("deep/story.txt", b"Found.", "week.tar.gz!inner.zip!deep/story.txt.gz"),
        Member("beside.txt", b"Beside.", "week.tar.gz"),
    ]


def test_streams_of_gzip_after_one_another_are_one_document():
    packed = gzipped(b"One. ") + gzipped(b"") + gzipped(b"Two.") + b"\x00" * 700

    assert told(out_of(packed)) == [("file", b"One. Two.")]


def test_names_longer_than_a_header_are_whole():
    name = "/".join(["a very long name of a folder"] * 12) + ".txt"

    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        assert told(out_of(tar_of((name, b"x"), form=form))) == [(name, b"x")]


def test_a_chinese_name_of_an_old_zip_is_read():
    plain = zip_of(("abcd.txt", b"x"))
    packed = plain.replace(b"abcd", "新闻".encode("gbk"))

    assert [item.name for item in members_of(packed)] == ["新闻.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("/etc/passwd", "/etc/passwd"),
        ("a\nb\x1b[31m.txt", "a\\nb\\x1b[31m.txt"),
        ("story\u202etxt.exe", "story\\u202etxt.exe"),
    ],
)
def test_hostile_names_are_only_names_and_can_be_printed(name, shown):
    assert told(out_of(tar_of((name, b"x")))) == [(shown, b"x")]
    assert told(out_of(zip_of((name, b"x")))) == [(shown, b"x")]


def test_a_name_that_is_no_text_is_spelt_out():
    info = tarfile.TarInfo("a\udcff\udcfe.txt")
    packed = tar_of(info, form=tarfile.GNU_FORMAT)

    assert [item.name for item in members_of(packed)] == ["a\\xff\\xfe.txt"]


def test_hidden_files_are_passed_over_as_in_folders():
    files = [("./a.txt", b"x"), (".git/b", b"x"), ("__MACOSX/._a.txt", b"x")]

    assert told(out_of(tar_of(*files))) == [("./a.txt", b"x")]
    assert told(out_of(zip_of(*files))) == [("./a.txt", b"x")]


def test_office_documents_are_documents_though_they_are_zips():
    packed = zip_of(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"x"))

    assert out_of(packed, "report.docx") == [Member("report.docx", packed, "")]


@pytest.mark.parametrize(
    ("kind", "code", "word"),
    [
        (tarfile.SYMTYPE, "link", "link"),
        (tarfile.LNKTYPE, "link", "hard link"),
        (tarfile.CHRTYPE, "special", "character device"),
        (tarfile.BLKTYPE, "special", "block device"),
        (tarfile.FIFOTYPE, "special", "pipe"),
        (tarfile.GNUTYPE_SPARSE, "special", "sparse file"),
    ],
)
def test_what_is_no_regular_file_in_a_tar_is_told_and_its_neighbours_come(
    kind, code, word
):
    info = tarfile.TarInfo("odd")
    info.type, info.linkname = kind, "/etc/passwd"
    items = out_of(tar_of(("a", b"1"), info, ("b", b"2")))

    assert told(items) == [("a", b"1"), ("odd", code), ("b", b"2")]
    assert items[1].reason == f"It is a {word}."


def test_a_sparse_file_of_the_newer_form_is_told():
    info = tarfile.TarInfo("odd")
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.realsize": "9" * 15}

    assert told(out_of(tar_of(info, ("b", b"2")))) == [("odd", "special"), ("b", b"2")]


def test_folders_are_neither_documents_nor_problems():
    folder = tarfile.TarInfo("folder")
    folder.type = tarfile.DIRTYPE

    assert told(out_of(tar_of(folder, ("folder/a", b"1")))) == [("folder/a", b"1")]
    assert told(out_of(zip_of(("folder/", b""), ("folder/a", b"1")))) == [
        ("folder/a", b"1")
    ]


def test_a_link_in_a_zip_is_told():
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    packed = zip_of((info, b"/etc/passwd"), ("a", b"1"))

    assert told(out_of(packed)) == [("link", "link"), ("a", b"1")]


def test_an_encrypted_file_of_a_zip_is_told_and_its_neighbours_come():
    packed = bytearray(zip_of(("secret", b"x"), ("open", b"1")))
    packed[6] |= 1  # the flag in the local header
    packed[packed.index(b"PK\x01\x02") + 8] |= 1  # and in the directory

    assert told(out_of(bytes(packed))) == [("secret", "encrypted"), ("open", b"1")]


def test_a_method_of_packing_that_is_not_undone_is_told():
    packed = zip_of(("odd", b"x"), ("a", b"1"), method=zipfile.ZIP_LZMA)

    assert {item.code for item in problems_of(packed)} == {"unsupported"}


def test_a_container_without_documents_says_so():
    folder = tarfile.TarInfo("folder")
    folder.type = tarfile.DIRTYPE

    assert told(out_of(zip_of(), "none.zip")) == [("none.zip", "empty")]
    assert told(out_of(tar_of(folder), "none.tar")) == [("none.tar", "empty")]


def test_a_zip_written_as_a_stream_is_read_by_its_directory_and_without_it():
    packed = _streamed_zip(("a.txt", b"First."), ("b.txt", b"Second."))

    assert told(out_of(packed)) == [("a.txt", b"First."), ("b.txt", b"Second.")]
    cut = packed[: packed.index(b"PK\x01\x02")]
    assert told(out_of(cut, "cut.zip")) == [
        ("a.txt", b"First."),
        ("b.txt", b"Second."),
        ("cut.zip", "broken"),
    ]


def _streamed_zip(*entries: tuple[str, bytes]) -> bytes:
    """A zip whose sizes stand behind the data, as programs write it into a pipe."""
    body, directory = b"", b""
    for name, data in entries:
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(data) + packer.flush()
        start, crc = len(body), zlib.crc32(data)
        names = name.encode()
        body += struct.pack(
            "<4s5HLLLHH", b"PK\x03\x04", 20, 8, 8, 0, 0, 0, 0, 0, len(names), 0
        )
        body += names + packed
        body += struct.pack("<4sLLL", b"PK\x07\x08", crc, len(packed), len(data))
        directory += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 20, 20, 8, 8, 0, 0, crc, len(packed), len(data)),
            *(len(names), 0, 0, 0, 0, 0, start),
        )
        directory += names
    end = struct.pack(
        "<4s4H2LH",
        *(b"PK\x05\x06", 0, 0, len(entries), len(entries)),
        *(len(directory), len(body), 0),
    )
    return body + directory + end


def test_a_zip_with_the_directory_of_large_archives_is_read(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    packed = zip_of(*FILES)

    assert b"PK\x06\x06" in packed
    assert told(out_of(packed)) == FILES


def test_a_zip_behind_other_bytes_in_a_file_is_not_looked_for():
    data = b"A story. " + zip_of(*FILES)

    assert out_of(data) == [Member("file", data, "")]
