"""What no page of ours sends is refused by name, and never breaks the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.models import Decision, Figure
from districts.models import Company, Industry
from tests.archive.admin.pages import address, press, saved, seen_on
from tests.factories import (
    make_article,
    make_company,
    make_figure,
    make_industry,
    mention_company,
)

NUL = "a\0b"
HUGE = "9" * 30


@pytest.fixture
def figure(desk) -> Figure:
    return make_figure()


@pytest.mark.parametrize(
    "where",
    [
        "/admin/archive/article/abc/move/",
        f"/admin/archive/article/{HUGE}/move/",
        "/admin/archive/document/abc/text/",
        f"/admin/archive/document/{HUGE}/text/",
        "/admin/archive/figure/abc/history/",
        f"/admin/archive/figure/{HUGE}/history/",
        f"/admin/archive/figure/add/?article={HUGE}&indicator={HUGE}",
        "/admin/archive/figure/add/?article=%00&words=a%00&next=%00",
        "/admin/districts/company/merge/?company=%00&company=b",
        f"/admin/districts/company/likely/?page={HUGE}",
        f"/admin/archive/decision/unplaced/?page={HUGE}",
    ],
)
def test_a_page_that_is_not_there_is_not_found_or_leads_elsewhere(desk, where):
    assert desk.get(where, follow=True).status_code in (200, 404)


def test_words_in_a_part_that_no_story_has_are_left_to_the_editor(desk, figure):
    given = {"article": figure.article_id, "words": figure.surface, "part": "zz"}
    page = desk.get(address(Figure, "add"), given)
    assert page.status_code == 200


def test_a_nul_in_a_note_is_left_out_and_the_note_kept(desk, figure):
    press(desk, figure, "reject", note=NUL)
    entry = Decision.objects.get()
    assert entry.reason == "ab"
    where = reverse("admin:archive_decision_revert", args=[entry.pk])
    assert saved(desk.post(where, {"later": "0", "reason": NUL}, follow=True))
    figure.refresh_from_db()
    row, seen = f"{figure.pk}:{figure.version}", figure.version
    sent = {"verb": "reject", "row": row, "seen": seen, "reason": NUL}
    assert desk.post(address(figure, "alike"), sent).status_code == 302
    figure.refresh_from_db()
    assert figure.status == "rejected"
    sent = {"post": "yes", "seen": figure.version, "reason": NUL}
    assert desk.post(address(figure, "delete"), sent).status_code == 302


def test_nobody_has_a_name_with_a_nul(desk):
    likely = reverse("admin:districts_company_likely")
    assert desk.post(likely, {"one": NUL, "other": "b"}).status_code == 404


def test_only_figures_have_checks_to_be_dismissed(desk):
    mention = mention_company(make_article())
    assert press(desk, mention, "dismiss", check="c", note="x").status_code == 400
    assert not Decision.objects.exists()


def test_each_page_answers_to_its_methods_alone(desk, figure):
    company = make_company()
    press(desk, figure, "confirm")
    entry = Decision.objects.get()
    read_only = [
        address(company, "history"),
        address(figure, "history"),
        address(Industry, "changelist") + "deleted/",
        reverse("admin:archive_decision_unplaced"),
        reverse("admin:archive_document_text", args=[figure.document_id]),
    ]
    both = [
        address(figure.article, "move"),
        address(figure, "alike"),
        reverse("admin:archive_decision_revert", args=[entry.pk]),
        reverse("admin:districts_company_merge"),
        reverse("admin:districts_company_likely"),
    ]
    for where in read_only:
        assert desk.post(where).status_code == 405, where
    for where in [*read_only, *both]:
        assert desk.put(where).status_code == 405, where
        assert desk.delete(where).status_code == 405, where
    assert desk.get(address(company, "apart")).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_history_is_only_read_so_nothing_is_locked_for_it(desk):
    """Tables are locked inside a transaction only: a history has none."""
    for thing in (make_company(), make_industry()):
        assert desk.post(address(thing, "history")).status_code == 405
        sent = {"post": "yes", "seen": seen_on(desk.get(address(thing, "delete")))}
        assert desk.post(address(thing, "delete"), sent).status_code == 302
    assert not Company.objects.exists()
