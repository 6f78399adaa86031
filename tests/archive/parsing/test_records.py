"""Records: what their fields say, and where in the source each word stands."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.containers import Limits, unpack
from archive.parsing import parse
from archive.parsing.kinds import Kind
from archive.parsing.record_fields import csv_field, csv_record, json_string
from archive.parsing.records import parse_record
from tests.growth import growth

FIRST = "Putuo District opened a park worth 184 million yuan on Monday, they said."
SECOND = "It is open to all the people of the city, and it costs nothing to enter."
TITLE = "A new park opens in Putuo"
STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def source_of(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def article_of(**fields: object):
    return parse_record(source_of(**fields), Kind.JSON, "line 1").article


def test_a_json_record_is_an_article_with_its_fields():
    article = article_of(
        id="7",
        url="https://news.example/metro/a",
        title=TITLE,
        text=f"{FIRST}\n\n{SECOND}",
        published="2023-08-19T00:50:00+08:00",
        publisher="Harbour Daily",
        author="By Li Na and Wang Wei",
        section="Metro",
        tags=["parks", "Putuo"],
    )

    assert article.headline.text == TITLE
    assert article.body.text == f"{FIRST}\n\n{SECOND}"
    assert article.address == "https://news.example/metro/a"
    assert article.publisher == "Harbour Daily"
    assert article.bylines == ("Li Na", "Wang Wei")
    assert article.section == "Metro"
    assert article.tags == ("parks", "Putuo")
    assert article.published.on == date(2023, 8, 19)
    assert article.published.at.utcoffset() == timedelta(hours=8)
    assert article.published.basis == "stated"


def test_a_row_of_a_table_is_an_article_with_its_fields():
    source = (
        "Title,Date,Text,Source\r\n"
        f'"A ""new"" park opens",2023-08,"{FIRST}\n\nIt is ""green"", all said, '
        'and it is open to the people.",Harbour Daily'
    )
    article = parse_record(source, Kind.CSV, "line 2").article

    assert article.headline.text == 'A "new" park opens'
    assert article.body.text.endswith(
        'It is "green", all said, and it is open to the people.'
    )
    assert article.published.on == date(2023, 8, 1)
    assert article.published.precision == "month"
    assert article.publisher == "Harbour Daily"


@pytest.mark.parametrize("ascii_only", [True, False])
def test_every_word_leads_to_its_place_in_the_source(ascii_only):
    text = f'{FIRST}\n\nIt is "green" 😀 and é – so they say – it is open to all.'
    record = {"title": 'The "new" park é', "text": text}
    source = json.dumps(record, ensure_ascii=ascii_only)
    article = parse_record(source, Kind.JSON, "x").article

    for mapped in (article.headline, article.body):
        for at, char in enumerate(mapped.text):
            ranges = mapped.raw_ranges(at, at + 1)
            if not ranges:
                assert char == "\n"
                continue
            ((low, high),) = ranges
            assert source[low:high] in (char, "\\")
    start = article.body.text.index("184 million yuan")
    low, high = article.body.raw_ranges(start, start + 16)[0]
    assert source[low:high] == "184 million yuan"
    assert article.body.text[slice(*article.body.locate([(low, high)], source))] == (
        "184 million yuan"
    )
    ((low, high),) = article.pieces
    assert source[low:high].startswith("Putuo District")


def test_the_place_of_the_date_is_where_the_record_states_it():
    source = source_of(text=FIRST, published="19 August 2023")
    published = parse_record(source, Kind.JSON, "x").article.published

    assert [source[low:high] for low, high in published.raw_ranges] == [
        "19 August 2023"
    ]


def test_the_date_in_the_text_counts_where_the_record_states_none():
    source = source_of(text=f"{TITLE}\nBy Li Na\n2023-08-17\n\n{FIRST}\n\n{SECOND}")
    article = parse_record(source, Kind.JSON, "x").article

    assert article.published.on == date(2023, 8, 17)
    assert [source[low:high] for low, high in article.published.raw_ranges] == [
        "2023-08-17"
    ]


def test_what_the_record_states_wins_over_what_the_text_says():
    article = article_of(
        title=TITLE,
        text=f"{TITLE}\nBy Li Na\n2023-08-17\n\n{FIRST}\n\n{SECOND}\n"
        "Source: Old Post   Editor: Liu Qi",
        published="2023-08-19",
        publisher="Harbour Daily",
        byline="Wang Wei",
    )

    assert article.published.on == date(2023, 8, 19)
    assert article.publisher == "Harbour Daily"
    assert article.bylines == ("Wang Wei",)
    assert article.editor == "Liu Qi"


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n",
        f"{TITLE}\n\n{TITLE}\nBy Li Na\n2023-08-17\n\n",
        f"Home\nNews\n{TITLE}\nLi Na\nLi Na\n00:50 UTC+8, 2023-08-19\n\n",
        f"{TITLE.upper()}\n\n",
        "",
    ],
)
def test_the_title_is_not_said_again_in_the_body(head):
    article = article_of(title=TITLE, text=f"{head}{FIRST}\n\n{SECOND}")

    assert article.headline.text == TITLE
    assert article.body.text == f"{FIRST}\n\n{SECOND}"


def test_a_longer_line_below_the_title_announces_the_story():
    dek = "Thousands came to see the trees along the creek on the first day of summer"
    article = article_of(title="Green again", text=f"{dek}\n\n{FIRST}\n\n{SECOND}")

    assert article.headline.text == "Green again"
    parts = [article.body.text, article.standfirst.text if article.standfirst else ""]
    assert dek in "\n\n".join(parts)


def test_a_title_over_several_lines_is_put_on_one():
    article = article_of(title="A new\n  park opens", text=FIRST)

    assert article.headline.text == "A new park opens"


PAGE = (
    "<html><head><title>Old title</title></head><body><nav><a href='/'>Home</a></nav>"
    f"<article><h1>Old &amp; long title</h1><p>{FIRST} &amp; more.</p><p>{SECOND}</p>"
    f"<p>{FIRST} {SECOND}</p></article><footer>All rights reserved</footer></body>"
)


@pytest.mark.parametrize("field", ["html", "text", "content"])
def test_html_in_a_field_is_read_as_a_page(field):
    source = source_of(title=TITLE, **{field: PAGE, "published": "2023-08-19"})
    article = parse_record(source, Kind.JSON, "x").article

    assert article.headline.text == TITLE
    assert article.body.text.startswith(f"{FIRST} & more.\n\n{SECOND}")
    assert "Home" not in article.body.text
    assert article.published.on == date(2023, 8, 19)
    start = article.body.text.index("184 million")
    ((low, high),) = article.body.raw_ranges(start, start + 11)
    assert source[low:high] == "184 million"


def test_html_is_read_where_the_text_holds_nothing():
    article = article_of(text=" ", html=PAGE)

    assert article.body.text.startswith(FIRST)


def test_synonyms_are_read_and_our_own_name_comes_first():
    article = article_of(
        content="Other words that are no story of ours, but long enough to be one.",
        text=FIRST,
        headline=TITLE,
        link="https://news.example/b",
        date="2023-08-19",
        source="Harbour Daily",
    )

    assert article.body.text == FIRST
    assert article.headline.text == TITLE
    assert article.address == "https://news.example/b"
    assert article.published.on == date(2023, 8, 19)
    assert article.publisher == "Harbour Daily"


def test_the_address_gives_the_day_where_nothing_states_it():
    article = article_of(text=FIRST, url="https://news.example/2023/08/18/park")
    outer = parse_record(
        source_of(text=FIRST), Kind.JSON, "https://news.example/2023/08/18/park"
    ).article

    assert (article.published.on, article.published.basis) == (
        date(2023, 8, 18),
        "address",
    )
    assert outer.address == "https://news.example/2023/08/18/park"


def test_an_address_that_is_none_is_told_and_left_out():
    source = source_of(text=FIRST, url="javascript:alert(1)")
    reading = parse_record(source, Kind.JSON, "x")

    assert reading.article.address == ""
    assert "address" in reading.remarks[0]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": ""},
        {"text": " \n "},
        {"text": None},
        {"text": 5},
        {"text": ["a", "b"]},
        {"text": {"body": FIRST}},
        {"title": TITLE, "text": ""},
    ],
)
def test_a_record_without_a_text_has_no_article(fields):
    assert parse_record(source_of(**fields), Kind.JSON, "x").article is None


def test_a_text_that_is_no_string_is_told():
    reading = parse_record(source_of(text={"body": FIRST}), Kind.JSON, "x")

    assert reading.remarks == ["The field 'text' holds no string."]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "[]",
        '{"text": "a"',
        '{"text": "a"} x',
        "{" * 100_000,
        '{"text": ' + "[" * 100_000,
        '{"a":' * 100_000,
        '{"text": "' + "\\n" * 400_000 + '"}',
    ],
)
def test_a_broken_or_hostile_record_is_a_remark_and_never_an_error(source):
    reading = parse_record(source, Kind.JSON, "x")

    assert reading.article is None
    assert "could not be read" in reading.remarks[0]


@pytest.mark.parametrize(
    "source", ["", "a,b\n1,2", "id,text\n1", 'id,text\n1,"a', "id,text\n1,a\n2,b"]
)
def test_a_broken_row_is_a_remark_and_never_an_error(source):
    reading = parse_record(source, Kind.CSV, "x")

    assert reading.article is None
    assert "could not be read" in reading.remarks[0]


def test_characters_no_text_may_hold_are_left_out():
    text = FIRST + " \\ud800 x\\u0000."
    source = f'{{"title": "A\\u0000 pa\\u001brk", "text": "{text}"}}'
    article = parse_record(source, Kind.JSON, "x").article

    assert article.headline.text == "A park"
    assert article.body.text == f"{FIRST} \ufffd x."


def test_chinese_is_known_by_its_script_whatever_is_stated():
    text = (
        "普陀区周一表示，新建的公园投资一点八四亿元，向全体市民免费开放，占地三公顷。"
    )

    assert article_of(text=text, language="en").language == "zh"
    assert article_of(text=FIRST, language="zh-CN").language == "en"
    assert article_of(text=FIRST, language="fr-CA").language == "fr"


@given(st.text(), st.booleans())
def test_a_json_string_has_the_value_the_standard_library_reads(value, ascii_only):
    source = " " + json.dumps(value, ensure_ascii=ascii_only)
    ours = json_string(source, 1, len(source))

    # Of what is written as an escape, what no text may hold is left out.
    expected = "".join(
        char
        for char in value
        if not (
            STRAY.match(char) and char != json.dumps(char, ensure_ascii=ascii_only)[1]
        )
    )
    assert ours.text == expected
    for at, char in enumerate(ours.text):
        ((low, high),) = ours.raw_ranges(at, at + 1)
        assert source[low:high] in (char, "\\")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"))))
def test_a_field_of_a_table_has_the_value_the_standard_library_reads(values):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerow(["title", *values, "text"])
    row = file.getvalue()
    names = [f"c{number}" for number in range(len(values))]
    record = csv_record(",".join(["title", *names, "text"]) + "\n" + row)

    assert record.first("title").text == "title"
    assert record.first("text").text == "text"
    for value in values:
        quoted = '"' + value.replace('"', '""') + '"'
        ours = csv_field(quoted, 0, len(quoted))
        assert ours.text == value
        assert all(
            quoted[run.raw_start : run.raw_end] == value[run.start : run.end]
            for run in ours.runs
        )


def test_reading_time_grows_with_the_length_and_not_faster():
    def source(size: int) -> str:
        return source_of(text=f'{FIRST} "quoted" {SECOND}\n\n' * size)

    assert growth(lambda given: parse_record(given, Kind.JSON, "x"), source) < 4 * 2.6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("form", ["lines", "array", "table"])
def test_records_of_every_encoding_become_articles(encoding, form):
    first = "普陀区周一表示，新建的公园投资一点八四亿元，向全体市民免费开放。"
    second = "公园占地三公顷，种植了四百多棵树，河边修建了一条步行道和两座小桥，"
    text = f"{first}\n\n{second}并将在明年再扩大一公顷，居民们在会上说。"
    records = [{"title": "公园开放", "text": f"{text}{n}"} for n in range(3)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    rows = [f'"{record["title"]}","{record["text"]}"' for record in records]
    source = {
        "lines": "\n".join(lines),
        "array": json.dumps(records, ensure_ascii=False, indent=1),
        "table": "\r\n".join(["title,text", *rows]),
    }[form]
    file = io.BytesIO(source.encode(encoding))
    documents = [
        parse(member.data, member.charset)
        for member in unpack(file, "export", Limits())
    ]

    assert [document.articles[0].body.text for document in documents] == [
        record["text"] for record in records
    ]
    assert {document.articles[0].headline.text for document in documents} == {
        "公园开放"
    }
    for document in documents:
        body = document.articles[0].body
        for run in body.runs:
            printed = body.text[run.start : run.end]
            assert document.text[run.raw_start : run.raw_end] == printed
