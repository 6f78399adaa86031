"""Names of known things: a change on the desk reads the articles it touches again."""

from __future__ import annotations

import pytest

from archive.models import CompanyMention, DistrictMention, IndustryMention
from districts.models import Industry
from tests.archive.admin.pages import address, filled, saved, told
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_industry,
    mention_industry,
)

BODY = "Makers of enzymes came to the harbour, and enzymes are sold to the world."


def listed(client, query: str) -> list[str]:
    page = client.get("/articles.json", query)
    assert page.status_code == 200, page.content
    return [entry["headline"] for entry in page.json()["articles"]]


def add_name(desk, thing, prefix: str, field: str, name: str):
    page = desk.get(address(thing))
    sent = filled(page)
    number = int(sent[f"{prefix}-INITIAL_FORMS"])
    sent |= {f"{prefix}-{number}-{field}": name}
    return desk.post(address(thing), sent, follow=True)


def test_a_keyword_added_on_the_desk_changes_what_the_filter_finds(desk, client):
    industry = make_industry("Biology", keywords=("genes",))
    make_article(BODY, headline="Enzymes")
    make_article("Nothing of the kind was sold here.", headline="Other")

    answer = add_name(desk, industry, "keywords", "word", "enzymes")

    assert saved(answer)
    assert "1 article read again" in told(answer)
    assert listed(client, {"industry": "biology"}) == ["Enzymes"]
    assert listed(client, {"industry": "enzymes"}) == ["Enzymes"]


def test_a_keyword_taken_away_takes_its_mentions_along(desk):
    industry = make_industry("Biology")
    make_article(BODY)
    add_name(desk, industry, "keywords", "word", "enzymes")
    assert IndustryMention.objects.filter(industry=industry).exists()

    sent = filled(desk.get(address(industry))) | {"keywords-0-DELETE": "on"}
    desk.post(address(industry), sent)

    assert not IndustryMention.objects.exists()


def test_what_an_editor_confirmed_stays_without_its_keyword(desk):
    industry = make_industry("Biology", keywords=("enzymes",))
    article = make_article(BODY)
    mention = mention_industry(article, industry, "enzymes", status="confirmed")
    sent = filled(desk.get(address(industry))) | {"keywords-0-DELETE": "on"}
    desk.post(address(industry), sent)
    mention.refresh_from_db()
    assert mention.status == "confirmed"
    assert mention.placed


def test_an_alias_of_a_company_finds_its_articles(desk):
    company = make_company("Harbour Batteries")
    make_article("HB Cells opened a works in the east.")
    add_name(desk, company, "aliases", "name", "HB Cells")
    assert CompanyMention.objects.get().company == company


def test_an_alias_of_a_district_finds_its_articles(desk):
    district = make_district("Putuo")
    make_article("The Harbour Quarter opened to visitors.")
    add_name(desk, district, "aliases", "name", "Harbour Quarter")
    assert DistrictMention.objects.get().district == district


def test_saving_without_a_change_of_names_reads_nothing_again(desk):
    industry = make_industry("Biology", keywords=("enzymes",))
    make_article(BODY)
    answer = desk.post(address(industry), filled(desk.get(address(industry))))
    assert answer.status_code == 302
    assert not IndustryMention.objects.exists()


def test_a_name_in_another_script_and_one_of_signs_alone_are_no_error(desk):
    industry = make_industry("Biology")
    make_article("The 生物 park grew. The 生物 park won a prize.")
    for word in ("生物", "!?", "a" * 100, 'says "so"'):
        assert saved(add_name(desk, industry, "keywords", "word", word))
    assert industry.keywords.count() == 4


def test_a_new_industry_is_found_at_once(desk):
    make_article(BODY)
    page = desk.get(address(Industry, "add"))
    sent = filled(page) | {"name": "Enzymes", "slug": "enzymes"}
    assert saved(desk.post(address(Industry, "add"), sent, follow=True))
    assert IndustryMention.objects.exists()


@pytest.mark.parametrize("action", ["page", "list"])
def test_what_articles_speak_of_is_not_deleted_and_the_desk_says_why(desk, action):
    industry = make_industry("Biology")
    mention_industry(make_article(BODY), industry, "enzymes", status="rejected")
    if action == "page":
        answer = desk.post(address(industry, "delete"), {"post": "yes"})
    else:
        sent = {"action": "delete_selected", "_selected_action": industry.pk}
        answer = desk.post(address(Industry, "changelist"), {**sent, "post": "yes"})
    assert "1 industry mention" in told(answer)
    assert "what was written stays written" in told(answer)
    assert Industry.objects.filter(pk=industry.pk).exists()


def test_what_nothing_speaks_of_can_be_deleted(desk):
    industry = make_industry("Biology")
    desk.post(address(industry, "delete"), {"post": "yes"})
    assert not Industry.objects.exists()
