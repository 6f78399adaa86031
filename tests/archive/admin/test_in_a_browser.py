"""The article desk in a real browser, under the site's content security policy.

What an editor does is counted: a press, a choice, a line filled in with the keyboard.
"""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from archive.models import Article, CompanyMention, DistrictMention, Figure
from tests.archive.admin.pages import address
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    mention_company,
    mention_district,
)
from tests.journeys.test_access import faults

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "\n\n".join(
    [
        "Putuo is home to Harbour Batteries. Its revenue reached 9.78 billion yuan.",
        *(f"Paragraph {n} tells of the hubs along the river." for n in range(40)),
        "Jiading has 12 hubs 𝄞 and Putuo 13 hubs.",
    ]
)

COUNTED = "**/admin/archive/article/*/alike/"
"""The last thing that a desk asks for once it is open."""


@pytest.fixture
def article(live_server) -> Article:
    """An undated story, a figure of which does not fit the bracket behind it."""
    article = make_article(BODY, headline="Hubs along the river")
    mention_district(article)
    mention_company(article)
    make_figure(
        article,
        indicator=make_indicator(),
        conversion_surface="(134 million)",
        conversion_value=134_000_000,
        conversion_unit="USD",
        checks=[{"code": "conversion", "words": "The bracket is off by ten."}],
        flagged=True,
    )
    make_district("Jiading")
    return article


@pytest.fixture
def complaints(page) -> list[str]:
    """What the browser says against the page, refusals of the policy included."""
    found: list[str] = []
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning") and found.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def desk_page(page: Page, live_server, article, complaints, client) -> Page:
    """The desk of the article, open; whatever the browser says against it fails."""
    user = get_user_model().objects.create_superuser("ada", password="a long password")
    client.force_login(user)
    session = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": "sessionid", "value": session.value, "url": live_server.url}]
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    with page.expect_response(COUNTED):
        page.goto(f"{live_server.url}{address(article)}")
    yield page
    assert complaints == []


def row(page: Page, model: type, number: int = 0):
    key = model.objects.order_by("pk").values_list("pk", flat=True)[number]
    return page.locator(f"#{model._meta.model_name}-{key}")


def words(page: Page, model: type):
    return page.locator(f"#at-{model._meta.model_name}-{model.objects.get().pk}")


def is_chosen(locator) -> None:
    expect(locator).to_contain_class("is-chosen")


def test_a_row_and_its_words_light_up_together(desk_page):
    row(desk_page, Figure).locator("a.mark-figure").click()
    is_chosen(row(desk_page, Figure))
    is_chosen(words(desk_page, Figure))
    words(desk_page, CompanyMention).click()
    is_chosen(row(desk_page, CompanyMention))
    expect(row(desk_page, CompanyMention)).to_be_focused()
    expect(words(desk_page, Figure)).not_to_contain_class("is-chosen")
    desk_page.keyboard.press("ArrowUp")
    is_chosen(words(desk_page, DistrictMention))
    assert desk_page.url.endswith(row(desk_page, DistrictMention).get_attribute("id"))


def test_the_text_stays_in_sight_beside_the_last_row(desk_page):
    last = row(desk_page, CompanyMention)
    last.scroll_into_view_if_needed()
    text = desk_page.locator(".desk-source").bounding_box()
    assert abs(text["y"]) < 200
    assert text["x"] + text["width"] <= last.bounding_box()["x"]


def test_a_flag_is_answered_in_three_actions(desk_page):
    flagged = row(desk_page, Figure)
    flagged.get_by_text("The bracket is off by ten.").click()
    flagged.get_by_label("Why it may stand").fill("As printed, wrong.")
    flagged.get_by_role("button", name="Save").click()
    expect(flagged).to_contain_text("dismissed: As printed, wrong.")
    expect(desk_page.get_by_role("status")).to_contain_text("Check dismissed")
    assert Figure.objects.get().dismissed_checks == {"conversion": "As printed, wrong."}


def test_an_undated_story_gets_an_inferred_range_in_four_actions(desk_page):
    desk_page.get_by_text("Date: not stated, unknown").click()
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.type("inf")  # its basis
    for day in ("11242022", "01312023"):  # and, going on with the keyboard, the rest
        desk_page.keyboard.press("Tab")
        desk_page.keyboard.type(day)
        desk_page.keyboard.press("Tab")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.type("It speaks of the fair.")
    with desk_page.expect_response(COUNTED):
        desk_page.get_by_role("button", name="Save", exact=True).click()
    expect(desk_page.locator(".messagelist")).to_contain_text("The article: corrected")
    article = Article.objects.get()
    assert article.date_basis == "inferred"
    assert (str(article.date_earliest), str(article.date_latest)) == (
        "2022-11-24",
        "2023-01-31",
    )
    assert article.date_reason == "It speaks of the fair."


def test_a_false_company_is_rejected_everywhere_in_three_actions(desk_page):
    company = make_company("Harbour Batteries")
    for n in range(6):
        mention_company(make_article(f"Harbour Batteries, part {n}."), company)
    false = row(desk_page, CompanyMention)
    false.get_by_role("button", name="Reject").click()
    false.get_by_role("link", name="and the 6 alike").click()
    with desk_page.expect_response(COUNTED):
        desk_page.get_by_role("button", name="Reject what is ticked").click()
    expect(desk_page.locator(".messagelist")).to_contain_text("6 company mentions")
    assert not CompanyMention.objects.visible().exists()


def test_chosen_words_become_a_row_at_their_place(desk_page, article):
    choose(desk_page, "Putuo", BODY.rindex("Putuo"))
    desk_page.get_by_role("toolbar").get_by_role("link", name="District").click()
    panel = desk_page.get_by_role("region", name="The form of a row")
    expect(panel.get_by_label("Words as printed")).to_have_value("Putuo")
    expect(panel.locator(".field-district")).to_contain_text("Putuo")
    with desk_page.expect_response(COUNTED):
        panel.get_by_role("button", name="Save", exact=True).click()
    expect(desk_page.get_by_role("status")).to_contain_text("Added: “Putuo”")
    added = DistrictMention.objects.get(status="added")
    assert (added.part, added.start) == ("body", BODY.rindex("Putuo"))
    is_chosen(desk_page.locator(f"#districtmention-{added.pk}"))


def choose(page: Page, wanted: str, start: int) -> None:
    """Choose words of the body as a mouse would."""
    page.evaluate(
        """([wanted, start]) => {
            const part = document.querySelector(".desk-text[data-part=body]");
            const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
            let at = 0;
            for (let node; (node = walker.nextNode()); at += [...node.data].length) {
                const units = [...node.data].slice(0, start - at).join("").length;
                if (start < at + [...node.data].length) {
                    getSelection().setBaseAndExtent(
                        node, units, node, units + wanted.length);
                    return;
                }
            }
        }""",
        [wanted, start],
    )


def test_a_row_is_corrected_beside_the_text(desk_page):
    wrong = row(desk_page, DistrictMention)
    wrong.get_by_role("link", name="Correct").click()
    panel = desk_page.get_by_role("region", name="The form of a row")
    panel.get_by_role("combobox", name="District").click()
    desk_page.locator(".select2-search__field").fill("jiad")
    desk_page.get_by_role("option", name="Jiading").click()
    with desk_page.expect_response(COUNTED):
        panel.get_by_role("button", name="Save", exact=True).click()
    expect(row(desk_page, DistrictMention)).to_contain_text("Putuo Jiading · about")
    is_chosen(row(desk_page, DistrictMention))
    assert DistrictMention.objects.get().status == "corrected"


def test_a_second_editor_is_told_in_place(desk_page, complaints):
    figure = Figure.objects.get()
    Figure.objects.update(version=2, status="corrected")
    row(desk_page, Figure).get_by_role("button", name="Reject").click()
    expect(row(desk_page, Figure)).to_contain_text("It was changed in the meantime")
    expect(row(desk_page, Figure)).to_contain_text("corrected now")
    figure.refresh_from_db()
    assert figure.status == "corrected"
    assert "409 (Conflict)" in complaints.pop()


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_desk(desk_page, complaints, width):
    desk_page.set_viewport_size({"width": width, "height": 800})
    row(desk_page, DistrictMention).get_by_role("link", name="Correct").click()
    desk_page.wait_for_selector("#desk-panel form")
    for scheme in ("light", "dark"):
        desk_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert faults(desk_page) == []
    complaints.clear()  # axe puts styles of its own into the page
