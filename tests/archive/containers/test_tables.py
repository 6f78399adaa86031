"""CSV with a column of texts: each row is a document that explains itself."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.containers import Limits, Member
from tests.archive.containers.packing import SMALL, gzipped, members_of, out_of, told

HEADER = b"id,title,text\n"


def table(*rows: bytes) -> bytes:
    return HEADER + b"".join(row + b"\n" for row in rows)


def test_each_row_comes_with_the_header_and_its_bytes_unchanged():
    data = table(b'1,"The ""new"" park","Opened.\nIn May."', b"2,Closed,Again.")
    items = out_of(data, "export.txt")

    assert told(items) == [
        ("line 2", HEADER + b'1,"The ""new"" park","Opened.\nIn May."'),
        ("line 4", HEADER + b"2,Closed,Again."),
    ]
    assert {item.container for item in items} == {"export.txt"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["text", "HTML", ' "text" ', "body"])
def test_delimiters_line_ends_and_names_are_found(delimiter, end, name):
    rows = [["title", name.strip(' "')], ["One", "Story, one; here"], ["Two", "b"]]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    data = file.getvalue().encode()

    start, *records = (row for row in data.split(end.encode()) if row)
    assert [item.data for item in members_of(data)] == [
        start + end.encode() + row for row in records
    ]


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (b"3,three", "2 fields, the header has 3"),
        (b"3,three,a,b", "4 fields, the header has 3"),
        (b'3,"three,a', "quote"),
        (b'3,"three" x,a', "quote"),
        (b"3" + b"," * 5_000, "1,000 fields"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_its_neighbours_come(bad, word):
    items = out_of(table(b"1,a,b", bad, b"2,c,d", b'4,"e",f'))

    assert told(items) == [
        ("line 2", HEADER + b"1,a,b"),
        ("line 3", "bad_record"),
        ("line 4", HEADER + b"2,c,d"),
        ("line 5", HEADER + b'4,"e",f'),
    ]
    assert word in items[1].reason


def test_a_row_above_the_limit_is_passed_over_and_its_neighbours_come():
    items = out_of(table(b"1,a,b", b"2,c," + b"d" * 200_000, b"3,e,f"))

    assert told(items) == [
        ("line 2", HEADER + b"1,a,b"),
        ("line 3", "too_large"),
        ("line 4", HEADER + b"3,e,f"),
    ]


def test_a_quote_that_is_never_closed_costs_one_row_of_a_large_table():
    rows = [b"%d,a,%b" % (number, b"b" * 1_000) for number in range(400)]
    rows[7] = b'7,"a,b'
    items = out_of(table(*rows), limits=SMALL)

    assert [name for name, what in told(items) if isinstance(what, str)] == ["line 9"]
    assert len(items) == 400


def test_blank_lines_between_rows_are_nothing():
    items = out_of(HEADER + b"\n1,a,b\n\n\n2,c,d\n\n")

    assert [name for name, _ in told(items)] == ["line 3", "line 6"]


def test_a_table_without_rows_says_so():
    assert told(out_of(HEADER, "a.csv")) == [("a.csv", "empty")]


@pytest.mark.parametrize(
    "data",
    [
        b"The story, as a text, begins here.\nIt goes on.",
        b"text\nwithout a second column\n",
        b"model,body,colour\nVan,long,red\n",
        b"id,title\n1,No words\n",
    ],
)
def test_what_is_no_table_of_documents_is_one_document(data):
    assert out_of(data, "a.csv") == [Member("a.csv", data, "")]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16le"), ("gb18030", "")],
)
def test_rows_keep_their_encoding(encoding, charset):
    text = 'title,text\n新闻,"上海,\n亿元"\n第二,乗亊乕亄\n'
    items = members_of(text.encode(encoding), "a.csv")
    plain = "utf-16" if "16" in charset else charset or encoding

    assert [item.data.decode(plain) for item in items] == [
        'title,text\n新闻,"上海,\n亿元"',
        "title,text\n第二,乗亊乕亄",
    ]
    assert {item.charset for item in items} == {charset}


def test_a_row_of_bytes_that_are_no_text_does_not_cost_its_neighbours():
    data = table(b"1,a,b", b"2,\xff\xfe,\x80", b"3,c,d")

    assert [item.data for item in members_of(gzipped(data))] == [
        HEADER + b"1,a,b",
        HEADER + b"2,\xff\xfe,\x80",
        HEADER + b"3,c,d",
    ]


# The library writes a lone carriage return unquoted, and reads it as a line's end.
CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)


@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_any_table_is_read_as_the_standard_library_reads_it(
    rows, delimiter, end, quoting
):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([("title", "text"), *rows])
    items = members_of(file.getvalue().encode(), limits=Limits())

    read = [
        list(
            csv.reader(io.StringIO(item.data.decode(), newline=""), delimiter=delimiter)
        )
        for item in items
    ]
    assert [tuple(row) for _, row in read] == rows
    assert all(tuple(head) == ("title", "text") for head, _ in read)
