"""The desk's own pages in a browser: axe finds nothing, and nothing is cut off."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from archive import decisions
from archive.admin.merging import merge_address
from archive.decisions import things
from archive.models import Decision, Figure
from districts.models import Company
from tests.archive.admin.editing import Editor, log_in
from tests.archive.admin.pages import address
from tests.archive.queue.items import unplaced_figure
from tests.desk import log_in as try_to_log_in
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    mention_company,
    mention_district,
)
from tests.journeys.test_access import faults

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "Putuo is home to Qingteng. Its revenue reached 9.78 billion yuan."
LONG_NAME = "Qingteng Cloud Security Technology (Shanghai) Co., Ltd."
COLOURS = ["color-contrast"]
SIDEBAR = ["#nav-sidebar"]
"""The same on every page, and Django's."""


@pytest.fixture
def figure(live_server) -> Figure:
    """Decided on by two people, in a story with a doubt, with a row alike elsewhere."""
    users = get_user_model().objects
    ada, bob = (users.create_superuser(n, password="a long one") for n in "ab")
    stories = [make_article(BODY, headline=f"Revenue {n}") for n in range(2)]
    putuo, short = make_district("Putuo"), make_company("Qingteng")
    for story in stories:
        mention_district(story, putuo)
        mention_company(story, short)
    document = stories[0].document
    document.remarks = ["The order is unsure.", "Two deliveries contradict."]
    document.save()
    decisions.answer_remark(document, "The order is unsure.", ada, "As on the page.")
    figure, _ = (make_figure(story) for story in stories)
    decisions.confirm(figure, ada)
    words = "in the first seven months of the year, as in those of the year before"
    decisions.correct(figure, {"value": 5, "period_words": words}, bob, reason="A slip")
    long, other = make_company(LONG_NAME), make_company("Qingteng Cloud")
    decisions.tell_apart(other, long, ada)
    decisions.merge(other, short, ada, "one firm")
    things.delete(make_company("Harbour Batteries"), ada, "entered twice")
    unplaced_figure()
    return figure


def own_pages(figure: Figure) -> dict[str, str]:
    """The addresses of our own pages that a link leads to."""
    companies = Company.objects.in_bulk(field_name="slug")
    short = companies["qingteng"]
    others = [one for one in companies.values() if not one.is_merged]
    lines = Decision.objects
    return {
        "index": reverse("admin:index"),
        "move": address(figure.article, "move"),
        "take back": reverse(
            "admin:archive_decision_revert",
            args=[lines.get(reason="A slip").pk],
        ),
        "history of a row": address(figure, "history"),
        "history of a company": address(short, "history"),
        "company": address(short),
        "merged company": address(companies["qingteng-cloud"]),
        "merge": merge_address(*others),
        "likely the same": reverse("admin:districts_company_likely"),
        "deleted": reverse("admin:districts_company_deleted"),
        "unplaced": reverse("admin:archive_decision_unplaced"),
        "alike": address(figure, "alike"),
        "text": address(figure.document, "text"),
        "document": address(figure.document),
    }


def shows_no_fault(page: Page, name: str) -> None:
    """Whether anybody can use it, in both colours, and on a telephone."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert faults(page, leave_out=SIDEBAR) == [], name
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS, SIDEBAR) == [], name
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375, name
    page.set_viewport_size({"width": 1280, "height": 900})


def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, live_server, figure):
    page.set_viewport_size({"width": 1280, "height": 900})
    user = get_user_model().objects.get(username="a")
    log_in(page, live_server.url, user)
    editor = Editor(page, live_server.url)
    for name, where in own_pages(figure).items():
        editor.open(where)
        shows_no_fault(page, name)

    editor.open(address(figure))
    page.get_by_label("Value", exact=False).first.fill("7")
    decisions.correct(figure, {"value": 6}, None)
    editor.send("Save")
    assert page.get_by_role("alert").is_visible()
    shows_no_fault(page, "conflict")

    editor.open(address(make_district("Putuo")))
    page.get_by_role("textbox", name="Name").last.fill("Qingteng")
    editor.send("Preview what saving changes")
    assert page.get_by_text("It changes").is_visible()
    shows_no_fault(page, "preview of names")


def test_the_page_of_a_locked_name_has_no_fault(page: Page, live_server, db):
    """Too many wrong passwords."""
    for _ in range(5):
        try_to_log_in(Client(), "eve", "wrong")
    page.goto(live_server.url + reverse("admin:login"))
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Wait a moment").wait_for()
    shows_no_fault(page, "locked out")
