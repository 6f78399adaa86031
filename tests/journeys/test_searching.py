"""The search box helps while a reader types, and says what may have been meant."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive import vocabulary
from tests.archive.vocabulary import memory
from tests.journeys.test_access import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def box(reader):
    """The box, in a browser on an archive whose words are known."""
    vocabulary.replace(0, {"quay": 30, "quayside": 4, "north": 15, "northern": 9})
    memory.forget()
    yield reader.get_by_role("combobox", name="Search the stories")
    memory.forget()


def test_a_reader_chooses_what_the_box_offers_with_the_keyboard(reader, box):
    box.press_sequentially("nort")
    options = reader.get_by_role("option")
    expect(options).to_have_text(["Northbank District", "north", "northern"])
    expect(reader.get_by_role("status")).to_contain_text("3 suggestions")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    first = options.first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", first)
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)
        assert faults(reader) == [], scheme
    box.press("Escape")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("nort")
    box.press("ArrowDown")
    expect(options).to_have_count(3)
    box.press("ArrowUp")
    box.press("Enter")
    reader.wait_for_url("**/articles/?q=northern")
    # Nothing chosen: what was typed is searched, and a better spelling is a link.
    box.fill("quayy")
    box.press("Enter")
    reader.wait_for_url("**/articles/?q=quayy")
    reader.get_by_role("link", name="quay", exact=True).click()
    reader.wait_for_url("**/articles/?q=quay")
