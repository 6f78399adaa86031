"""The page of the review queue as a reviewer has it: opened, its buttons pressed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from districts.models import Region
from tests.archive.ingest.directly import take_directly
from tests.seeded import load_seeds

PAGE = reverse("desk-queue")
RENEW = reverse("desk-queue-renew")
DOCUMENTS = Path(__file__).parents[3] / "seeds" / "documents"


def open_queue(desk: Client, kind: str = "") -> Any:
    page = desk.get(PAGE, {"kind": kind} if kind else {})
    assert page.status_code == 200
    return page


def say(desk: Client, page: Any, verb: str, **fields: str) -> Any:
    """Press a button of the page; gives the next page."""
    query = page.wsgi_request.GET.urlencode()
    sent = {**place(page), "verb": verb, **fields}
    return desk.post(f"{PAGE}?{query}", sent, follow=True)


def place(page: Any) -> dict[str, str]:
    item, seen = page.context["item"], page.context["card"].seen
    return {
        "of_kind": item.kind.name,
        "about": item.place.about,
        "key": str(item.place.key),
        "seen": "" if seen is None else str(seen),
    }


def row_of(page: Any) -> Any:
    return page.context["item"].row if page.context["item"] else None


def words(page: Any) -> str:
    """What is told of the item before."""
    return page.context["told"].words


def user_with(*permissions: str) -> Client:
    user = get_user_model().objects.create_user("bob", is_staff=True)
    for permission in permissions:
        user.user_permissions.add(Permission.objects.get(codename=permission))
    client = Client()
    client.force_login(user)
    return client


def read_seeds() -> None:
    """Two of the documents that come with the archive, read like any other."""
    load_seeds()
    paths = [next(DOCUMENTS.glob(f"{number}_*")) for number in ("000", "002")]
    take_directly(paths, Region.objects.get(slug="shanghai"))
