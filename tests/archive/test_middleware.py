"""What stands around every answer: gzip, and a word when the database is away."""

from __future__ import annotations

import gzip

import pytest
from django.db import DatabaseError, OperationalError

from archive.limits import TimeIsUp
from archive.models import Document
from tests.factories import make_article

GZIP = {"Accept-Encoding": "br;q=1.0, gzip;q=0.8, *;q=0.1"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/articles/", "/articles.json"])
@pytest.mark.parametrize("fault", [OperationalError("database is locked"), TimeIsUp()])
def test_a_database_that_is_away_is_no_fault_of_the_reader(
    client, monkeypatch, address, fault
):
    def away(*args: object, **options: object) -> None:
        raise fault

    monkeypatch.setattr("archive.rows.articles", away)

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


def body(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/", "/articles/", "/articles.json", "/articles.csv", "/articles.atom"],
)
def test_a_page_is_packed_for_those_who_take_it_so(client, address):
    for number in range(30):
        make_article(f"Solar parks of quay {number} grew.", headline=f"Quay {number}")
    plain, packed = client.get(address), client.get(address, headers=GZIP)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in packed["Vary"]
    assert packed["ETag"] == plain["ETag"]
    whole, small = body(plain), body(packed)
    assert gzip.decompress(small) == whole
    assert len(small) < len(whole) / 2
    if not packed.streaming:
        assert packed["Content-Length"] == str(len(small))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "refused", ["", "identity", "gzip;q=0", "gzip; q=0.0, br", "gzip;q=0.000"]
)
def test_a_page_is_sent_as_it_is_to_those_who_refuse(client, refused):
    answer = client.get("/articles/", headers={"Accept-Encoding": refused})
    assert "Content-Encoding" not in answer


@pytest.mark.django_db
def test_nothing_that_is_for_one_reader_alone_is_packed(client, admin_client):
    for reader, address in (
        (client, "/admin/login/"),  # its form has a token
        (admin_client, "/articles/"),
        (admin_client, "/admin/"),
    ):
        answer = reader.get(address, headers=GZIP)
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer


@pytest.mark.django_db
def test_a_picture_and_a_short_answer_are_not_packed(client):
    for address in ("/healthz", "/robots.txt"):
        assert "Content-Encoding" not in client.get(address, headers=GZIP)
