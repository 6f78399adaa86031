"""What is found, and what others add to it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from archive import parsing
from archive.extraction import Story
from archive.extraction.interface import LABELS
from archive.extractors.answers import answer_of, texts_of
from archive.extractors.merging import Voice, merge
from tests.archive.extractors.told import RULES, STORY, at, heard

SEEDS = Path(__file__).parents[3] / "seeds" / "documents"


def test_what_nobody_says_changes_nothing():
    assert merge(STORY, RULES).extraction == RULES.extract(STORY)
    assert heard()[0] == RULES.extract(STORY)


def test_a_name_that_nobody_listed_becomes_a_find_with_a_name_and_without_a_key():
    before, _ = heard()
    found, lost = heard(at("company", "Orrin Vale", kind="company"))
    (new,) = [find for find in found.companies if find not in before.companies]
    assert lost == {}
    assert (new.company, new.name, new.kind) == ("", "Orrin Vale", "company")
    assert (new.rule, new.confidence) == ("echo 1", 0.7)
    assert STORY.body[new.start : new.end] == new.surface == "Orrin Vale"


def test_a_known_company_is_known_by_its_name_or_by_its_words():
    found, _ = heard(
        at("company", "Orrin Vale", name="L’Oréal"),
        at("company", "Harbour Grid", company="himalaya"),
        replaces=("company",),
    )
    assert [find.company for find in found.companies] == ["loreal", "himalaya"]


@pytest.mark.parametrize(
    "said", [{}, {"name": "jing’an  district"}, {"name": "Jing'an"}]
)
def test_a_district_is_known_with_and_without_the_word(said):
    told = Story("", "", "Jing’an District is old.")
    row = ["district", "body", 0, len("Jing’an District"), said, 1]
    found = merge(told, RULES, [Voice("echo", "1", [row], ["district"])]).extraction
    assert [find.district for find in found.districts] == ["jingan"]


def test_a_district_has_one_role_in_a_story():
    own, _ = heard()
    roles = {find.district: find.role for find in own.districts}
    found, _ = heard(at("district", "Yangpu", role="about"), replaces=("district",))
    assert {f.district: f.role for f in found.districts} == {"yangpu": roles["yangpu"]}


def test_an_industry_is_known_by_the_name_that_is_given():
    found, lost = heard(at("industry", "sell rice", name="finance"))
    assert [(f.industry, f.surface) for f in found.industries] == [
        ("finance", "sell rice")
    ]
    assert lost == {}


def test_where_places_meet_the_rules_stay():
    own, _ = heard()
    found, lost = heard(
        at("district", "Putuo District", district="putuo"),
        at("figure", "9.78 billion yuan", kind="target"),
    )
    assert found == own
    assert lost == {}


def test_of_two_extractors_the_first_stays():
    place = at("company", "Orrin Vale")
    first = Voice("one", "1", answer_of([place]).rows)
    second = Voice("two", "1", answer_of([place]).rows)
    found = merge(STORY, RULES, [first, second]).extraction
    said = [find for find in found.companies if find.surface == "Orrin Vale"]
    assert [find.rule for find in said] == ["one 1"]


def test_one_that_speaks_alone_is_heard_alone_for_that_label():
    own, _ = heard()
    found, _ = heard(at("figure", "12 shops"), replaces=("figure",))
    assert [figure.surface for figure in found.figures] == ["12 shops"]
    assert found.districts == own.districts


def test_a_figure_says_what_the_extractor_adds_and_the_words_bear_out():
    found, lost = heard(
        at(
            "figure",
            "12 shops",
            kind="threshold",
            subject="Harbour Grid",
            indicator="shops sell rice",
        ),
        replaces=("figure",),
    )
    (figure,) = found.figures
    assert lost == {}
    assert (figure.kind, figure.subject_words) == ("threshold", "Harbour Grid")
    assert figure.indicator_words == "shops sell rice"
    assert (figure.value, figure.rule) == (Decimal(12), "echo 1")


def test_a_number_that_the_rules_pass_over_is_read_where_somebody_points_at_it():
    text = "The hall at No 7 Sample Road has 40 desks. Founded in 1902 it is old."
    told = Story("", "", text)
    own = RULES.extract(told)
    start = text.index("1902")
    for words, is_figure in (("40 desks", True), ("1902", False)):
        start = text.index(words)
        row = ["figure", "body", start, start + len(words), {}, 1]
        voice = Voice("echo", "1", [row], ["figure"])
        found = merge(told, RULES, [voice]).extraction
        assert [f.surface for f in found.figures] == [words] * is_figure
    assert "1902" not in [figure.surface for figure in own.figures]


def test_a_number_in_a_name_is_a_figure_when_somebody_says_so():
    """The rules reject it for what stands around it, not for what it measures."""
    text = "Star Motors 300 shops were built in Putuo."
    told = Story("", "", text)
    assert [f.surface for f in RULES.extract(told).figures] == []
    start = text.index("300")
    row = ["figure", "body", start, start + len("300 shops"), {"value": "300"}, 1]
    (figure,) = merge(told, RULES, [Voice("echo", "1", [row])]).extraction.figures
    assert (figure.surface, figure.unit) == ("300 shops", "count:shops")
    assert (figure.value, figure.rule) == (Decimal(300), "echo 1")


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*")), ids=lambda path: path.name)
def test_our_own_rules_stand_their_own_checks_on_the_five_documents(path):
    for article in parsing.parse(path.read_bytes()).articles:
        captions = "\n\n".join(text.text for text in article.captions)
        parts = (article.headline, article.standfirst, article.body)
        told = Story(*(part.text if part else "" for part in parts), captions)
        own = RULES.extract(told)
        rows = answer_of(own).rows
        merged = merge(told, RULES, [Voice("echo", "1", rows, LABELS)])
        assert len(rows) == len(list(own)) > 15
        assert merged.heard["echo"].dropped == {}
        assert [(f.start, f.attributes) for f in merged.extraction] == [
            (f.start, f.attributes) for f in own
        ]


def test_an_answer_counts_for_its_texts_alone():
    told = Story("A", "", "B")
    assert texts_of(told) == texts_of(Story("A", "", "B", region="shanghai"))
    others = [Story("", "A", "B"), Story("A", "", "B", "C"), Story("AB", "", "")]
    assert len({texts_of(other) for other in [told, *others]}) == 4
