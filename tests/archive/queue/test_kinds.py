"""What is open, in which order, and when it is not open any more."""

from __future__ import annotations

import pytest

from archive import decisions
from archive.models import Article, Contradiction, Document, Duplicate, Figure
from archive.queue import KINDS, Said, put_off
from archive.queue.kinds import Place
from tests.archive.queue.items import (
    Kinds,
    contradicted_figure,
    dated_story,
    doubted_document,
    doubtful_figure,
    flagged_figure,
    found_company,
    kind,
    next_item,
    one_of_each,
    reviewer,
    taken,
    unplaced_figure,
)
from tests.factories import (
    make_article,
    make_company,
    make_figure,
    mention_company,
    mention_district,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return reviewer("ada")


def act(item, verb: str, by, **said) -> str:
    """Do what a verb of the item says."""
    chosen = {each.name: each for each in item.kind.verbs(item.row)}[verb]
    seen = getattr(item.row, "version", None)
    return chosen.act(item.row, Said(by, seen, **said))


def test_all_kinds_come_the_most_useful_first_and_leave_when_decided(ada):
    expected = one_of_each()
    assert {each.name: each.count() for each in KINDS} == dict.fromkeys(expected, 1)

    given = {}
    while item := next_item(ada):
        given[item.kind.name] = item.row
        verb = next(iter(item.kind.verbs(item.row))).name
        act(item, verb, ada, note="Looked at.")

    assert list(given.items()) == list(expected.items())
    assert [each.count() for each in KINDS] == [0] * len(KINDS)


def test_nothing_is_open_in_an_empty_archive(ada):
    assert next_item(ada) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "confirmed"},
        {"status": "rejected"},
        {"flagged": False},
    ],
)
def test_a_figure_that_is_decided_on_or_has_no_check_is_not_asked(ada, changes):
    Figure.objects.filter(pk=flagged_figure().pk).update(**changes)
    assert taken(ada, Kinds.FIGURE) is None


@pytest.mark.parametrize("changes", [{"status": "rejected"}, {"placed": False}])
def test_figures_of_a_story_that_is_not_shown_are_not_asked(ada, changes):
    figure = flagged_figure()
    Article.objects.filter(pk=figure.article_id).update(**changes)
    assert taken(ada, Kinds.FIGURE) is None


def test_of_near_identical_stories_only_the_one_that_is_shown_is_worked_on(ada):
    """A decision on a copy would put the copy in its place."""
    copy, shown = flagged_figure(), flagged_figure()
    Duplicate.objects.create(article=copy.article, leading=shown.article)
    undated = make_article("A copy without a date.")
    Duplicate.objects.create(article=undated, leading=shown.article)

    assert taken(ada, Kinds.FIGURE) == shown
    assert kind(Kinds.FIGURE).count() == 1
    assert taken(ada, Kinds.DATE) is None


def test_flagged_figures_of_one_story_come_together_the_latest_story_first(ada):
    older = dated_story("It grew 5 percent, then 6 percent.")
    first = flagged_figure(older, surface="5 percent", value=5, unit="percent")
    newer = flagged_figure()
    second = flagged_figure(older, surface="6 percent", value=6, unit="percent")

    given = [taken(ada, Kinds.FIGURE)]
    for _ in range(2):
        decisions.reject(given[-1], ada)
        given.append(taken(ada, Kinds.FIGURE))

    assert given == [newer, first, second]


def test_the_least_confident_row_of_any_kind_comes_first(ada):
    figures = [doubtful_figure(0.5), doubtful_figure(0.3)]
    story = dated_story("Putuo grew.")
    mention = mention_district(story, confidence=0.4)
    doubtful_figure(0.9)

    given = []
    while row := taken(ada, Kinds.DOUBTFUL):
        given.append(row)
        decisions.confirm(row, ada)

    assert given == [figures[1], mention, figures[0]]


def test_a_rejection_without_a_place_keeps_nothing_away_and_is_not_asked(ada):
    unplaced_figure(status="rejected")
    assert taken(ada, Kinds.UNPLACED) is None
    assert len(decisions.unplaced()) == 1  # it is listed all the same


def test_a_story_that_stays_for_its_rows_alone_is_not_asked(ada):
    story = dated_story()
    Article.objects.filter(pk=story.pk).update(placed=False)
    assert taken(ada, Kinds.UNPLACED) is None
    Article.objects.filter(pk=story.pk).update(status="confirmed")
    assert taken(ada, Kinds.UNPLACED) == story


def test_names_of_most_stories_come_first_those_of_none_last(ada):
    nowhere = make_company("Nowhere Foods", standing="found")
    once, twice = found_company("Ailo Foods"), found_company("Brandal Oil", stories=2)
    mention_company(dated_story("Harbour Batteries grew. " * 3), make_company())
    given = []
    while company := taken(ada, Kinds.COMPANY):
        given.append(company)
        put_off(ada, kind(Kinds.COMPANY), Place("company", company.pk))

    assert given == [twice, once, nowhere]


def test_inferred_dates_come_before_unknown_ones(ada):
    unknown = make_article("It has no date.")
    inferred = make_article(
        "It tells of 2021.", date_basis="inferred", date_reason="It tells of 2021."
    )
    assert taken(ada, Kinds.DATE) == inferred
    decisions.vouch(inferred, ["date_basis"], ada)
    assert taken(ada, Kinds.DATE) == unknown


def test_answered_remarks_are_not_asked_a_new_one_is(ada):
    document = doubted_document("The order is unsure.", "A caption is loose.")
    decisions.answer_remark(document, "A caption is loose.", ada)
    item = next_item(ada, Kinds.ORDER)
    assert item.row.open_remarks == ["The order is unsure."]
    assert act(item, "answer", ada) == "Right as it is"
    assert taken(ada, Kinds.ORDER) is None
    # A later reading finds one of the doubts alone: it has its answer.
    Document.objects.filter(pk=document.pk).update(remarks=["A caption is loose."])
    assert taken(ada, Kinds.ORDER) is None
    assert kind(Kinds.ORDER).count() == 0
    Document.objects.filter(pk=document.pk).update(remarks=["A page is damaged."])
    assert taken(ada, Kinds.ORDER) == document


def test_one_doubt_of_several_is_answered(ada):
    doubted_document("The order is unsure.", "A caption is loose.")
    act(next_item(ada, Kinds.ORDER), "answer-2", ada)
    assert taken(ada, Kinds.ORDER).open_remarks == ["The order is unsure."]


def test_what_the_machine_says_now_is_kept_away_or_taken(ada):
    figure = contradicted_figure()
    act(next_item(ada, Kinds.DISAGREEMENT), "keep", ada)
    assert taken(ada, Kinds.DISAGREEMENT) is None
    Contradiction.objects.create(about="figure", key=figure.pk)
    act(next_item(ada, Kinds.DISAGREEMENT), "take", ada)
    figure.refresh_from_db()
    assert figure.value == 978_000_000
    assert taken(ada, Kinds.DISAGREEMENT) is None


def test_a_contradiction_that_was_put_right_elsewhere_is_forgotten(ada):
    figure = contradicted_figure()
    decisions.correct(figure, {"value": 978_000_000}, ada)
    assert taken(ada, Kinds.DISAGREEMENT) is None
    assert not Contradiction.objects.exists()


def test_many_that_agree_again_hide_no_other_one(ada, django_assert_max_num_queries):
    """They are forgotten many at once, and without a question for each."""
    story = dated_story("Putuo grew in Putuo, Putuo and Putuo; so Putuo says.")
    for occurrence in range(5):
        mention = mention_district(story, occurrence=occurrence)
        mention.status, mention.person_fields = "corrected", ["district"]
        mention.extracted = {"fields": {"district": mention.district.slug}}
        mention.save()
        Contradiction.objects.create(about="districtmention", key=mention.pk)
    mention.extracted = {"fields": {"district": "elsewhere"}}
    mention.save()
    with django_assert_max_num_queries(15):
        assert taken(ada, Kinds.DISAGREEMENT) == mention
    assert Contradiction.objects.get().key == mention.pk


def test_an_answer_to_a_check_needs_a_note(ada):
    flagged_figure()
    with pytest.raises(decisions.Refused, match="Say why"):
        act(next_item(ada, Kinds.FIGURE), "confirm", ada)


def test_a_check_is_answered_by_a_usual_note(ada):
    figure = flagged_figure()
    act(next_item(ada, Kinds.FIGURE), "note-1", ada)
    figure.refresh_from_db()
    assert figure.status == "confirmed"
    assert figure.dismissed_checks == {
        "conversion": "As printed, and wrong in the source."
    }


def test_a_decided_name_is_not_decided_twice(ada):
    company = found_company()
    item = next_item(ada, Kinds.COMPANY)
    decisions.confirm_name(company, None)
    with pytest.raises(decisions.Refused, match="It is known by now"):
        act(item, "reject", ada)


def test_counting_stops_where_more_is_enough(ada, monkeypatch):
    monkeypatch.setattr("archive.queue.kinds.MOST_COUNTED", 2)
    for _ in range(4):
        make_figure(dated_story(), confidence=0.2)
    assert kind(Kinds.DOUBTFUL).count() == 3
