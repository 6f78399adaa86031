"""Pages of districts, companies, industries, indicators and years; the front page."""

from __future__ import annotations

import pytest

from archive.models import DistrictMention
from tests.archive.pages.reading import read
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    make_region,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db


def test_a_name_found_in_the_text_is_marked_until_it_is_reviewed(client):
    found = make_company("Kelvo Motors", standing="found", spelling="0Kelvo Motors")
    story = make_article("Kelvo Motors and Harbour Batteries build works.")
    for company in (found, make_company()):
        mention_company(story, company)

    page = client.get(found.get_absolute_url()).content.decode()
    assert "found in the text and is not yet reviewed" in page
    known = client.get(make_company().get_absolute_url()).content.decode()
    assert "not yet reviewed" not in known
    for address in ("/companies/", story.get_absolute_url()):
        page = client.get(address).content.decode()
        assert page.count('title="Found in the text, not yet reviewed"') == 1
    rows = client.get("/companies.json").json()["companies"]
    assert [(row["name"], row["standing"]) for row in rows] == [
        ("Harbour Batteries", "known"),
        ("Kelvo Motors", "found"),
    ]


@pytest.fixture
def world():
    region = make_region("Shanghai", slug="shanghai")
    north = make_district(
        "Northbank", region=region, tile_row=0, tile_column=1, aliases=("Old Quay",)
    )
    make_district("Southbank", region=region, tile_row=1, tile_column=0)
    make_region("Nowhere")
    make_district("Emptyton", region=make_region("Nowhere"))
    energy = make_industry("New energy")
    cells = make_industry("Cell making", parent=energy)
    maker = make_company("Harbour Batteries", aliases=("HB",))
    story = make_article(
        "Northbank and Southbank praise Harbour Batteries for cell making. "
        "Dues came to 9.78 billion yuan.",
        headline="Cells for all",
        published_on="2031-05-04",
    )
    mention_district(story, north)
    mention_district(
        story, make_district("Southbank"), role=DistrictMention.Role.PASSING
    )
    mention_company(story, maker)
    mention_industry(story, cells, "cell making")
    make_figure(
        story,
        "9.78 billion yuan",
        indicator=make_indicator("Harbour dues"),
        subject_district=north,
        flagged=True,
        checks=[{"code": "x", "words": "It is ten times last year's."}],
    )
    return story


def test_the_front_page_says_what_is_in_and_shows_the_latest(client, world):
    make_article("An undated note.")
    page = read(client.get("/"))
    assert page.says("2 stories from 2 documents, dated 2031, 1 of them undated")
    assert page.href("Cells for all") == world.get_absolute_url()
    assert page.says("Northbank · 4 May 2031")
    assert page.says("9.78 bn yuan Harbour dues")
    assert page.says("Worth a look: It is ten times last year's.")


def test_the_tile_map_has_every_district_with_a_number_and_a_table(client, world):
    page = read(client.get("/"))
    assert page.href("Northbank 1 story") == "/districts/northbank/"
    assert page.href("Southbank 0 stories") == "/districts/southbank/"
    html = page.html
    assert 'class="row-0 column-1"' in html and "tile shade-5" in html
    assert page.says("Stories by district District About it In passing Northbank 1 0")
    assert not page.says("Emptyton")


def test_an_empty_archive_has_a_front_page_that_says_how_to_fill_it(client):
    page = read(client.get("/"))
    assert page.says("0 stories from 0 documents")
    assert page.says("manage.py ingest")


def test_a_district_tells_stories_about_it_from_those_in_passing(client, world):
    about = read(client.get("/districts/northbank/"))
    assert about.says("1 story about it, 0 more in passing, 1 figure")
    assert about.says("Harbour dues") and about.says("9.78 bn yuan")
    assert about.says("Old Quay")
    assert about.href("Harbour Batteries") == "/companies/harbour-batteries/"
    passing = read(client.get("/districts/southbank/"))
    assert passing.says("0 stories about it, 1 more in passing, 0 figures")
    assert passing.says("Named in passing")


def test_regions_that_are_written_about_come_first(client, world):
    make_district("Aaberg", region=make_region("Aaland"))
    html = read(client.get("/districts/")).html
    assert html.index("Northbank") < html.index("Aaberg")


def test_a_company_page_lists_what_names_it(client, world):
    page = read(client.get("/companies/harbour-batteries/"))
    assert page.says("Named in 1 story. Also called HB.")
    assert page.href("Northbank") == "/districts/northbank/"


def test_an_industry_counts_the_stories_of_those_under_it(client, world):
    page = read(client.get("/industries/new-energy/"))
    assert page.says("1 story.")
    assert page.href("Cell making") == "/industries/cell-making/"
    listed = read(client.get("/industries/"))
    assert listed.says("New energy 1 Cell making 1")
    assert read(client.get("/articles/?industry=new-energy")).says("1 story")


def test_an_indicator_page_shows_its_figures_with_their_sentences(client, world):
    page = read(client.get("/indicators/harbour-dues/"))
    assert page.says("Dues came to 9.78 billion yuan.")


def test_a_year_page_shows_its_stories_and_an_empty_year_is_not_found(client, world):
    page = read(client.get("/years/2031/"))
    assert page.says("1 story published, 1 figure in them")
    assert client.get("/years/2030/").status_code == 404
    for odd in ("0", "99999", "1" * 60):
        assert client.get(f"/years/{odd}/").status_code == 404


def test_the_page_about_the_archive_shows_coverage_and_its_gaps(client, world):
    make_article("An undated note.")
    page = read(client.get("/about/"))
    assert page.says("Northbank 1 – 1 0")
    assert page.says("1 story states no date")
    assert page.says("1 figure is as the machine read it")
    assert not page.says("Emptyton")


def test_it_links_no_year_without_stories(client, world):
    make_article("Dues rose.", published_on="2034-03-01")
    page = read(client.get("/about/"))
    linked = [href for _, href in page.links if href.startswith("/years/2")]
    assert linked == ["/years/2031/", "/years/2034/"]
    assert page.says("2031 2032 2033 2034")


def test_lists_of_the_world_are_data_too(client, world):
    for name in ("districts", "companies", "industries"):
        page = read(client.get(f"/{name}/"))
        for label in ("CSV", "JSON"):
            assert client.get(page.href(label)).status_code == 200


def test_industries_that_hang_in_a_circle_are_still_listed(client):
    one, two = make_industry("Ropes"), make_industry("Knots")
    one.parent, two.parent = two, one
    one.save()
    two.save()
    page = read(client.get("/industries/"))
    assert page.says("Ropes") and page.says("Knots")
