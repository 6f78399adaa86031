"""An editor's tasks that go over several pages, each within its number of actions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from archive import decisions
from archive.ingest import World, reextract
from archive.models import Article, CompanyMention, Decision, Document, Figure
from districts.models import Company, IndicatorAlias
from tests.archive.admin.editing import Editor, log_in
from tests.archive.admin.pages import address
from tests.archive.ingest.directly import take_directly
from tests.factories import (
    make_article,
    make_company,
    make_figure,
    make_indicator,
    make_region,
    mention_company,
)

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENTS = Path(__file__).parents[3] / "seeds" / "documents"
LONG, SHORT = "Qingteng Cloud Security", "Qingteng"
FERRIES = "Ferry trips reached 400 million yuan."


@pytest.fixture
def ada(page: Page, live_server) -> Editor:
    users = get_user_model().objects
    log_in(page, live_server.url, users.create_superuser("ada", password="a long one"))
    return Editor(page, live_server.url)


@pytest.fixture
def bob(live_server):
    return get_user_model().objects.create_superuser("bob", password="a long one")


def test_two_stories_in_columns_are_untangled_in_eight_actions(ada):
    take_directly(sorted(DOCUMENTS.glob("003_*")), make_region())
    first, second = Article.objects.order_by("anchor")
    Document.objects.update(remarks=["The order of the columns is unsure."])
    caption, paragraphs = second.captions, second.body.split("\n\n")
    ada.open(address(first, "move"))

    ada.send("Right as it is")
    ada.is_told("Answered, right as it is")
    ada.tick(f"captions: {caption[:40]}")
    ada.choose("Go to", first.title)
    ada.choose("As its", "captions")
    ada.send("Move")
    ada.is_told(f"Moved to “{first.title}”")
    for paragraph in paragraphs[-2:]:
        ada.tick(f"body: {paragraph[:40]}")
    ada.send("Move")
    ada.is_told("Its history takes it back")

    assert ada.actions <= 8
    first.refresh_from_db(), second.refresh_from_db()
    assert first.captions.endswith(caption)
    assert (second.captions, second.body.split("\n\n")) == ("", paragraphs[:-2])
    own = Article.objects.filter(placed=True).exclude(pk__in=[first.pk, second.pk])
    assert own.get().body.split("\n\n") == paragraphs[-2:]
    assert not Document.objects.get().open_remarks


def test_two_companies_are_merged_in_four_actions_and_taken_apart_in_one(ada):
    for name in (LONG, SHORT):
        article = make_article(f"{name} hires 40 people.", headline=f"Of {name}")
        mention_company(article, make_company(name))
    ada.open(address(Company, "changelist"))

    for name in (LONG, SHORT):
        row = ada.page.get_by_role("row").filter(has=link(ada.page, name))
        ada.press(row.get_by_role("checkbox"))
    ada.send("Merge…")
    preview = ada.page.get_by_role("region", name=SHORT, exact=True)
    expect(preview).to_contain_text("mentions: 1")
    expect(preview).to_contain_text(f"Of {SHORT}")
    ada.page.get_by_label(f"{LONG} stays").check()  # it is proposed already
    ada.send("Merge")

    assert ada.actions == 4
    ada.is_told(f"{SHORT} merged into {LONG}")
    assert stories_of(LONG) == 2

    ada.send("Take apart again")

    assert ada.actions == 5
    ada.is_told("are two companies again")
    assert (stories_of(LONG), stories_of(SHORT)) == (1, 1)


def stories_of(name: str) -> int:
    mentions = CompanyMention.objects.filter(company__name=name)
    return mentions.values("article").distinct().count()


def link(page: Page, name: str):
    return page.get_by_role("link", name=name, exact=True)


def test_what_new_rules_say_of_decisions_is_answered_in_four_actions(ada):
    """Each further conflict takes one more."""
    ferry = make_indicator("Ferry turnover")
    for _ in range(2):
        reextract(make_article(FERRIES, published_on="2023-08-19").document, World())
    for figure in Figure.objects.all():
        assert figure.indicator is None
        decisions.confirm(figure, None)
    IndicatorAlias.objects.create(indicator=ferry, name="ferry trips")
    ada.open("/admin/queue/")

    report = ada.run("reextract", "--dry-run")
    assert report.count("lost: figure “400 million yuan”") == 2
    assert not Figure.objects.exclude(indicator=None).exists()
    ada.run("reextract")
    ada.follow("the machine now says otherwise")
    said = ada.page.get_by_role("row").filter(has_text="indicator").first
    expect(said).to_contain_text("ferry-turnover")
    ada.send("Take what the machine now says")

    assert ada.actions == 4
    assert Figure.objects.exclude(indicator=None).get().status == "corrected"

    ada.send("Keep it as it is here")
    assert ada.actions == 5
    expect(ada.page.locator("#queue-kind")).to_contain_text("Nothing is open")
    assert Figure.objects.get(indicator=None).status == "confirmed"
    assert "0 lost" in ada.run("reextract", "--dry-run")


def test_a_mistake_is_taken_back_on_its_object_alone_in_four_actions(ada, bob):
    article = make_article("It has 12 hubs and 13 parks.")
    hubs = make_figure(article, "12 hubs", 12, "count:hubs")
    parks = make_figure(article, "13 parks", 13, "count:parks")
    for figure in (hubs, parks):
        decisions.confirm(figure, bob)
        decisions.correct(figure, {"value": 99}, bob, reason="A slip.")
    ada.open(address(hubs))

    ada.follow("History")
    mistake = ada.page.get_by_role("row").filter(has_text="A slip.")
    expect(mistake).to_contain_text("corrected by bob")
    ada.go(mistake.get_by_role("link", name="Take back"))
    difference = ada.page.get_by_role("row").filter(has_text="value")
    assert difference.get_by_role("cell").all_inner_texts() == ["99", "12"]
    ada.send("Take it back")

    assert ada.actions <= 4
    ada.is_told("Taken back: figure, corrected.")
    hubs.refresh_from_db(), parks.refresh_from_db()
    assert (hubs.value, hubs.status) == (12, "confirmed")
    assert (parks.value, parks.status) == (99, "corrected")


def test_two_editors_of_one_article_lose_nothing_in_two_actions(ada, bob):
    article = make_article(headline="Hubs along the river", publisher="Daily")
    ada.open(address(article))
    ada.page.get_by_text("Texts", exact=True).click()
    ada.page.get_by_label("Headline").fill("Hers")
    theirs = {"headline": "His", "publisher": "Evening", "section": "News"}
    decisions.correct(article, theirs, bob)

    ada.send("Save")
    both = ada.page.get_by_role("alert")
    expect(both).to_contain_text("It was corrected by bob")
    row = both.get_by_role("row").filter(has_text="Headline")
    columns = row.get_by_role("cell").all_inner_texts()
    assert columns == ["Hubs along the river", "His", "Hers"]
    article.refresh_from_db()
    assert article.headline == "His"
    ada.send("Save")

    assert ada.actions == 2
    article.refresh_from_db()
    assert article.headline == "Hers"
    assert (article.publisher, article.section) == ("Evening", "News")
    lines = Decision.objects.order_by("pk").values_list("made_by_name", "values")
    assert [(who, said["headline"]) for who, said in lines] == [
        ("bob", "His"),
        ("ada", "Hers"),
    ]


def test_a_doubt_about_a_document_is_answered_on_its_page(ada):
    document = make_article().document
    document.remarks = ["The order is unsure.", "Two deliveries contradict."]
    document.save()
    ada.open(address(document))
    doubts = ada.page.get_by_role("region", name="Doubts about the document")

    doubts.get_by_label("Note").first.fill("As on the page.")
    ada.send("Right as it is")

    answered, open_still = doubts.get_by_role("listitem").all()
    expect(answered).to_contain_text(
        re.compile("Answered: right as it is, by ada on .*“As on the page.”")
    )
    expect(open_still.get_by_role("button")).to_be_visible()
    document.refresh_from_db()
    assert document.open_remarks == ["Two deliveries contradict."]
