"""An archive of invented stories, served to a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page


@pytest.fixture
def archive(make_once) -> list:
    """The stories; see `tests/journeys/stories.py`."""
    # Models can't be imported while pytest still reads this file.
    from archive.models import Article
    from tests.journeys.stories import make_stories

    make_once(make_stories)
    return list(Article.objects.order_by("pk"))


@pytest.fixture
def reader(page: Page, live_server, archive) -> Iterator[Page]:
    """A browser on the archive; whatever it complains about fails the test."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "requestfailed",
        # A reader who goes on quickly leaves requests behind; that is no fault.
        lambda request: (
            request.failure == "net::ERR_ABORTED" or complaints.append(request.url)
        ),
    )
    page.goto(live_server.url)
    yield page
    assert complaints == []
