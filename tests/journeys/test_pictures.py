"""The pictures of the README: the five documents of the seeds, as a browser shows them.

`PICTURES=1` keeps them in docs/pictures; an ordinary run only looks.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.seeded import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 375, "height": 812}


@pytest.fixture
def pictures(tmp_path) -> Path:
    """Where pictures go: to the documentation only when that is asked for."""
    folder = ROOT / "docs" / "pictures" if os.environ.get("PICTURES") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def documents(transactional_db) -> None:
    load_seeds()
    call_command("ingest", str(ROOT / "seeds" / "documents"), verbosity=0)


def test_the_five_documents_make_a_site_that_can_be_shown(
    page: Page, live_server, documents, pictures
):
    def shoot(name: str, size: dict[str, int] = WIDE) -> None:
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=pictures / f"{name}-{scheme}.png")

    page.goto(live_server.url)
    expect(page.get_by_text("6 stories from 5 documents")).to_be_visible()
    shoot("home")
    shoot("home-phone", NARROW)

    page.locator(".front-flagged .figure-link").first.click()
    expect(page.locator(":target")).to_have_text("9.781 billion yuan")
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")
    shoot("article")

    page.goto(f"{live_server.url}/articles/?q=%22new+energy%22&district=putuo")
    expect(page.locator("#results-heading")).to_contain_text("1 story")
    shoot("search")

    page.goto(f"{live_server.url}/figures/")
    expect(page.locator(".claims-table tbody tr").first).to_be_visible()
    shoot("figures")

    page.goto(f"{live_server.url}/districts/putuo/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Putuo")
    shoot("district")
    assert len(list(pictures.glob("*-light.png"))) == 6
