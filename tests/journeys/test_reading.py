"""What readers do: search, narrow, follow a figure to its sentence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = (
    *("/", "/articles/", "/articles/?q=ferry&district=northbank", "/figures/"),
    *("/districts/", "/districts/northbank/", "/companies/", "/industries/"),
    *("/years/2030/", "/about/", "/articles/?q=zeppelin"),
)


def test_a_search_leads_to_a_result_and_the_result_to_its_sentence(reader: Page):
    reader.get_by_role("combobox").fill('"ferry runs"')
    reader.get_by_role("combobox").press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("ferry runs")
    reader.locator(".story .headline a").first.click()
    expect(reader).to_have_url(re.compile(r"#hit-body-\d+$"))
    hit = reader.locator(":target")
    expect(hit).to_be_in_viewport()
    expect(hit).to_contain_text("ferry")


def test_choosing_a_facet_narrows_and_its_chip_widens_again(reader: Page, live_server):
    reader.goto(f"{live_server.url}/articles/")
    expect(reader.locator("#results-heading")).to_contain_text("30 stories")
    facets = reader.get_by_role("navigation", name="Narrow the list")
    facets.get_by_role("link", name="Northbank 15").click()
    expect(reader.locator("#results-heading")).to_contain_text("15 stories")
    facets.get_by_role("link", name=re.compile("^5 2030$|2030")).click()
    expect(reader.locator("#results-heading")).to_contain_text("5 stories")
    reader.get_by_role("link", name="Remove District: Northbank").click()
    expect(reader.locator("#results-heading")).to_contain_text("10 stories")


def test_a_figure_anywhere_is_one_click_from_its_marked_sentence(
    reader: Page, live_server
):
    reader.goto(f"{live_server.url}/figures/?flagged=1")
    reader.locator(".claims-table .figure-link").first.click()
    mark = reader.locator(":target")
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_text("7.39 billion yuan")
    plain = reader.locator(".mark-figure:not(:target)").first
    ground = "e => getComputedStyle(e).backgroundColor"
    reader.wait_for_timeout(1500)
    assert mark.evaluate(ground) != plain.evaluate(ground)
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_a_figure_beside_the_story_and_its_words_light_up_together(
    reader: Page, live_server, archive
):
    reader.goto(live_server.url + archive[0].get_absolute_url())
    row = reader.locator(".row").first
    row.locator(".figure-link").hover()
    expect(reader.locator(".mark-figure").first).to_have_class(re.compile("lit"))
    reader.locator(".mark-figure").first.click()
    expect(row).to_be_in_viewport()
    assert reader.url.endswith("#" + row.get_attribute("id"))


def test_the_keyboard_alone_reaches_content_search_and_sections(reader: Page):
    reader.keyboard.press("Tab")
    skip = reader.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    expect(skip).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("combobox")).to_be_focused()
    outline = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert reader.evaluate(outline) == "solid"


def test_tabbing_goes_through_a_page_in_the_order_it_is_read(reader: Page, live_server):
    reader.goto(f"{live_server.url}/articles/")
    order = []
    for _ in range(9):
        reader.keyboard.press("Tab")
        order.append(reader.evaluate("() => document.activeElement.innerText.trim()"))
    assert order[0] == "Skip to the content"
    assert order[1].startswith("District Economy")
    assert order[4:] == ["Stories", "Figures", "Districts", "Companies", "Industries"]


def test_no_page_is_wider_than_the_window(reader: Page, live_server, archive):
    story = archive[0]
    for address in (
        *ADDRESSES,
        story.get_absolute_url(),
        f"/articles/{story.public_id}/raw/",
    ):
        reader.goto(live_server.url + address)
        for width in (320, 375, 768, 1280):
            reader.set_viewport_size({"width": width, "height": 800})
            size = reader.evaluate("() => document.documentElement.scrollWidth")
            assert size <= width, (address, width)


def test_at_phone_width_the_facets_fold_and_say_how_many_are_chosen(
    reader: Page, live_server
):
    reader.set_viewport_size({"width": 375, "height": 800})
    reader.goto(f"{live_server.url}/articles/?district=northbank&year=2030")
    value = reader.get_by_role("link", name="Southbank 5")
    expect(value).to_be_hidden()
    reader.get_by_text("Narrow the list (2 chosen)").click()
    expect(value).to_be_visible()
    reader.set_viewport_size({"width": 1280, "height": 800})
    reader.goto(f"{live_server.url}/articles/")
    expect(reader.get_by_role("link", name="Southbank 15")).to_be_visible()


def test_tiles_of_the_map_are_large_enough_for_a_finger(reader: Page):
    reader.set_viewport_size({"width": 320, "height": 800})
    for tile in reader.locator(".tile").all():
        box = tile.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44


def test_everything_works_with_scripts_off(browser, live_server, archive):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/articles/?q=ferry")
    page.get_by_role("link", name="Southbank 15").click()
    page.locator(".headline a").first.click()
    expect(page.locator(":target")).to_contain_text("ferry")
    page.locator(".row .figure-link").first.click()
    expect(page.locator(":target")).to_have_class("mark-figure")
    context.close()


def test_a_reader_who_wants_no_motion_gets_none(browser, live_server, archive):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(live_server.url + archive[0].figures.first().get_absolute_url())
    names = page.locator(":target").evaluate("e => getComputedStyle(e).animationName")
    assert names == "none"
    context.close()
