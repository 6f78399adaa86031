"""The review queue on real documents, and who may work it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from archive.models import Figure
from tests.archive.admin.pages import told
from tests.archive.admin.queue_pages import (
    PAGE,
    RENEW,
    open_queue,
    place,
    read_seeds,
    row_of,
    say,
    user_with,
    words,
)
from tests.archive.queue.items import Kinds, doubtful_figure, one_of_each
from tests.factories import make_region


@pytest.fixture
def seeds(db):
    read_seeds()


def test_a_printed_error_is_confirmed_with_a_note_and_taken_back(desk, seeds):
    page = open_queue(desk)
    figure = row_of(page)
    assert figure.surface == "9.781 billion yuan"
    assert "too small by a factor of 10" in told(page)

    page = say(desk, page, "note-1")

    figure.refresh_from_db()
    assert (figure.status, figure.flagged) == ("confirmed", False)
    assert list(figure.dismissed_checks.values()) == [
        "As printed, and wrong in the source."
    ]
    page = desk.post(PAGE, {"verb": "undo"}, follow=True)
    assert "Taken back" in words(page)
    assert row_of(page) == figure
    figure.refresh_from_db()
    assert (figure.status, figure.flagged) == ("extracted", True)
    assert Figure.objects.filter(flagged=True).count() == 1


def test_a_story_without_a_date_is_given_a_range_with_its_reason(desk, seeds):
    page = open_queue(desk, Kinds.DATE)
    story = row_of(page)
    given = {"date_earliest": "2024-01-01", "date_latest": "2024-12-31"}
    page = say(desk, page, "fix", **given)
    assert "An inferred date has a reason" in told(page)
    say(desk, page, "fix", **given, date_reason="It names the plan of 2024.")
    story.refresh_from_db()
    assert story.date_basis == "inferred"
    assert (story.date_earliest, story.date_latest) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert story.date_reason == "It names the plan of 2024."
    assert row_of(open_queue(desk, Kinds.DATE)) is None


@pytest.mark.parametrize("verb", ["confirm", "reject"])
def test_an_inferred_range_is_accepted_or_not(desk, seeds, verb):
    page = open_queue(desk, Kinds.DATE)
    story = row_of(page)
    assert story.date_basis == "inferred"
    say(desk, page, verb)
    story.refresh_from_db()
    assert story.date_basis == ("inferred" if verb == "confirm" else "unknown")
    assert "date_basis" in story.person_fields
    assert row_of(open_queue(desk, Kinds.DATE)) is None


def test_a_story_is_given_a_day(desk, seeds):
    page = open_queue(desk, Kinds.DATE)
    say(desk, page, "fix", published_on="2024-05-06")
    story = row_of(page)
    story.refresh_from_db()
    assert (story.published_on, story.date_basis) == (date(2024, 5, 6), "editor")


# Who may


def test_nobody_gets_in_without_an_account(client, db):
    assert client.get(PAGE).status_code == 302
    assert client.post(RENEW).status_code == 302


def test_who_may_not_change_figures_may_not_work_the_queue(db):
    client = user_with("view_figure", "view_article")
    assert client.get(PAGE).status_code == 403
    assert client.post(RENEW).status_code == 403
    assert PAGE not in told(client.get(reverse("admin:index")))


def test_a_reviewer_is_given_what_they_may_decide_on(db):
    make_region()
    one_of_each()
    client = user_with("change_figure")
    page = open_queue(client)
    names = [kind.name for kind, _ in page.context["kinds"]]
    assert names == ["figure", "unplaced", "disagreement", "doubtful"]
    assert "reject" not in [verb.name for verb in page.context["verbs"]]
    sent = {**place(page), "verb": "reject"}
    assert client.post(PAGE, sent).status_code == 403
    assert client.get(PAGE, {"kind": "company"}).status_code == 400


def test_a_lease_is_renewed_by_its_reviewer_alone(desk, db):
    doubtful_figure()
    sent = place(open_queue(desk))
    assert desk.post(RENEW, sent).status_code == 204
    other = user_with("change_figure")
    assert other.post(RENEW, sent).status_code == 410
    assert desk.get(RENEW).status_code == 405
