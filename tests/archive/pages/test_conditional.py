"""A page that a reader has already: not sent again, unless something changed."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from archive import bitmaps, changes, conditional
from archive.models import Article
from tests.factories import make_article, make_district, make_figure, mention_district

pytestmark = pytest.mark.django_db

LISTS = ("/articles/", "/figures/", "/articles.json", "/figures.json", "/articles.csv")
PAGES = (
    *LISTS,
    *(
        "/",
        "/about/",
        "/districts/",
        "/districts/quay/",
        "/companies/",
        "/articles.atom",
    ),
    *("/figures.atom", "/districts.json", "/districts.csv", "/sitemap.xml"),
)


@pytest.fixture
def story():
    story = make_article(
        "Quay paid 9 yuan.", headline="Quay", published_on="2031-01-02"
    )
    mention_district(story, make_district("Quay"))
    make_figure(story, "9 yuan", 9)
    changes.changed([story.pk])
    return story


def again(client, address: str, **headers: str):
    """What a reader gets who comes back with the page that was sent."""
    tag = client.get(address)["ETag"]
    return client.get(address, headers={"If-None-Match": tag, **headers})


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_not_sent_twice(client, story, address):
    first = client.get(address)
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-cache"
    second = again(client, address)
    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == first["ETag"]


def test_a_story_and_its_data_are_not_sent_twice(client, story):
    for address in (story.get_absolute_url(), f"/articles/{story.public_id}.json"):
        assert again(client, address).status_code == 304


def test_a_head_request_has_the_same_tag_as_the_page(client, story):
    asked = client.head("/articles/")
    assert asked["ETag"] == client.get("/articles/")["ETag"]
    tag = {"If-None-Match": asked["ETag"]}
    assert client.head("/articles/", headers=tag).status_code == 304


@pytest.mark.parametrize("address", LISTS)
def test_a_change_of_a_story_makes_every_list_new(client, story, address):
    tag = client.get(address)["ETag"]
    Article.objects.filter(pk=story.pk).update(headline="Quay, corrected")
    changes.changed([story.pk])
    answer = client.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer["ETag"] != tag


def test_a_new_name_of_a_district_makes_its_page_new(client, story):
    tag = client.get("/districts/quay/")["ETag"]
    district = make_district("Quay")
    district.name = "Quayside"
    district.save()
    answer = client.get("/districts/quay/", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Quayside" in answer.text


def test_a_withdrawn_story_says_so_to_those_who_have_it(client, story):
    address = story.get_absolute_url()
    tag = client.get(address)["ETag"]
    Article.objects.filter(pk=story.pk).update(status="rejected")
    changes.changed([story.pk])
    answer = client.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 410
    assert not answer.has_header("ETag")


def test_other_questions_have_other_tags(client, story):
    tags = {
        client.get(address)["ETag"]
        for address in (
            "/articles/",
            "/articles/?q=quay",
            "/articles/?q=9",
            "/figures/",
        )
    }
    assert len(tags) == 4


def test_a_tag_that_fits_everything_is_no_answer(client, story):
    assert client.get("/articles/", headers={"If-None-Match": "*"}).status_code == 200


def test_an_editor_gets_every_page_anew(admin_client, client, story):
    tag = client.get("/articles/")["ETag"]
    for headers in ({}, {"If-None-Match": tag}):
        answer = admin_client.get("/articles/", headers=headers)
        assert answer.status_code == 200
        assert not answer.has_header("ETag")
        assert "no-store" in answer["Cache-Control"]


def test_under_excerpts_no_cache_hands_one_readers_page_to_another(
    admin_client, client, story, settings
):
    open_to_all = client.get(story.get_absolute_url())
    settings.ARCHIVE_PUBLIC_TEXT = "excerpt"
    excerpted = client.get(story.get_absolute_url())
    assert excerpted["ETag"] != open_to_all["ETag"]
    assert "private" in excerpted["Cache-Control"]
    assert "Cookie" in excerpted["Vary"]
    whole = admin_client.get(
        story.get_absolute_url(), headers={"If-None-Match": excerpted["ETag"]}
    )
    assert whole.status_code == 200
    assert "no-store" in whole["Cache-Control"]


def test_what_is_no_page_has_no_tag(client, story):
    for address in (
        "/articles/?distrct=x",
        "/articles/?page=99",
        "/figures/nosuchfigure/",
    ):
        answer = client.get(address)
        assert answer.status_code in (400, 404)
        assert not answer.has_header("ETag")


def test_a_page_that_is_not_sent_again_costs_one_question(
    client, story, django_assert_num_queries
):
    tag = client.get("/articles/?q=quay&district=quay")["ETag"]
    with django_assert_num_queries(1):
        client.get("/articles/?q=quay&district=quay", headers={"If-None-Match": tag})


@pytest.mark.django_db(transaction=True)
def test_an_editor_whose_session_ended_elsewhere_reads_on_as_a_visitor(
    admin_client, admin_user, settings
):
    story = make_article("Quay paid 9 yuan. It rained.", headline="Quay")
    settings.ARCHIVE_PUBLIC_TEXT = "excerpt"
    assert "It rained" in admin_client.get(story.get_absolute_url()).text
    admin_user.set_password("another one, long enough")
    admin_user.save()
    answer = admin_client.get(story.get_absolute_url())
    assert answer.status_code == 200
    assert "It rained" not in answer.text


@pytest.mark.django_db(transaction=True)
def test_pages_are_read_where_nothing_can_be_written(client):
    """Outside of a test's own transaction, as readers get them."""
    make_article("Quay paid 9 yuan.", headline="Quay")
    for address in (*PAGES[:6], "/articles/?q=quay", "/articles/?q=quey"):
        assert client.get(address).status_code == 200
    make_article("And something can be written after it.")


def made(client, monkeypatch, address: str, **more) -> bool:
    """Whether the page is made, or is one that was made before."""
    asked = []
    current = bitmaps.current
    monkeypatch.setattr(bitmaps, "current", lambda: asked.append(1) or current())
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return bool(asked)


@pytest.fixture
def given(client, story) -> str:
    """The address of a page that a reader was given a moment ago."""
    caches["pages"].clear()
    client.get("/articles/")
    return "/articles/"


def test_a_page_that_another_reader_was_given_is_not_made_again(
    client, monkeypatch, given
):
    first = client.get(given)
    assert not made(Client(), monkeypatch, given)
    second = Client().get(given)
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])
    assert second["Content-Type"] == first["Content-Type"]


def test_it_is_made_again_after_a_change_and_for_other_names_of_the_site(
    client, monkeypatch, given, settings, story
):
    settings.ALLOWED_HOSTS = ["testserver", "mirror.example"]
    assert made(client, monkeypatch, given, headers={"Host": "mirror.example"})
    assert made(client, monkeypatch, f"{given}?order=oldest")
    changes.changed([story.pk])
    assert made(client, monkeypatch, given)


def test_an_editor_neither_gets_nor_leaves_such_a_page(
    admin_client, client, monkeypatch, story
):
    caches["pages"].clear()
    admin_client.get("/articles/")
    assert made(client, monkeypatch, "/articles/")
    assert made(admin_client, monkeypatch, "/articles/")


def test_a_very_large_page_is_made_anew(client, monkeypatch, given):
    monkeypatch.setattr(conditional, "LARGEST", 100)
    caches["pages"].clear()
    client.get(given)
    assert made(client, monkeypatch, given)
