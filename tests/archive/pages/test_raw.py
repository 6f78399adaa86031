"""The document as it came: where a story of very many pieces is marked in it."""

from __future__ import annotations

import pytest

from archive.views import marking
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_the_source_marks_ranges_with_a_little_between_them_as_one(client):
    article = make_article()
    article.document.text = "a&amp;" * 300
    article.document.save()
    article.raw_ranges = [[n * 6, n * 6 + 2] for n in range(300)]
    article.save()
    html = client.get(f"/articles/{article.public_id}/raw/").content.decode()
    assert html.count('class="mark-story"') == 1


def test_the_source_marks_so_many_places_and_says_that_there_are_more(client):
    article = make_article()
    step = marking.NEAR + 1
    most = marking.MOST_STORY_MARKS
    article.document.text = ("a" + "." * marking.NEAR) * (most + 1)
    article.document.save()
    address = f"/articles/{article.public_id}/raw/"
    for places, is_cut in ((most, False), (most + 1, True)):
        article.raw_ranges = [[n * step, n * step + 1] for n in range(places)]
        article.save()
        page = client.get(address)
        assert page.content.decode().count('class="mark-story"') == most
        assert page.context["most_marked"] == (most if is_cut else 0)
