"""Exports: the list as it is, and nothing in it that a spreadsheet would run."""

import csv
import datetime
import io
from decimal import Decimal

import pytest

from archive import exports, rows, search
from archive.exports import cell, csv_lines
from archive.listing import Selection
from tests.factories import (
    make_article,
    make_district,
    make_figure,
    make_indicator,
    mention_district,
)


def absolute(path):
    return "https://archive.example" + path


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\n=1",
        '"=1',
        "＝1+1",
        "＋1",
        "－1x",
        "＠x",
        "-",
        "--1",
        "+1 yuan",
        "-5%",
    ],
)
def test_a_cell_that_looks_like_a_formula_becomes_text(text):
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+5.25", "5", "a=b", "yuan - 5", "", "普陀"])
def test_plain_numbers_and_plain_words_stay_as_they_are(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "1"),
        (False, "0"),
        (Decimal("9781000000"), "9781000000"),
        (Decimal("1E+10"), "10000000000"),
        (Decimal("-0.5"), "-0.5"),
        (datetime.date(2023, 8, 19), "2023-08-19"),
        (["putuo", "yangpu"], "putuo; yangpu"),
        (["=x"], "'=x"),
        ([[12, 40], [50, 60]], "12-40; 50-60"),
    ],
)
def test_values_become_cells(value, expected):
    assert cell(value) == expected


def test_a_file_is_read_back_as_it_was_written():
    records = [{"a": 'He said "five", \n=twice', "b": "普陀"}, {"a": "=1", "b": None}]
    text = "".join(csv_lines(["a", "b"], records))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [["a", "b"], ['He said "five", \n=twice', "普陀"], ["'=1", ""]]


def test_a_file_for_excel_begins_with_a_byte_order_mark():
    assert next(csv_lines(["a"], [], excel=True)) == "\ufeffa\r\n"
    assert next(csv_lines(["a"], [])) == "a\r\n"


@pytest.fixture
def article(db):
    article = make_article(
        "Putuo earned 9.78 billion yuan. More was said, and more still.",
        headline="=A harbour grows",
        publisher="The Daily",
        published_on="2023-08-19",
        address="https://news.example/1",
    )
    mention_district(article, make_district("Putuo"))
    return article


def test_an_article_is_exported_with_an_excerpt_and_never_whole(article):
    export = exports.articles(Selection(), absolute)
    (record,) = export.records
    assert set(record) == set(exports.ARTICLE_FIELDS)
    assert record["excerpt"] == "Putuo earned 9.78 billion yuan."
    assert record["districts"] == ["putuo"]
    assert record["url"] == f"https://archive.example{article.get_absolute_url()}"
    assert record["document_sha256"] == article.document.sha256
    assert "More was said" not in str(record)


def test_a_figure_is_exported_with_its_evidence(article):
    make_figure(
        article,
        indicator=make_indicator(),
        subject_district=make_district("Putuo"),
        checks=[{"code": "odd", "words": "Too large."}, {"code": "ok", "words": "No."}],
        dismissed_checks={"ok": "looked at"},
    )
    (record,) = exports.figures(Selection(), absolute).records
    assert set(record) == set(exports.FIGURE_FIELDS)
    assert record["quote"] == "Putuo earned 9.78 billion yuan."
    assert record["value"] == 9780000000
    assert str(record["value"]) == "9780000000"
    assert record["indicator"] == "fiscal-revenue"
    assert record["district"] == "putuo"
    assert record["checks"] == [{"code": "odd", "words": "Too large."}]
    ((start, end),) = record["raw_ranges"]
    assert article.document.text[start:end] == record["surface"]
    assert article.body[record["start"] : record["end"]] == record["surface"]


def test_an_export_of_figures_reads_a_story_once_and_not_with_each_figure(article):
    long = make_article("It paid 1 yuan, 2 yuan, 3 yuan, 4 yuan and 5 yuan.")
    for number in range(1, 6):
        make_figure(long, f"{number} yuan", number)
    records = list(exports.figures(Selection(), absolute).records)
    assert [record["value"] for record in records] == [1, 2, 3, 4, 5]
    assert len({record["document_sha256"] for record in records}) == 1
    shared = rows.figures(long.figures.values_list("pk", flat=True))
    assert len({id(row.article) for row in shared}) == 1


@pytest.mark.django_db
def test_an_export_of_figures_reads_of_a_long_story_what_their_sentences_need():
    sentence = "It paid 12 yuan for oak. "
    long = make_article(sentence * 2000)
    for place in (0, 900, 1800):
        make_figure(long, "12 yuan", 12, occurrence=place)
    keys = list(long.figures.values_list("pk", flat=True))
    found = rows.figures(keys)
    assert [row.passage.text for row in found] == [sentence.strip()] * 3
    assert max(len(row.words) for row in found) < 700
    assert len(found[0].article.body) < 1000


def test_the_export_is_the_list(article):
    make_article("Solar.", published_on="2022-01-01")
    export = exports.articles(Selection(search.parse("solar")), absolute)
    assert (export.count, export.total) == (1, 1)
    assert [record["published_on"].year for record in export.records] == [2022]


def test_an_export_that_ends_early_says_so(article, settings):
    settings.ARCHIVE_EXPORT_ROWS = 2
    for _ in range(3):
        make_article()
    export = exports.articles(Selection(), absolute)
    assert len(list(export.records)) == export.count == 2
    assert export.file_name("articles", "csv") == "articles-first-2-of-4.csv"


def test_a_whole_export_has_a_plain_name(article):
    export = exports.articles(Selection(), absolute)
    assert export.file_name("articles", "csv") == "articles.csv"


def test_known_things_are_exported_with_the_articles_that_name_them(article):
    make_district("Yangpu")
    mention_district(article, make_district("Putuo"), "earned")
    records = list(exports.districts(absolute).records)
    assert [(record["slug"], record["articles"]) for record in records] == [
        ("putuo", 1),
        ("yangpu", 0),
    ]
    assert records[0]["region"] == "shanghai"
    assert records[0]["url"] == "https://archive.example/districts/putuo/"
    assert set(records[0]) == set(exports.DISTRICT_FIELDS)
