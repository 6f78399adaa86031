"""An object around a list of documents, as the answers of news services have it."""

from __future__ import annotations

import json

import pytest

from archive.containers import Limits, Member
from archive.parsing import parse
from tests.archive.containers.packing import gzipped, members_of, out_of, told

RECORDS = [
    {"title": "A new park", "text": 'It is "open" to all.', "tags": ["]", "}"]},
    {"title": "The mill", "html": "<p>Closed \\ again.</p>"},
    {"headline": "新闻 😀", "content": "亿元"},
]
FORMS = [{}, {"indent": 2}, {"indent": 0}, {"separators": (",", ":")}]


def packed(record: object, **form: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, **form).encode()


def texts(items: list) -> list[object]:
    return [json.loads(item.data) for item in items if isinstance(item, Member)]


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize(
    "key", ["articles", "items", "data", "results", "docs", "records", "anything"]
)
def test_each_document_of_the_list_comes_with_its_bytes_unchanged(key, form):
    data = packed({key: RECORDS}, **form)
    items = out_of(b" " + data + b"\n", "answer.json")

    assert texts(items) == RECORDS
    assert [item.name for item in items] == ["item 1", "item 2", "item 3"]
    assert {item.container for item in items} == {"answer.json"}
    assert all(item.data in data for item in items)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_other_fields_may_stand_around_the_list(form):
    answer = {
        "status": "ok",
        "facets": [{"name": "metro", "count": 3}],
        "query": {"q": "[{", "page": [1, [2]]},
        "results": RECORDS,
        "next": None,
        "notes": ["}", "]"],
    }

    assert texts(out_of(packed(answer, **form))) == RECORDS


def test_the_documents_of_several_lists_all_come():
    items = out_of(packed({"news": RECORDS[:2], "reports": RECORDS[2:]}))

    assert texts(items) == RECORDS
    assert [item.name for item in items] == ["item 1", "item 2", "item 3"]


@pytest.mark.parametrize(
    "document",
    [
        {"text": "The story.", "comments": RECORDS},
        {"comments": RECORDS, "title": "The mill", "content": "The story."},
        {"title": "The mill", "html": "<p>Story.</p>", "images": [{"url": "a"}]},
        {"title": "Nothing", "items": []},
        {"facets": [{"name": "metro"}]},
        {"items": ["text", "html"]},
        {"response": {"docs": RECORDS}},
    ],
)
def test_an_object_that_is_a_document_or_holds_none_stays_one(document):
    data = packed(document)

    assert out_of(data, "a.json") == [Member("a.json", data, "")]


def test_lines_that_are_documents_stay_lines_whatever_lists_they_hold():
    lines = [
        packed({"title": "No text here", "related": RECORDS}),
        packed({"text": "The story.", "related": RECORDS}),
    ]

    assert told(out_of(b"\n".join(lines))) == [
        ("line 1", "bad_record"),
        ("line 2", lines[1]),
    ]


def test_a_bad_element_is_told_and_its_neighbours_come():
    good = packed(RECORDS[0])
    parts = [b'{"text": nothing}', good, b"3", good, b'{"id": 4}']
    data = b'{"n": 5, "docs": [' + b", ".join(parts) + b'], "end": true}'

    assert told(out_of(data)) == [
        ("item 1", "bad_record"),
        ("item 2", good),
        ("item 3", "bad_record"),
        ("item 4", good),
        ("item 5", "bad_record"),
    ]


def test_a_long_element_is_passed_over_and_its_neighbours_come():
    good, long = packed(RECORDS[0]), b'{"text": "' + b'\\"]' * 200_000 + b'"}'

    assert told(out_of(b'{"items": [' + b",".join([good, long, good]) + b"]}")) == [
        ("item 1", good),
        ("item 2", "too_large"),
        ("item 3", good),
    ]


def test_a_list_longer_than_any_document_may_be_comes_element_by_element():
    records = [{"title": f"Mill {n}", "text": f"Part {n}. " * 30} for n in range(900)]
    data = packed({"total": 900, "articles": records, "end": 1})

    assert len(data) > 2 * 100_000
    assert texts(out_of(data)) == records
    assert texts(out_of(gzipped(data), "a.json.gz")) == records


def test_what_is_cut_off_gives_what_was_before_the_cut():
    data = packed({"articles": RECORDS})

    items = out_of(data[:-9], "a.json")
    assert texts(items) == RECORDS[:2]
    assert told(items)[-1] == ("a.json", "broken")
    items = out_of(data[:-1], "a.json")
    assert texts(items) == RECORDS
    assert told(items)[-1] == ("a.json", "broken")


def test_no_more_comes_out_than_the_limits_allow():
    data = packed({"articles": RECORDS})

    assert told(out_of(data, "a.json", Limits(members=2)))[-1] == (
        "a.json",
        "too_many",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_list_may_be_in_any_encoding(encoding):
    first = "普陀区周一表示，新建的公园投资一点八四亿元，向全体市民免费开放。"
    records = [{"title": "公园开放 乗亊", "text": f"{first}{n}\\"} for n in range(3)]
    text = json.dumps({"n": 3, "docs": records}, ensure_ascii=False, indent=1)
    items = members_of(text.encode(encoding), "a.json")

    bodies = [parse(item.data, item.charset).articles[0].body.text for item in items]
    assert bodies == [record["text"] for record in records]


@pytest.mark.parametrize("filling", ["a", "[", "{", '"', "\\", '[{"', ",", '":[{'])
def test_whatever_the_object_holds_something_is_said_about_it(filling):
    for start in ('{"a":', '{"a":[{', '{"a":[{"text":"b"},', '{"'):
        assert out_of((start + filling * 150_000).encode())
