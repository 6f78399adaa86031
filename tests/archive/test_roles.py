"""Who may do what: each group's permissions, log-in, and how long it lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from archive import decisions, roles
from archive.middleware import LOGGED_IN
from archive.models import Decision
from tests.desk import log_in
from tests.factories import (
    make_article,
    make_company,
    make_figure,
    make_industry,
    mention_company,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a lantern over the water"

MAY = {
    # what: (reviewer, editor, administrator)
    "look at figures": (True, True, True),
    "correct a figure": (True, True, True),
    "reject a mention": (True, True, True),
    "correct an article": (True, True, True),
    "look at the book": (True, True, True),
    "withdraw an article": (False, True, True),
    "cut a document otherwise": (False, True, True),
    "change an industry": (False, True, True),
    "change a company": (False, True, True),
    "make a company": (False, True, True),
    "say who is who": (False, False, True),
}
"""The matrix as it was reviewed; nobody, logged in or not, may do any of it."""


@pytest.fixture
def addresses() -> dict[str, str]:
    article = make_article("Putuo grew. Revenue reached 9.78 billion yuan.")
    figure, company = make_figure(article), make_company()
    mention = mention_company(make_article(), company)

    def page(name: str, *keys: object) -> str:
        return reverse(f"admin:{name}", args=keys)

    return {
        "look at figures": page("archive_figure_changelist"),
        "correct a figure": page("archive_figure_change", figure.pk),
        "reject a mention": page("archive_companymention_delete", mention.pk),
        "correct an article": page("archive_article_change", article.pk),
        "look at the book": page("archive_decision_changelist"),
        "withdraw an article": page("archive_article_delete", article.pk),
        "cut a document otherwise": page("archive_article_move", article.pk),
        "change an industry": page("districts_industry_change", make_industry().pk),
        "change a company": page("districts_company_change", company.pk),
        "make a company": page("districts_company_add"),
        "say who is who": page("auth_user_changelist"),
    }


def member(*groups: str):
    number = get_user_model().objects.count()
    user = get_user_model().objects.create_user(
        f"wen{number}", password=PASSWORD, is_staff=True
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def may(client, address: str) -> bool:
    """Whether the page opens for change: by looking at it alone nothing is saved."""
    page = client.get(address)
    if page.status_code != 200:
        return False
    return page.context.get("has_change_permission", True) is not False


@pytest.mark.parametrize("number", range(3))
def test_each_role_may_do_what_the_matrix_says(client, addresses, number):
    name = list(roles.MATRIX)[number]
    client.force_login(member(name))
    found = {what: may(client, address) for what, address in addresses.items()}
    assert found == {what: allowed[number] for what, allowed in MAY.items()}


def test_staff_of_no_group_may_do_nothing(client, addresses):
    client.force_login(member())
    assert not any(may(client, address) for address in addresses.values())


def test_every_permission_of_the_matrix_exists():
    for name, wanted in roles.MATRIX.items():
        group = Group.objects.get(name=name)
        found = {
            f"{each.content_type.app_label}.{each.codename}"
            for each in group.permissions.select_related("content_type")
        }
        assert found == wanted


def test_wrong_passwords_have_to_wait_and_nobody_else_has_to(client):
    user, other = member(), member()
    for _ in range(5):
        assert log_in(client, user.username, "wrong").status_code in (200, 429)
    locked = log_in(client, user.username, PASSWORD)
    assert locked.status_code == 429
    assert "a quarter of an hour" in locked.content.decode()
    assert log_in(client, other.username, PASSWORD).status_code == 302


def test_a_short_password_is_refused_and_a_very_long_one_works(client):
    with pytest.raises(ValidationError, match="at least 15"):
        validate_password("fourteen signs")
    user = member()
    user.set_password(PASSWORD * 40)
    user.save()
    assert log_in(client, user.username, PASSWORD * 40).status_code == 302


def test_a_session_ends_when_idle_and_after_its_longest_time(client):
    log_in(client, member().username, PASSWORD)
    desk = reverse("admin:index")
    assert client.get(desk).status_code == 200
    idle = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=1, minutes=59) < idle <= timedelta(hours=2)
    session = client.session
    session[LOGGED_IN] -= 12 * 3600 + 1
    session.save()
    assert client.get(desk).status_code == 302


def test_a_reviewer_takes_back_the_answer_that_a_reviewer_may_give(client):
    reviewer = member(roles.REVIEWERS)
    document = make_article().document
    document.remarks = ["The order is unsure."]
    document.save()
    decisions.answer_remark(document, "The order is unsure.", reviewer)
    client.force_login(reviewer)
    line = Decision.objects.get()
    page = reverse("admin:archive_decision_revert", args=[line.pk])
    assert client.post(page, {"later": "0"}).status_code == 302
    document.refresh_from_db()
    assert document.open_remarks == ["The order is unsure."]
