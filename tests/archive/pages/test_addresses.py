"""Every address: its method, its parameters, and what is said when it is wrong."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from tests.archive.pages.reading import read
from tests.factories import make_article, make_company, make_district

pytestmark = pytest.mark.django_db

PLAIN = (
    *("home", "article-list", "figure-list", "district-list", "company-list"),
    *("industry-list", "about"),
)


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_answers_get_and_head_and_nothing_else(client, name):
    address = reverse(name)
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("name", PLAIN)
def test_the_section_that_a_reader_is_in_is_named(client, name):
    page = read(client.get(reverse(name)))
    current = [a["href"] for _, a in page.tags if a.get("aria-current") == "page"]
    assert current == ([reverse(name)] if name != "home" else [])


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_explains_a_parameter_that_it_does_not_know(client, name):
    response = client.get(reverse(name), {"frobnicate": "1"})
    assert response.status_code == 400
    assert read(response).says("“frobnicate”")


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_sheds_what_others_add_to_follow_readers(client, name):
    address = reverse(name)
    response = client.get(address, {"utm_medium": "mail", "gclid": "7"})
    assert (response.status_code, response["Location"]) == (302, address)


def test_a_wrong_parameter_of_a_story_names_the_nearest(client):
    article = make_article()
    address = f"/articles/{article.public_id}/raw/?figur=x"
    response = client.get(address)
    assert response.status_code == 400
    assert read(response).says("Did you mean “figure”?")


def test_a_page_that_is_not_there_offers_a_way_on(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    page = read(response)
    assert page.href("stories") == reverse("article-list")


def test_the_page_for_a_fault_needs_neither_request_nor_database(
    rf, django_assert_num_queries
):
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert read(response).says("Something broke on our side")


def test_health_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_robots_are_kept_from_the_desk_and_shown_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_what_is_published_and_nothing_else(client):
    shown = make_article(headline="Shown")
    hidden = make_article("Hidden words.", headline="Hidden", status="rejected")
    district = make_district("Northbank")
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {loc.text for loc in tree.iter() if loc.tag.endswith("loc")}
    assert "http://testserver" + shown.get_absolute_url() in found
    assert "http://testserver" + district.get_absolute_url() in found
    assert "http://testserver" + hidden.get_absolute_url() not in found


@pytest.mark.parametrize("kind", ["stories", "companies", "pages", "others"])
@pytest.mark.parametrize("number", [0, 2, 9_300_000_000_000_000, 10**40])
def test_a_part_of_the_sitemap_that_is_none_is_not_found(client, kind, number):
    make_company()
    make_article(headline="Shown")
    assert client.get(f"/sitemap-{kind}-{number}.xml").status_code == 404


def test_pages_are_served_under_a_strict_content_security_policy(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_a_sign_that_no_text_has_is_refused_and_not_handed_to_the_database(client):
    article = make_article("Putuo grew.")
    answer = client.get(f"/articles/{article.public_id}/raw/?figure=%00")
    assert answer.status_code == 400
