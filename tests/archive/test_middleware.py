"""What readers and programs are told when the database does not answer."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, OperationalError

from archive.models import Document


def away(*args: object, **options: object) -> None:
    raise OperationalError("database is locked")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/articles/", "/articles.json"])
def test_a_database_that_is_away_is_no_fault_of_the_reader(
    client, monkeypatch, address
):
    monkeypatch.setattr("archive.facets.narrow", away)

    answer = client.get(address)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "try again in a moment" in answer.text


@pytest.mark.django_db
def test_the_health_address_tells_a_sound_database_from_none(client, monkeypatch):
    assert client.get("/healthz").text == "ok"

    def none(manager: object) -> bool:
        raise DatabaseError("no such table")

    monkeypatch.setattr(type(Document.objects), "exists", none)

    assert client.get("/healthz").status_code == 503
