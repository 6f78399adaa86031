"""What an editor withdrew comes back by the hand of one who may withdraw."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from archive import decisions, roles
from archive.models import Article, Decision
from tests.archive.admin.pages import address, filled, told
from tests.archive.ingest.directly import take_directly
from tests.factories import (
    make_article,
    make_district,
    make_region,
    mention_district,
)

pytestmark = pytest.mark.django_db


def member(group: str) -> Client:
    user = get_user_model().objects.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def withdrawn(tmp_path) -> Article:
    path = tmp_path / "quay.txt"
    path.write_text("Quay is mended\n\nThe quay was mended for 9 million yuan.\n")
    take_directly([path], make_region())
    article = Article.objects.get()
    decisions.reject(article, None, reason="Asked by its publisher")
    return article


def in_list(client: Client, article: Article) -> None:
    sent = {"action": "restore_rows", "_selected_action": [article.pk]}
    client.post(address(Article, "changelist"), sent)


def on_its_page(client: Client, article: Article) -> None:
    page = client.get(address(article))
    client.post(address(article), filled(page) | {"confirm": "on"})


def in_the_book(client: Client, article: Article) -> None:
    line = Decision.objects.get(action="reject")
    client.post(
        reverse("admin:archive_decision_revert", args=[line.pk]), {"later": "0"}
    )


@pytest.mark.parametrize("way", [in_list, on_its_page, in_the_book])
@pytest.mark.parametrize(
    ("group", "may"), [(roles.REVIEWERS, False), (roles.EDITORS, True)]
)
def test_a_reviewer_cannot_let_it_back_and_an_editor_can(withdrawn, way, group, may):
    way(member(group), withdrawn)
    withdrawn.refresh_from_db()
    assert (withdrawn.status != "rejected") == may
    page = Client().get(withdrawn.get_absolute_url())
    assert page.status_code == (200 if may else 410)


def test_confirming_many_does_not_let_rejected_ones_back(desk):
    mention = mention_district(make_article("Putuo grew."), make_district("Putuo"))
    decisions.reject(mention, None)
    mention.refresh_from_db()
    sent = {"action": "confirm_rows", "_selected_action": [mention.pk]}
    page = desk.post(address(type(mention), "changelist"), sent, follow=True)
    assert "It was rejected: let it count again" in told(page)
    mention.refresh_from_db()
    assert mention.status == "rejected"
