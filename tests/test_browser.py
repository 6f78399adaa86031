"""The browser that page tests drive really shows our pages."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_is_shown_with_its_styles_and_without_complaints(page, live_server):
    complaints = []
    page.on(
        "console",
        # A browser asks for this of its own accord; the page has no part in it.
        lambda message: (
            message.location["url"].endswith("/favicon.ico")
            or complaints.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/login/")
    assert page.locator("input[name=username]").is_visible()
    colour = page.locator("#header").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    assert colour not in ("", "rgba(0, 0, 0, 0)")
    assert complaints == []
