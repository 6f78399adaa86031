"""The article's page in a real browser, under the site's content security policy."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from archive.models import DistrictMention, Figure
from tests.archive.admin.pages import address
from tests.factories import (
    make_article,
    make_district,
    make_figure,
    make_indicator,
    mention_company,
    mention_district,
)

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "\n\n".join(
    [
        "Putuo is home to Harbour Batteries. Its revenue reached 9.78 billion yuan.",
        *(f"Paragraph {n} tells of the hubs along the river." for n in range(40)),
        "Jiading has 12 hubs.",
    ]
)


@pytest.fixture
def article(live_server):
    article = make_article(BODY, headline="Hubs along the river")
    mention_district(article)
    mention_company(article)
    make_figure(article, indicator=make_indicator())
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
def desk_page(page, live_server, article):
    get_user_model().objects.create_superuser("ada", password="a long password")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(f"{live_server.url}{address(article)}")
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", "a long password")
    page.click("input[type=submit]")
    page.wait_for_selector(".desk-source")
    return page


def test_the_text_stays_beside_the_forms(desk_page, complaints):
    desk_page.locator("#figures-0").scroll_into_view_if_needed()
    text = desk_page.locator(".desk-source").bounding_box()
    row = desk_page.locator("#figures-0").bounding_box()
    assert 0 <= text["y"] < 100  # it has not gone away with the forms
    assert text["x"] > row["x"]
    desk_page.locator(".desk-source a.mark-figure").click()
    assert desk_page.url.endswith("#figures-0")
    assert complaints == []


def test_a_row_is_added_by_hand_with_an_autocomplete(
    desk_page, complaints, article, live_server
):
    group = desk_page.locator("#district_mentions-group")
    group.locator("#id_district_mentions-1-words").fill("Jiading")
    group.locator("#district_mentions-1 .select2-selection").click()
    desk_page.locator(".select2-search__field").last.fill("jiad")
    desk_page.locator(".select2-results__option", has_text="Jiading").click()
    group.locator("#id_district_mentions-1-role").select_option("about")
    desk_page.click("input[name=_continue]")
    desk_page.wait_for_selector(".messagelist")
    assert "1 added" in desk_page.locator(".messagelist").inner_text()
    added = DistrictMention.objects.get(status="added")
    assert article.body[added.start : added.end] == "Jiading"
    assert complaints == []


def test_a_figure_is_confirmed_from_its_own_page(
    desk_page, complaints, article, live_server
):
    figure = Figure.objects.get()
    desk_page.goto(f"{live_server.url}{address(figure)}")
    assert "9.78 billion yuan" in desk_page.locator("blockquote").inner_text()
    desk_page.click("input[name=_save]")
    desk_page.wait_for_selector(".messagelist")
    figure.refresh_from_db()
    assert figure.status == "confirmed"
    assert complaints == []
