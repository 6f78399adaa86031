"""A morning at the review queue, by keyboard alone, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

from archive.models import Article, Decision, Document, Figure
from districts.models import Company, Region
from tests.archive.ingest.directly import take_directly
from tests.seeded import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENTS = Path(__file__).parents[3] / "seeds" / "documents"
KELVO = "Kelvo Motors Co Ltd opened a works in Putuo. Kelvo Motors hires 500 people.\n"
PAGE = "/admin/queue/"


@pytest.fixture
def archive(transactional_db, tmp_path):
    """A flagged figure, a doubtful order, a new name, stories without a date."""
    load_seeds()
    (tmp_path / "kelvo.txt").write_text(KELVO)
    paths = [next(DOCUMENTS.glob(f"{number}_*")) for number in ("000", "002")]
    region = Region.objects.get(slug="shanghai")
    take_directly([*paths, tmp_path / "kelvo.txt"], region)
    last = Document.objects.order_by("-pk").first()
    last.remarks = ["The order of two pieces is unsure."]
    last.save()


class Keyboard:
    """Presses keys and counts them, item by item."""

    def __init__(self, page) -> None:
        self.page = page
        self.counts: dict[str, int] = {}

    @property
    def kind(self) -> str:
        return self.page.locator("#queue-kind").inner_text()

    @property
    def said(self) -> str:
        told = self.page.locator("#queue-told")
        expect(told).not_to_be_empty()
        return told.inner_text()

    def press(self, *keys: str, typed: str = "") -> None:
        """Press keys, the last of which leads to another page."""
        kind = self.kind
        *before, last = keys
        for key in before:
            self.page.keyboard.press(key)
        if typed:
            self.page.keyboard.type(typed)
        with self.page.expect_navigation():
            self.page.keyboard.press(last)
        self.counts[kind] = max(self.counts.get(kind, 0), len(keys))


@pytest.fixture
def complaints(page) -> list[str]:
    """What the browser says against the page, refusals of the policy included."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def keyboard(page, live_server, archive, complaints) -> Keyboard:
    user = get_user_model().objects.create_superuser("ada", password="a long password")
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    page.goto(live_server.url + PAGE)
    return Keyboard(page)


def test_a_morning_takes_one_to_three_keys_an_item(keyboard, complaints):
    page = keyboard.page
    assert keyboard.kind == "Flagged figure"
    assert page.evaluate("document.activeElement.id") == "queue-item"
    assert page.locator("blockquote mark").inner_text() == "9.781 billion yuan"
    keyboard.press("1")
    assert "As printed, and wrong in the source" in keyboard.said

    keyboard.press("u")
    assert keyboard.said.startswith("Taken back")
    assert keyboard.kind == "Flagged figure"
    keyboard.press("c", "Enter", typed="The bracket lost a digit.")
    figure = Figure.objects.exclude(dismissed_checks={}).get()
    assert list(figure.dismissed_checks.values()) == ["The bracket lost a digit."]

    assert keyboard.kind == "Doubt about a document"
    keyboard.press("c")
    assert keyboard.kind == "New company name"
    keyboard.press("c")
    assert Company.objects.get(slug="kelvo-motors").standing == "known"

    assert keyboard.kind == "Uncertain date"
    keyboard.press("c")
    assert Article.objects.exclude(person_fields=[]).get().date_basis == "inferred"
    while keyboard.kind == "Uncertain date":
        keyboard.press("l")
    assert keyboard.kind == "Low confidence"
    keyboard.press("x")
    assert keyboard.said.startswith("Rejected")
    keyboard.press("c")
    assert keyboard.said.startswith("Confirmed")

    assert max(keyboard.counts.values()) <= 3
    assert complaints == []


def test_a_range_with_its_reason_is_given_by_keyboard(keyboard, live_server):
    keyboard.page.goto(f"{live_server.url}{PAGE}?kind=date")
    page = keyboard.page
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "published_on"
    page.fill("[name=date_earliest]", "2024-01-01")
    page.fill("[name=date_reason]", "It names the cox plan of 2024.")  # keys are words
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert keyboard.said.startswith("The range is set")
    story = Article.objects.exclude(person_fields=[]).get()
    assert story.date_reason == "It names the cox plan of 2024."


def test_keys_can_be_turned_off_and_the_legend_shut(keyboard):
    page = keyboard.page
    page.keyboard.press("?")
    assert page.locator("#queue-legend").get_attribute("open") is None
    page.keyboard.press("?")
    page.click("#queue-keys")
    page.keyboard.press("x")
    page.keyboard.press("1")
    assert page.locator("#queue-keys").inner_text() == "Keys are off"
    assert not Decision.objects.exists()


def test_axe_finds_nothing_and_nothing_is_cut_off(keyboard, live_server):
    page = keyboard.page
    page.set_viewport_size({"width": 375, "height": 800})
    for name in ("figure", "company", "date"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{live_server.url}{PAGE}?kind={name}")
            for fix in page.locator(".queue-fix summary").all():
                fix.click()
            assert faults(page) == [], (name, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def faults(page) -> list[str]:
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    return [
        f"{fault['id']}: {re.sub(r'[ ]+', ' ', node['html'])[:120]}"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]
