"""What is offered while a search is typed."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from archive import vocabulary
from archive.models import Document
from archive.vocabulary.suggesting import MOST
from districts.models import Company, District
from tests.archive.vocabulary import memory
from tests.factories import (
    make_company,
    make_district,
    make_document,
    make_indicator,
    make_industry,
    make_region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    make_document()
    make_district("Putuo", name_zh="普陀区", aliases=("Zhenru Town",))
    make_district("Pudong")
    make_industry("New energy", keywords=("wind power",))
    make_company("Port Makers", aliases=("Newport Works",))
    make_company("Puffin Cells", standing=Company.Standing.REJECTED)
    make_indicator("Fiscal revenue", aliases=("purse of the state",))
    counts = {"port": 50, "ports": 70, "portal": 9, "putting": 3, "newest": 4}
    vocabulary.replace(0, counts)


def offered(typed: str) -> list[str]:
    return [
        " ".join(filter(None, (one.kind, one.label, one.other and f"({one.other})")))
        for one in vocabulary.suggestions(typed)
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "pu",
            [
                "district Pudong",
                "district Putuo",
                "indicator Fiscal revenue (purse of the state)",
                "word putting",
            ],
        ),
        ("zhen", ["district Putuo (Zhenru Town)"]),
        ("普陀", ["district Putuo (普陀区)"]),
        ("pu tuo", ["district Putuo"]),
        ("wind p", ["industry New energy (wind power)"]),
        ("port", ["company Port Makers", "word ports", "word portal"]),
        (
            "new",
            [
                "company Port Makers (Newport Works)",
                "industry New energy",
                "word newest",
            ],
        ),
    ],
)
def test_names_come_first_and_then_words_by_how_often_they_are_told(typed, expected):
    assert offered(typed) == expected


def test_what_stands_before_goes_along():
    name, *words = vocabulary.suggestions("the -old quay por")
    assert (name.kind, name.slug, name.query) == (
        "company",
        "port-makers",
        "the -old quay",
    )
    assert [(one.query, one.count) for one in words] == [
        ("the -old quay ports", 70),
        ("the -old quay port", 50),
        ("the -old quay portal", 9),
    ]


def test_a_name_after_a_lonely_or_would_break_the_search():
    assert offered("quay OR por") == ["word ports", "word port", "word portal"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "p",
        "port ",
        '"new',
        '"new"',
        "-por",
        "district:pu",
        "por*",
        "OR",
        "xyz",
    ],
)
def test_nothing_is_offered_where_nothing_is_being_typed(typed):
    assert offered(typed) == []


@pytest.mark.parametrize("typed", ["po" * 400, "po " * 40 + "po", "\0po", "٣٤"])
def test_odd_input_is_no_fault(typed):
    assert len(offered(typed)) <= MOST


def test_there_are_at_most_ten_and_few_of_a_kind():
    for number in range(30):
        make_company(f"Ports of call {number}")
    vocabulary.replace(1, {f"port{'abcdefghijklmnop'[n]}": 1 for n in range(16)})
    memory.forget()
    found = offered("por")
    assert len(found) == MOST
    assert sum(one.startswith("company") for one in found) == 3


def test_districts_of_regions_without_documents_are_not_offered():
    make_district("Pulborough", region=make_region("Elsewhere"))
    assert "district Pulborough" not in offered("pu")


def test_districts_that_share_a_name_carry_their_region():
    other = make_region("Zhoushan")
    make_document(region=other)
    make_district("Putuo", region=other, slug="putuo-zhoushan")
    assert offered("put")[:2] == [
        "district Putuo (Shanghai)",
        "district Putuo (Zhoushan)",
    ]


def test_names_are_read_again_when_the_world_changed(monkeypatch):
    assert offered("pud") == ["district Pudong"]
    make_district("Punan")
    District.objects.filter(name="Pudong").update(name="Pudang")
    assert offered("pud") == ["district Pudong"]
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + 1_000)
    monkeypatch.setattr("archive.vocabulary.keeping.time", later)
    assert offered("pud") == ["district Pudang"]
    assert "district Punan" in offered("pu")


def test_districts_are_offered_once_documents_came_from_their_region(monkeypatch):
    zhoushan = make_region("Zhoushan")
    make_district("Putuoshan", region=zhoushan)
    assert "district Putuoshan" not in offered("pu")
    Document.objects.update(region=zhoushan)
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + 1_000)
    monkeypatch.setattr("archive.vocabulary.keeping.time", later)
    assert "district Putuoshan" in offered("pu")
