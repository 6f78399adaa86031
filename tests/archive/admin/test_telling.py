"""Lines of the book in plain words, whatever was done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive import decisions
from archive.admin.telling import Change, told
from archive.decisions import things
from archive.models import Decision, DistrictMention, Figure
from tests.archive.admin.pages import address
from tests.archive.admin.pages import told as words_of
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
)

pytestmark = pytest.mark.django_db

CHECK = [{"code": "conversion", "words": "The bracket is off by ten."}]


def flagged() -> Figure:
    return make_figure(checks=CHECK, flagged=True)


def corrected() -> None:
    values = {"value": 12, "indicator": make_indicator("Hubs"), "kind": "share"}
    decisions.correct(make_figure(value="9.5"), values, None)


def rejected() -> None:
    decisions.reject(make_figure(status="confirmed"), None)


def dismissed() -> None:
    decisions.dismiss_check(flagged(), "conversion", "As printed.", None)


def added() -> None:
    article = make_article("Putuo grew.")
    mention = DistrictMention(article=article, district=make_district(), role="about")
    decisions.add(mention, "Putuo", None)


def vouched() -> None:
    decisions.vouch(make_article(published_on="2023-08-19"), ["date_basis"], None)


def answered() -> None:
    document = make_article().document
    document.remarks = ["The order is unsure."]
    document.save()
    decisions.answer_remark(document, "The order is unsure.", None)


def merged() -> None:
    decisions.merge(make_company("Kelvo"), make_company("Kelvo Motors"), None)


def unmerged() -> None:
    merged()
    decisions.unmerge(make_company("Kelvo"), None)


def told_apart() -> None:
    decisions.tell_apart(make_company("Kelvo"), make_company("Kelvin"), None)


def likely_again() -> None:
    told_apart()
    decisions.revert(Decision.objects.get(), None)


def deleted() -> None:
    things.delete(make_company("Kelvo", aliases=("KM",)), None)


def set_back() -> None:
    figure = make_figure(value="9.5", status="confirmed")
    decisions.correct(figure, {"value": 12}, None)
    decisions.revert(Decision.objects.get(), None)


@pytest.mark.parametrize(
    ("decide", "done", "changes"),
    [
        (
            corrected,
            "corrected",
            [
                Change("indicator", "nothing", "hubs"),
                Change("kind", "level", "share"),
                Change("value", "9.5", "12"),
            ],
        ),
        (rejected, "rejected", [Change("was confirmed")]),
        (dismissed, "check dismissed", [Change("check “conversion”")]),
        (
            added,
            "added",
            [Change("district", None, "putuo"), Change("role", None, "about")],
        ),
        (
            answered,
            "remark answered",
            [Change("right as it is: “The order is unsure.”")],
        ),
        (merged, "merged", [Change("kelvo into kelvo-motors")]),
        (unmerged, "taken apart again", [Change("kelvo out of kelvo-motors")]),
        (told_apart, "told apart", [Change("not the same as kelvo")]),
        (likely_again, "set back", [Change("likely the same as kelvo again")]),
        (deleted, "deleted", [Change("“Kelvo” is gone; how it stood is kept")]),
        (
            set_back,
            "set back",
            [Change("status", "corrected", "confirmed"), Change("value", "12", "9.5")],
        ),
    ],
    ids=lambda given: given.__name__ if callable(given) else "",
)
def test_a_line_tells_what_was_done_and_what_it_changed(
    decide: Callable[[], None], done: str, changes: list[Change]
):
    decide()
    (line,) = told(Decision.objects.order_by("-pk")[:1])
    assert (line.done, line.changes) == (done, changes)


def test_what_is_vouched_for_is_told_as_it_stands():
    vouched()
    (line,) = told(Decision.objects.all())
    assert line.done == "vouched for in part"
    assert Change("published on: 2023-08-19") in line.changes
    assert {(change.old, change.new) for change in line.changes} == {(None, None)}


def test_of_a_line_that_a_purge_silenced_only_who_and_what_is_left():
    set_back()
    answered()
    Decision.objects.all().silence()
    lines = told(Decision.objects.order_by("pk"))
    assert [line.done for line in lines] == ["corrected", "set back", "remark answered"]
    assert [line.changes for line in lines] == [[], [], []]


def test_both_companies_have_it_in_their_history_and_the_book_has_it_too(desk):
    unmerged()
    for company in (make_company("Kelvo"), make_company("Kelvo Motors")):
        page = words_of(desk.get(address(company, "history")))
        assert "kelvo out of kelvo-motors" in page
        assert "kelvo into kelvo-motors" in page
    assert "kelvo into kelvo-motors" in words_of(
        desk.get(address(Decision, "changelist"))
    )
