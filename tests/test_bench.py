"""The archive that search is measured on: the same from its seed, and sound."""

from __future__ import annotations

from contextlib import closing
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive import verifying
from archive.models import Article, DistrictMention, Duplicate, Figure
from benchmarks.search import filling
from benchmarks.search.archives import frequent
from benchmarks.search.asking import by_sql, differences
from benchmarks.search.cases import ARTICLES, Picks, cases
from benchmarks.search.chance import compare, questions
from benchmarks.search.comparing import alike, wrong_counts
from benchmarks.search.databases import address_of
from benchmarks.search.goals import Goal
from benchmarks.search.making import Order, make
from benchmarks.search.narrow import Narrow
from benchmarks.search.report import section
from benchmarks.search.vocabulary import of
from tests.seeded import load_seeds

ORDER = Order(articles=250, words=60, seed=7)


@pytest.fixture
def invented(db: None) -> Picks:
    """An invented archive; what is picked of it to be asked for."""
    load_seeds()
    held = filling.fill(ORDER, jobs=1)
    call_command("refresh", all=True, stdout=StringIO())
    words = of(ORDER.articles).pick(held, ORDER.articles, ORDER.words)
    return {**words, **frequent()}


def test_totals_and_every_count_are_those_of_plain_sql(invented: Picks):
    wrong = []
    for case in cases(invented):
        assert any(by_sql(case, pairs).total for pairs in case.variants)
        for pairs in case.variants[:2]:
            wrong += differences(case, pairs)
    assert wrong == []


def test_lists_by_chance_are_those_of_sql_on_narrow_tables(invented: Picks):
    every = questions(Random(1), invented, articles=40, figures=40)
    names = {name for _, pairs in every for name, _ in pairs}
    assert {"q", "flagged", "value_min", "unit", "industry", "basis"} <= names
    assert compare([every[:30], every[30:]]) == []


def test_narrow_tables_answer_as_the_wide_ones_do(invented: Picks):
    with closing(Narrow()) as narrow:
        for case in cases(invented):
            for pairs in case.variants[:2]:
                wide = by_sql(case, pairs)
                total, counts = narrow.answer(case, pairs)
                assert total == wide.total
                assert counts.keys() == wide.counts.keys()
                for facet, every in counts.items():
                    assert alike(facet, every, wide.counts[facet]), (pairs, facet)


def test_rows_that_lists_were_not_told_of_are_found_out(invented: Picks):
    everything = [(ARTICLES, ())]
    assert compare([everything]) == []
    DistrictMention.objects.filter(district__slug=invented["districts"][0]).delete()
    (wrong,) = compare([everything])
    assert invented["districts"][0] in wrong


@pytest.mark.parametrize(
    ("facet", "listed", "every"),
    [
        ("year", {"2020": 3, "2021": 0}, {"2020": 3}),
        ("company", {"a": 2, "none": 1}, {"a": 2, "none": 1}),
    ],
)
def test_a_count_that_is_wrong_or_left_out_is_told(facet, listed, every):
    assert wrong_counts(facet, listed, every) == ""
    assert wrong_counts(facet, listed, {**every, "none": 4})
    assert wrong_counts(facet, {**listed, "other": 1}, every)
    assert wrong_counts(facet, listed, {**every, "more": 5})


def test_of_equally_frequent_values_any_may_be_listed_last():
    shared = {f"company-{number:02}": 9 for number in range(19)}
    every = {**shared, "one": 1, "another": 1}
    assert wrong_counts("company", {**shared, "one": 1}, every) == ""
    assert wrong_counts("company", {**shared, "one": 1}, {**every, "more": 2})


def test_the_invented_archive_is_sound(invented: Picks, client):
    faults = [one for one in verifying.faults() if one.kind != "missing"]
    assert faults == []
    assert Duplicate.objects.count() == 2
    assert Figure.objects.flagged().exists()
    shown = Article.objects.leading().first()
    page = client.get(shown.get_absolute_url())
    assert shown.headline in page.content.decode()
    assert client.get(reverse("article-raw", args=[shown.public_id])).status_code == 200


def test_the_same_seed_makes_the_same_archive(db: None):
    load_seeds()
    cast = filling.cast_of(ORDER)
    one, other = make(ORDER, cast, 0), make(ORDER, cast, 0)
    assert one.rows == other.rows
    assert one.index == other.index
    different = make(Order(ORDER.articles, ORDER.words, seed=8), cast, 0)
    assert different.rows != one.rows


def test_words_are_picked_by_the_articles_that_have_their_terms():
    vocabulary = of(250)
    held = of(250).chances * 0
    held[[100, 200, 300]] = 37, 3, 1
    picked = vocabulary.pick(held, articles=250, length=60)
    assert picked["common"][0] == vocabulary.words[100]
    assert picked["medium"][0] == vocabulary.words[200]
    assert picked["rare"][0] == vocabulary.words[300]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 3, "b": 1}, {"a": 3, "c": 1}, True),  # b and c share the last place
        ({"a": 3, "b": 1}, {"a": 2, "b": 1}, False),
        ({"a": 3, "b": 1}, {"d": 3, "b": 1}, False),
        ({"a": 3, "none": 1}, {"a": 3, "none": 2}, False),
    ],
)
def test_only_values_at_the_end_of_a_list_may_differ(one, other, same):
    assert alike("company", one, other) is same
    assert alike("district", one, one)
    assert not alike("district", one, other)


def test_a_goal_says_whether_it_is_met():
    assert Goal.least("front page", 100, 120).met
    assert not Goal.least("front page", 100, 99).met
    assert not Goal.most("front page", 4, 4.1, " ms").met
    assert Goal.most("front page", 4, 3.9, " ms").measured == "3.9 ms"


def test_a_run_is_told_side_by_side_with_its_goals():
    names = ("front", "one")
    times = {name: {"first": 2.0, "again": 1.0} for name in names}
    slow = {name: {"first": 3000.0, "again": 2000.0} for name in names}
    asked = {"clients": 8, "per_second": 9, "p50": 1, "p95": 200, "bytes": 3}
    served = {
        "start_seconds": 2.5,
        "worker_seconds": 1.5,
        "MiB": [30, 90],
        "cases": {
            name: {**times[name], "clients": [asked, asked, asked]} for name in names
        },
        "pages": {"home": asked},
        "throughput": {"rendered": asked, "not modified": {**asked, "per_second": 90}},
    }
    page = {**times, "hostile": {"a prefix": {"status": 200, "ms": 5}}}
    found = {"ours": times, "page": page, "plain": slow, "served": served}
    run = {
        "what": "1,000,000 articles, invented",
        "versions": {"datasette": "0.65"},
        "labels": {"front": "(a) front page", "one": "(b) district + year"},
        "databases": {"sqlite": found, "postgresql": found},
        "datasette": slow,
        "tantivy": times,
        "small": {"articles": 100_000, **times},
        "ingest": [{"measure": "ingest", "per_second": 146}],
    }
    told = section(run)
    for cells in (
        "(a) front page | 2 / 1 | 3,000 / 2,000 | 2 / 1 | 2,000x | 1x | 2 / 1",
        "plain SQL / ours, (a) front page | 500x at least | 2,000x | met",
        "tantivy / ours, (a) front page | 100x at least | 1x | missed",
        "sqlite: p95 of home, 8 clients | 100 ms at most | 200 ms | missed",
        "sqlite: 304 / rendered, pages a second | 5x at least | 10x | met",
    ):
        assert f"| {cells} |" in told


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        (
            {"user": "me", "host": "/run/a b", "dbname": "x"},
            "postgresql://me@/x?host=%2Frun%2Fa%20b",
        ),
        (
            {"user": "me", "password": "p@ss", "host": "db", "dbname": "x"},
            "postgresql://me:p%40ss@db:5432/x",
        ),
    ],
)
def test_a_server_is_addressed_on_a_socket_or_a_network(parts, address):
    assert address_of(parts) == address
