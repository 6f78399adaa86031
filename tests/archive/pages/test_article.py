"""The page of a story: its words, its figures beside it, its source."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from archive.models import Article, FormerAddress, Status
from tests.archive.pages.reading import read
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db

BODY = (
    "Riverside hosts Harbour Batteries, a maker of cells for new energy.\n\n"
    "The district took in 9.78 billion yuan (US$1 billion), it said. "
    "That was 12 percent more."
)


@pytest.fixture
def article():
    story = make_article(
        BODY,
        headline="Riverside counts its harbour",
        standfirst="Cells and ships carry the year.",
        captions="A ship at the quay.",
        notes="The fair is held each spring.",
        published_on="2031-05-04",
        published_at=datetime(2031, 5, 3, 23, 30, tzinfo=UTC),
        publisher="The Quay Post",
        bylines=["Ann Oar", "Bo Keel"],
        tags=["ships"],
    )
    mention_district(story, make_district("Riverside"))
    mention_company(story, make_company("Harbour Batteries"))
    mention_industry(story, make_industry("New energy"), "new energy")
    make_figure(
        story,
        "9.78 billion yuan",
        indicator_words="fiscal revenue",
        subject_district=make_district("Riverside"),
        period_start="2030-01-01",
        period_end="2030-12-31",
    )
    return story


def page_of(client, article, query=""):
    return read(client.get(article.get_absolute_url() + query))


def test_it_shows_the_story_with_byline_publisher_and_date(client, article):
    page = page_of(client, article)
    for words in (
        "Riverside counts its harbour",
        "Cells and ships carry the year.",
        "By Ann Oar, Bo Keel",
        "The Quay Post",
        "4 May 2031, 07:30 UTC+8 (stated)",
        "Tags in the source: ships",
    ):
        assert page.says(words), words


def test_captions_and_notes_stand_apart_from_the_body(client, article):
    html = client.get(article.get_absolute_url()).content.decode()
    body = html.index("it said")
    assert body < html.index("A ship at the quay") < html.index("each spring")
    assert "Editor’s note in the source" in html


def test_each_kind_of_thing_has_a_mark_of_its_own(client, article):
    html = client.get(article.get_absolute_url()).content.decode()
    for kind in ("district", "company", "industry", "figure"):
        assert re.search(rf'class="mark-{kind}"[^>]*>[^<]', html), kind


def test_a_figure_beside_the_story_leads_to_its_words_and_back(client, article):
    figure = article.figures.get()
    page = page_of(client, article)
    assert (f"#{figure.anchor}") in [href for _, href in page.links]
    marks = [a for tag, a in page.tags if a.get("id") == figure.anchor]
    assert [mark["href"] for mark in marks] == [f"#row-{figure.public_id}"]
    assert f"row-{figure.public_id}" in page.ids


def test_a_figure_is_a_line_with_unit_period_subject_and_status(client, article):
    page = page_of(client, article)
    assert page.says(
        "9.78 bn yuan fiscal revenue Riverside · 2030 · level · not yet confirmed"
    )


@pytest.mark.parametrize(
    ("status", "word"),
    [("confirmed", "confirmed"), ("corrected", "corrected"), ("added", "by an editor")],
)
def test_what_an_editor_decided_is_said(client, article, status, word):
    article.figures.update(status=status)
    page = page_of(client, article)
    assert page.says(word)
    assert not page.says("level · not yet confirmed")


def test_a_rejected_figure_is_neither_marked_nor_listed(client, article):
    article.figures.update(status=Status.REJECTED)
    page = page_of(client, article)
    assert page.says("No figure was found in this story.")
    assert page.says("9.78 billion yuan")
    assert not page.says("9.78 bn yuan")


def test_a_flag_shows_its_sum_on_the_spot(client, article):
    check = {"code": "conversion", "words": "9.78 to 1 is no rate of 2031."}
    article.figures.update(flagged=True, checks=[check])
    assert page_of(client, article).says("Worth a look: 9.78 to 1 is no rate of 2031.")


def test_a_dismissed_check_is_not_shown(client, article):
    check = {"code": "conversion", "words": "9.78 to 1 is no rate of 2031."}
    article.figures.update(checks=[check], dismissed_checks={"conversion": "as said"})
    assert not page_of(client, article).says("Worth a look")


def test_a_story_without_headline_and_date_says_both(client):
    page = page_of(client, make_article("The pier was mended by the town."))
    assert page.says("gives this story no headline")
    assert page.says("Date unknown: the document states none")
    assert page.says("No figure was found")


def test_an_inferred_date_comes_with_its_range_and_reason(client):
    story = make_article(
        date_basis=Article.DateBasis.INFERRED,
        date_earliest="2030-02-01",
        date_reason="It speaks of the flood of January 2030.",
    )
    page = page_of(client, story)
    assert page.says(
        "Date inferred: on or after 1 Feb 2030. It speaks of the flood of January 2030."
    )


def test_a_wrong_or_missing_slug_leads_to_the_right_address(client, article):
    right = article.get_absolute_url()
    for wrong in (f"/articles/{article.public_id}/", right.replace("harbour", "x")):
        response = client.get(wrong + "?q=cells")
        assert response.status_code == 301
        assert response["Location"] == right + "?q=cells"


def test_a_former_address_leads_to_where_the_story_is_now(client, article):
    FormerAddress.objects.create(public_id="aaaabbbbcccc", article=article)
    response = client.get("/articles/aaaabbbbcccc/old-slug/")
    assert response.status_code == 301
    assert response["Location"] == article.get_absolute_url()


def test_a_story_that_was_merged_leads_to_its_successor(client, article):
    old = make_article("Another cut.", placed=False, successor=article)
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (
        301,
        article.get_absolute_url(),
    )


def test_successors_in_a_circle_end_in_an_answer(client):
    one = make_article("One.", placed=False)
    two = make_article("Two.", placed=False, successor=one)
    Article.objects.filter(pk=one.pk).update(successor=two)
    assert client.get(one.get_absolute_url()).status_code == 410


def test_what_is_gone_says_so_and_what_never_was_is_not_found(client, article):
    article.status = Status.REJECTED
    article.save()
    FormerAddress.objects.create(public_id="aaaabbbbcccc")
    for address in (article.get_absolute_url(), "/articles/aaaabbbbcccc/x/"):
        response = client.get(address)
        assert response.status_code == 410
        assert read(response).says("What stood here was withdrawn")
    assert client.get("/articles/zzzzzzzzzzzz/x/").status_code == 404


def test_the_words_of_a_search_are_marked_on_the_page_it_leads_to(client, article):
    row = read(client.get("/articles/?q=cells"))
    address = row.href("Riverside counts its harbour")
    page_address, _, place = address.partition("#")
    page = read(client.get(page_address))
    assert place.startswith("hit-")
    assert place in page.ids


def test_a_broken_search_does_not_break_the_story(client, article):
    assert client.get(article.get_absolute_url() + '?q="open').status_code == 200


def test_the_source_is_shown_unchanged_with_deliverer_and_hash(client, article):
    figure = article.figures.get()
    address = f"/articles/{article.public_id}/raw/?figure={figure.public_id}"
    response = client.get(address)
    page = read(response)
    document = article.document
    assert page.says(document.sha256)
    assert page.says(document.deliveries.get().name)
    lines = re.findall(
        r'<li id="line-\d+"><code>(.*?)</code></li>', response.content.decode()
    )
    shown = [re.sub("<[^>]+>", "", line) for line in lines]
    assert [line.strip() for line in shown] == document.text.split("\n")
    assert figure.anchor in page.ids


def test_the_source_refuses_a_figure_of_another_story(client, article):
    other = make_figure()
    address = f"/articles/{article.public_id}/raw/?figure={other.public_id}"
    assert client.get(address).status_code == 404


def test_search_engines_get_an_excerpt_and_never_the_whole_text(client, article):
    html = client.get(article.get_absolute_url()).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    data = json.loads(block)
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Riverside counts its harbour"
    assert data["description"] == "Cells and ships carry the year."
    assert data["about"] == [{"@type": "Place", "name": "Riverside"}]
    assert "articleBody" not in data


def test_it_can_be_cited_as_text_bibtex_and_ris(client, article):
    page = page_of(client, article)
    address = "http://testserver" + article.get_absolute_url()
    assert page.says(
        "Ann Oar and Bo Keel, “Riverside counts its harbour”, The Quay Post, "
        f"4 May 2031, District Economy Archive, {address}"
    )
    bib = client.get(page.href("BibTeX file"))
    assert bib["Content-Type"].startswith("application/x-bibtex")
    assert "author = {{Ann Oar} and {Bo Keel}}," in bib.content.decode()
    ris = client.get(page.href("RIS file")).content.decode()
    assert ris.startswith("TY  - NEWS\r\nAU  - Ann Oar\r\nAU  - Bo Keel\r\n")
    assert ris.endswith("ER  - \r\n")


def test_a_citation_can_not_be_broken_out_of(client):
    story = make_article(
        headline="A\nER  - \nTY  - FAKE {x} \\input{y} 5%",
        bylines=["O'Neil\r\nUR  - z"],
    )
    ris = client.get(f"/articles/{story.public_id}/cite.ris").content.decode()
    assert [line[:6] for line in ris.split("\r\n")].count("ER  - ") == 1
    assert "\nUR  - z" not in ris
    bib = client.get(f"/articles/{story.public_id}/cite.bib").content.decode()
    assert r"\{x\} \textbackslash{}input\{y\} 5\%" in bib
    assert client.get(f"/articles/{story.public_id}/cite.exe").status_code == 404


def test_scripts_stored_in_every_field_are_dead_on_the_page(client):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    story = make_article(
        f"{evil} paid 9 yuan",
        headline=evil,
        standfirst=f"{evil} one",
        captions=f"{evil} two",
        notes=f"{evil} three",
        bylines=[evil],
        credits=[evil],
        publisher=evil,
        editor=evil,
        section=evil,
        tags=[evil],
        address=f"javascript:alert('{evil}')",
        published_on="2031-05-04",
    )
    district = make_district("Evil", aliases=(evil,), name_zh=evil[:50])
    mention_district(story, district, "<script>")
    make_figure(
        story,
        "9 yuan",
        9,
        indicator_words=evil,
        subject_words=evil,
        period_words=evil,
        period_symbol="x",
        hedge=evil,
        per=evil,
        comparison=evil,
        checks=[{"code": "x", "words": evil}],
        flagged=True,
    )
    for address in (
        story.get_absolute_url(),
        f"/articles/{story.public_id}/raw/",
        "/",
        "/articles/",
        "/figures/",
        "/years/2031/",
        district.get_absolute_url(),
    ):
        page = read(client.get(address))
        assert all(attrs.get("src") != "x" for _, attrs in page.tags), address
        assert page.says("<script>alert(1)</script>"), address
        assert not any(href.startswith("javascript:") for _, href in page.links)


def test_of_a_story_with_very_many_figures_the_first_are_shown(client, settings):
    settings.ARCHIVE_ARTICLE_FIGURES = 2
    words = [f"{n} mills" for n in (11, 12, 13)]
    article = make_article(f"{', '.join(words)} reopened.")
    for surface in words:
        make_figure(article, surface, int(surface[:2]), unit="count:mills")

    page = client.get(article.get_absolute_url()).text

    assert "The first 2 are shown and marked" in page
    assert page.count('class="row"') == 2
    assert f"/articles/{article.public_id}.json" in page
