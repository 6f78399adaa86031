"""Lines and arrays of JSON: each object with a text is a document of its own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.containers import Limits, Member
from archive.containers.json_values import BadJson, fields_of
from tests.archive.containers.packing import gzipped, members_of, out_of, told
from tests.effort import examples

RECORDS = [
    {"id": "1", "title": 'The "new" park', "text": "Opened.\nIn May."},
    {"id": "2", "html": "<p>Closed \\ again.</p>", "tags": [{"a": ["}"]}]},
    {"id": "3", "headline": "新闻 😀", "content": "亿元"},
]
LINES = [json.dumps(record, ensure_ascii=False).encode() for record in RECORDS]


def named(lines: list[bytes], word: str = "line") -> list[tuple[str, bytes]]:
    return [(f"{word} {number}", line) for number, line in enumerate(lines, start=1)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_each_line_is_a_document_with_its_bytes_unchanged(end, last):
    data = end.join(LINES) + (end if last else b"")
    items = out_of(data, "export.txt")

    assert told(items) == named(LINES)
    assert {item.container for item in items} == {"export.txt"}


def test_blank_lines_count_but_are_no_records():
    assert told(out_of(LINES[0] + b"\n\n \n" + LINES[1])) == [
        ("line 1", LINES[0]),
        ("line 4", LINES[1]),
    ]


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (b'{"text": "no end', "string"),
        (b'{"text": "a"} {"text": "b"}', "follows"),
        (b'{"text": "a",}', "no JSON"),
        (b'{"text": }', "no JSON"),
        (b'{"text": "a", "b": [1, 2}', "no JSON"),
        (b'{"text": "a", "b": [1,, 2]}', "no JSON"),
        (b'{"text": "a", "b": tru}', "no JSON"),
        (b'{"text": "\\x"}', "string"),
        (b'["text"]', "no JSON object"),
        (b'"text"', "no JSON object"),
        (b'{"id": "4", "title": "Nothing else"}', "neither"),
        (b'{"body": "of a table of cars"}', "neither"),
        (b"\xff\xfe\x00", "no JSON object"),
        (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deeper"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_its_neighbours_come(bad, word):
    data = b"\n".join([LINES[0], bad, LINES[1]])
    items = out_of(data, limits=Limits())

    assert told(items) == [
        ("line 1", LINES[0]),
        ("line 2", "bad_record"),
        ("line 3", LINES[1]),
    ]
    assert word in items[1].reason


def test_a_bad_first_line_does_not_cost_the_others():
    data = b'{"text": "cut of\n' + b"\n".join(LINES)

    assert [name for name, _ in told(out_of(data))] == [
        f"line {number}" for number in (1, 2, 3, 4)
    ]


def test_a_line_above_the_limit_is_passed_over_and_its_neighbours_come():
    long = b'{"text": "' + b"a" * 200_000 + b'"}'
    for lines in ([LINES[0], long, LINES[1]], [long, LINES[0], LINES[1]]):
        expected = [
            (name, "too_large" if line is long else line) for name, line in named(lines)
        ]
        assert told(out_of(b"\n".join(lines))) == expected


def test_a_line_of_just_the_limit_comes():
    line = b'{"text": "' + b"a" * 99_988 + b'"}'

    assert len(line) == 100_000
    assert told(out_of(line + b"\n" + LINES[0])) == named([line, LINES[0]])


def test_many_bad_lines_are_counted_not_listed():
    data = LINES[0] + b"\n{bad" * 50 + b"\n" + LINES[1]
    items = out_of(data, "a.jsonl", Limits(bad_records=10))

    assert len(items) == 13
    assert told(items)[-2:] == [("line 52", LINES[1]), ("a.jsonl", "too_many_bad")]
    assert items[-1].reason.startswith("40 ")


def test_one_object_is_the_same_document_with_and_without_a_line_end():
    for data in (LINES[0], LINES[0] + b"\n", LINES[0] + b"\r\n", b"\n" + LINES[0]):
        assert out_of(data, "a.json") == [Member("a.json", LINES[0], "")]


def test_an_object_over_several_lines_is_one_document():
    data = json.dumps(RECORDS, indent=2)[1:-1].strip().encode()
    single = json.dumps(RECORDS[1], indent=1).encode() + b"\n"

    assert out_of(single, "a.json") == [Member("a.json", single, "")]
    assert len(out_of(data)) == 1


@pytest.mark.parametrize("blanks", [{}, {"indent": 3}, {"separators": (",", ":")}])
def test_each_object_of_an_array_is_a_document_with_its_bytes_unchanged(blanks):
    data = json.dumps(RECORDS, ensure_ascii=False, **blanks).encode()
    items = members_of(b" " + data + b"\n", "a.json")

    assert [json.loads(item.data) for item in items] == RECORDS
    assert all(item.data in data for item in items)
    assert [item.name for item in items] == ["item 1", "item 2", "item 3"]


def test_a_bad_element_of_an_array_is_told_and_its_neighbours_come():
    parts = [LINES[0], b'{"text": nothing}', b"3", LINES[1], b'{"text": "a" "b"}']
    items = out_of(b"[" + b",\n".join(parts) + b"]")

    assert told(items) == [
        ("item 1", LINES[0]),
        ("item 2", "bad_record"),
        ("item 3", "bad_record"),
        ("item 4", LINES[1]),
        ("item 5", "bad_record"),
    ]


def test_a_long_element_of_an_array_is_passed_over_and_its_neighbours_come():
    for filling in (b"a", b'\\"', b"\\\\", b"]},{["):
        long = b'{"text": "' + filling * 400_000 + b'"}'
        items = out_of(b"[" + b",".join([LINES[0], long, LINES[1]]) + b"]")

        assert told(items) == [
            ("item 1", LINES[0]),
            ("item 2", "too_large"),
            ("item 3", LINES[1]),
        ]


def test_an_array_that_is_cut_off_gives_what_was_before_the_cut():
    data = b"[" + b",".join(LINES)

    assert told(out_of(data, "a.json"))[:2] == named(LINES[:2], "item")
    assert told(out_of(data, "a.json"))[-1] == ("a.json", "broken")
    assert told(out_of(data + b"] []", "a.json")) == [
        *named(LINES, "item"),
        ("a.json", "broken"),
    ]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16le"),
        ("utf-16-be", "utf-16be"),
        ("gb18030", ""),
        ("gbk", ""),
    ],
)
def test_records_keep_their_encoding(encoding, charset):
    # 亊 and 乗 have ASCII's backslash and brace as second bytes in GB18030.
    records = [{"text": "上海 乗亊乕亄\\ 新闻"}, {"text": "第二"}]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    for text in ("\n".join(lines), "[" + ",".join(lines) + "]"):
        items = members_of((mark + text).encode(encoding), "a.json")

        plain = "utf-16" if "16" in charset else charset or encoding
        assert [json.loads(item.data.decode(plain)) for item in items] == records
        assert {item.charset for item in items} == {charset}


def test_text_that_begins_with_a_bracket_is_a_text():
    for data in (b"[Photo by Li Na] A story.", b"{A story} of braces.", b"[1] Notes."):
        assert out_of(data) == [Member("file", data, "")]


def test_lines_are_found_in_compressed_streams():
    assert told(out_of(gzipped(b"\n".join(LINES)), "a.jsonl.gz")) == named(LINES)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.text(max_size=6), PLAIN, max_size=6),
    st.sampled_from([None, 0, 2]),
    st.booleans(),
)
def test_fields_stand_where_the_standard_library_finds_their_values(
    record, indent, ascii_only
):
    text = json.dumps(record, indent=indent, ensure_ascii=ascii_only)
    found = {field.key: text[field.start : field.end] for field in fields_of(text)}

    assert list(found) == list(record)
    assert [json.dumps(json.loads(value)) for value in found.values()] == [
        json.dumps(value) for value in record.values()
    ]


@given(
    st.dictionaries(st.text("ab", max_size=3), PLAIN, max_size=4).map(json.dumps),
    st.data(),
)
@settings(max_examples=examples(400))
def test_what_the_standard_library_refuses_is_refused(text, data):
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 2)))
    instead = data.draw(st.text('{}[]",:\\ 0e-.tnu\n', max_size=2))
    changed = text[:at] + instead + text[until:]
    try:
        good = isinstance(json.loads(changed, strict=False), dict)
    except ValueError:
        good = False
    try:
        list(fields_of(changed))
        ours = True
    except BadJson:
        ours = False

    assert ours == good


@given(st.lists(st.dictionaries(st.text(), st.text(), max_size=3), min_size=1))
def test_any_array_is_cut_where_its_elements_end(records):
    records = [{"text": "", **record} for record in records]
    data = json.dumps(records, ensure_ascii=False).encode("utf-8", "replace")
    items = members_of(data)

    assert [json.loads(item.data) for item in items] == json.loads(data)
