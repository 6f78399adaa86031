"""No extractor is taken at its word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.extraction import Story
from archive.extraction.interface import LABELS, Annotation
from archive.extractors.answers import answer_of
from archive.extractors.merging import Voice, merge
from tests.archive.extractors.told import (
    BODY,
    HEADLINE,
    RULES,
    STORY,
    at,
    dropped,
    heard,
)

PLACE = at("company", "Orrin Vale")


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (len(BODY) - 3, len(BODY) + 4, "its place is not in the story"),
        (PLACE.start + 1, PLACE.end, "its place begins or ends within a word"),
        (PLACE.start, PLACE.end - 2, "its place begins or ends within a word"),
        (BODY.index(". Orrin"), PLACE.start, "its place holds no word"),
    ],
)
def test_a_wrong_place_is_dropped_with_its_reason(start, end, reason):
    wrong = Annotation("company", "body", start, end)
    assert dropped(wrong) == {f"company: {reason}": 1}


def test_a_place_too_long_for_a_name_is_dropped():
    text = "Long " * 100
    voice = Voice("echo", "1", [["company", "body", 0, 499, {}, 1]])
    found = merge(Story("", "", text), RULES, [voice])
    assert found.heard["echo"].dropped == {
        "company: its place is too long for a name or a number": 1
    }


@pytest.mark.parametrize(
    "said",
    [
        None,
        "company",
        Annotation("town", "body", 0, 5),
        Annotation("company", "footnotes", 0, 5),
        Annotation("company", "body", -1, 5),
        Annotation("company", "body", 5, 5),
        Annotation("company", "body", 0, 5.0),
        Annotation("company", "body", True, 5),
        Annotation("company", "body", 0, 5, {}, float("nan")),
        Annotation("company", "body", 0, 5, {}, 2),
        Annotation("company", "body", 0, 5, {"name": "x" * 501}),
        Annotation("company", "body", 0, 5, {str(n): "x" for n in range(13)}),
        Annotation("company", "body", 0, 5, ["name"]),
    ],
)
def test_what_is_no_annotation_is_counted_and_nothing_else(said):
    answer = answer_of([said])
    assert answer.rows == []
    assert answer.lost == {"not an annotation": 1}


@pytest.mark.parametrize(
    "row",
    [None, [], ["company"], {"label": "company"}, ["company", "body", 0, 5, 7, 1]],
)
def test_a_kept_row_that_is_none_any_more_is_dropped(row):
    found = merge(STORY, RULES, [Voice("echo", "1", [row])])
    assert found.extraction == RULES.extract(STORY)
    assert found.heard["echo"].dropped == {"something: it is no annotation": 1}


def test_signs_that_no_database_keeps_are_taken_out():
    (row,) = answer_of([at("company", "Orrin Vale", name="Orrin\0 Vale\ud800")]).rows
    found = merge(STORY, RULES, [Voice("echo", "1", [row])]).extraction
    assert "Orrin Vale" in [find.name for find in found.companies]


def test_no_more_is_taken_in_than_a_story_can_hold():
    endless = (at("company", "Orrin Vale") for _ in iter(int, 1))
    answer = answer_of(endless)
    assert len(answer.rows) == 5_000
    assert answer.lost == {"more than can be taken in": 1}


def test_a_lying_value_is_dropped_and_a_true_one_is_taken():
    words = "9.78 billion yuan"
    assert dropped(at("figure", words, value="9780000000", unit="CNY")) == {}
    assert dropped(at("figure", words, value="97800000000", unit="CNY")) == {
        "figure: its value is not what the words say": 1
    }
    assert dropped(at("figure", words, value="9780000000", unit="USD")) == {
        "figure: its unit is not what the words say": 1
    }


@pytest.mark.parametrize(
    ("words", "said", "stands"),
    [
        ("4.5 percent", {"value": "4.5"}, True),
        ("4.5 percent", {"value": "-4.5"}, False),
        ("4.5 percent", {"value": "0.045"}, False),
        ("4.5 percent", {"value": "4.5 percent"}, False),
        ("4.5 percent", {"value": "NaN"}, False),
        ("4.5 percent", {"value": "1e999999"}, False),
        ("12 shops", {"value": "12", "unit": "count"}, True),
        ("12 shops", {"value": "12", "unit": "count:houses"}, True),
        ("12 shops", {"value": "12", "unit": "percent"}, False),
        ("Half of the shops", {"value": "0.5", "unit": "fraction"}, True),
        ("Half of the shops", {"value": "50", "unit": "percent"}, False),
    ],
)
def test_a_stated_value_is_that_of_the_words(words, said, stands):
    assert (dropped(at("figure", words, **said)) == {}) is stands


def test_a_fall_may_be_said_without_its_sign_but_not_the_other_way_round():
    text = "Rents fell 3.5 percent last year. Sales rose 2 percent last year."
    told = Story("", "", text)
    for words, said, read in (
        ("3.5 percent", "3.5", [Decimal("-3.5")]),
        ("3.5 percent", "-3.5", [Decimal("-3.5")]),
        ("2 percent", "-2", []),
    ):
        start = text.index(words)
        row = ["figure", "body", start, start + len(words), {"value": said}, 1]
        found = merge(told, RULES, [Voice("echo", "1", [row], ["figure"])])
        assert [figure.value for figure in found.extraction.figures] == read


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("78 billion yuan", "no number with a measure can be read there"),
        ("9.78", "no number with a measure can be read there"),
        ("last year", "no number with a measure can be read there"),
        ("9.78 billion yuan last year, up 4.5 percent", "it holds several numbers"),
    ],
)
def test_words_that_are_not_one_number_with_its_measure_are_no_figure(words, reason):
    assert dropped(at("figure", words)) == {f"figure: {reason}": 1}


def test_a_fact_that_the_body_tells_is_not_told_again_by_the_headline():
    before, _ = heard()
    told = at("figure", "9.78 billion yuan", part="headline", value="9780000000")
    after, lost = heard(told)
    assert HEADLINE[told.start : told.end] == "9.78 billion yuan"
    assert after.figures == before.figures
    assert lost == {"figure: no number with a measure can be read there": 1}


def test_a_district_that_nobody_knows_is_dropped():
    assert dropped(at("district", "Orrin Vale")) == {
        "district: it is not known by that name": 1
    }
    assert dropped(at("district", "Yangpu", district="atlantis")) == {
        "district: it is not known by that name": 1
    }


@pytest.mark.parametrize(
    "said", [{"district": "jiading"}, {"name": "Jiading District"}]
)
def test_words_that_name_one_district_are_not_taken_for_another(said):
    assert dropped(at("district", "Yangpu", **said)) == {
        "district: its words are the name of another one": 1
    }


def test_a_company_is_named_as_the_story_prints_it_or_not_at_all():
    found, lost = heard(at("company", "Harbour Grid", name="Grand Harbour Holding"))
    assert lost == {"company: the story does not have its name": 1}
    assert "Grand Harbour Holding" not in [find.name for find in found.companies]


def test_roles_and_kinds_that_do_not_exist_are_dropped():
    assert dropped(at("district", "Yangpu", role="hero")) == {
        "district: its role is neither about nor passing": 1
    }
    assert dropped(at("company", "Harbour Grid", kind="planet")) == {
        "company: its kind is none there is": 1
    }


def test_two_places_of_one_extractor_that_meet_are_one():
    long, short = at("company", "Harbour Grid"), at("company", "Grid")
    found, lost = heard(short, long, long, replaces=("company",))
    assert [find.surface for find in found.companies] == ["Harbour Grid"]
    assert lost == {"company: its place meets that of another one": 2}


def test_words_the_story_does_not_have_are_left_out_and_the_figure_stays():
    said = {"indicator": "exports of tin", "subject": "the moon", "kind": "rank"}
    words = at("figure", "9.78 billion yuan", **said)
    before, _ = heard(replaces=())
    found, lost = heard(words, replaces=("figure",))
    (figure,) = found.figures
    same = next(f for f in before.figures if f.number_start == figure.number_start)
    assert (figure.indicator_words, figure.subject_district, figure.kind) == (
        same.indicator_words,
        same.subject_district,
        same.kind,
    )
    assert lost == {
        "indicator left out, which the story does not have": 1,
        "subject left out, which the story does not have": 1,
        "kind left out, which such a number cannot have": 1,
    }


def test_our_own_rules_need_no_other_door():
    """What they find goes through the same checks, and nothing is lost on the way."""
    own = RULES.extract(STORY)
    answer = answer_of(own)
    assert {find.label for find in own} >= {"district", "figure"}
    assert len(answer.rows) == len(list(own))
    voice = Voice("echo", "1", answer.rows, LABELS)
    merged = merge(STORY, RULES, [voice])
    assert merged.heard["echo"].taken == len(answer.rows)
    assert [_told(find) for find in merged.extraction] == [_told(f) for f in own]


def _told(find):
    return find.label, find.part, find.start, find.end, find.attributes
