"""Names of known things: a change on the desk reads the articles it touches again."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from archive import decisions, duplicates
from archive.ingest import retagging
from archive.models import Article, CompanyMention, DistrictMention, IndustryMention
from districts.models import Industry
from tests.archive.admin.pages import (
    address,
    delete,
    filled,
    hidden,
    save,
    saved,
    told,
)
from tests.archive.duplicates.stories import STORIES
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


def test_a_preview_says_what_a_new_keyword_would_change_and_changes_nothing(desk):
    industry = make_industry("Biology", keywords=("genes",))
    article = make_article(BODY, headline="Enzymes")
    sent = filled(desk.get(address(industry)))
    number = int(sent["keywords-INITIAL_FORMS"])
    sent |= {f"keywords-{number}-word": "enzymes", "name": 'Bio "logy" and <more>'}

    page = desk.post(address(industry), {**sent, "_preview": "Preview"})

    assert page.status_code == 200
    assert "It changes 1 of the 1 document" in told(page)
    assert "enzymes" in "".join(page.context["changed"][0]["added"])
    assert "Enzymes</a>" in told(page)
    assert not IndustryMention.objects.exists()
    industry.refresh_from_db()
    assert (industry.name, industry.keywords.count()) == ("Biology", 1)

    assert saved(desk.post(address(industry), hidden(page), follow=True))
    assert {row.article for row in IndustryMention.objects.all()} == {article}
    industry.refresh_from_db()
    assert industry.name == 'Bio "logy" and <more>'


def test_a_preview_lists_what_would_be_lost_and_what_an_editor_keeps(desk):
    industry = make_industry("Biology")
    kept, lost = make_article(BODY), make_article(f"{BODY} The harbour froze.")
    add_name(desk, industry, "keywords", "word", "enzymes")
    confirmed = IndustryMention.objects.filter(article=kept).first()
    decisions.confirm(confirmed, None)
    sent = filled(desk.get(address(industry))) | {"keywords-0-DELETE": "on"}

    page = desk.post(address(industry), {**sent, "_preview": "Preview"})

    assert "It changes 2 of the 2 documents" in told(page)
    assert "<del>" in told(page)
    assert IndustryMention.objects.filter(article=lost).exists()
    desk.post(address(industry), hidden(page))
    assert not IndustryMention.objects.filter(article=lost).exists()
    assert IndustryMention.objects.get(pk=confirmed.pk).placed


def test_a_preview_of_a_new_industry_makes_none(desk):
    make_article(BODY)
    sent = filled(desk.get(address(Industry, "add")))
    sent |= {"name": "Enzymes", "slug": "enzymes", "_preview": "Preview"}
    page = desk.post(address(Industry, "add"), sent)
    assert "It changes 1 of the 1 document" in told(page)
    assert not Industry.objects.exists()
    assert saved(desk.post(address(Industry, "add"), hidden(page), follow=True))
    assert IndustryMention.objects.exists()


def test_a_form_with_a_mistake_is_shown_again_and_not_previewed(desk):
    industry = make_industry("Biology")
    sent = filled(desk.get(address(industry))) | {"name": "", "_preview": "Preview"}
    page = desk.post(address(industry), sent)
    assert "This field is required" in told(page)


def test_articles_of_chosen_industries_are_read_again_after_a_preview(desk):
    industry = make_industry("Biology", keywords=("enzymes",))
    make_article(BODY)
    chosen = {"action": "read_again", "_selected_action": industry.pk}
    page = desk.post(address(Industry, "changelist"), chosen)
    assert "It changes 1 of the 1 document" in told(page)
    assert not IndustryMention.objects.exists()

    answer = desk.post(address(Industry, "changelist"), hidden(page), follow=True)
    assert "1 article read again" in told(answer)
    assert IndustryMention.objects.filter(industry=industry).exists()


def test_what_is_too_much_for_a_page_is_left_to_the_command(desk, monkeypatch, capsys):
    monkeypatch.setattr(retagging, "AT_ONCE", 1)
    industry = make_industry("Biology")
    for name in ("Astra", "Bella", "Clara"):
        make_article(f"{BODY} The ship {name} came.")

    answer = add_name(desk, industry, "keywords", "word", "enzymes")
    assert "3 documents name this or did" in told(answer)
    assert "reextract --industry biology" in told(answer)
    assert not IndustryMention.objects.exists()

    call_command("reextract", industry=["biology"], dry_run=True)
    assert "3 documents: 6 added" in capsys.readouterr().out
    assert not IndustryMention.objects.exists()
    call_command("reextract", industry=["biology"])
    assert IndustryMention.objects.count() == 6


def test_a_copy_of_a_story_is_read_again_too(desk):
    industry = make_industry("Biology")
    copies = [make_article(body) for body in (STORIES[0], f"{STORIES[0]} ")]
    duplicates.rebuild()
    assert Article.objects.leading().count() == 1
    word = STORIES[0].split()[3]
    add_name(desk, industry, "keywords", "word", word)
    named = IndustryMention.objects.filter(industry=industry)
    assert {row.article for row in named} == set(copies)


def test_the_command_reads_only_what_is_touched(desk, capsys):
    make_industry("Biology", keywords=("enzymes",))
    make_article(BODY)
    make_article("Nothing of the kind was sold here.")
    call_command("reextract", industry=["biology"])
    assert capsys.readouterr().out.startswith("1 documents: 2 added")
    with pytest.raises(CommandError, match="no industry 'geology'"):
        call_command("reextract", industry=["geology"])


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
    delete(desk, industry)
    assert not Industry.objects.exists()


def test_who_changes_a_region_is_told_how_its_stories_are_read_again(desk):
    region = make_article().document.region
    page = save(desk, region, name="Another")
    assert f"manage.py reextract --region {region.slug}" in told(page)
