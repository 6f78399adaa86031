"""The lists of stories and figures: narrowing, chips, order, pages, other forms."""

from __future__ import annotations

import pytest

from tests.archive.pages.reading import read
from tests.factories import (
    make_article,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    north, south = make_district("Northbank"), make_district("Southbank")
    make_district("Farbank")
    cells = make_industry("Cell making", keywords=("electrodes",))
    rows = []
    for number, (district, day) in enumerate(
        [(north, "2030-01-02"), (north, "2031-01-02"), (south, "2031-03-04")]
    ):
        body = f"{district.name} sold {number + 2} ships and made electrodes."
        story = make_article(body, headline=f"Story {number}", published_on=day)
        mention_district(story, district)
        mention_industry(story, cells, "electrodes")
        make_figure(
            story,
            f"{number + 2} ships",
            number + 2,
            "count:ships",
            subject_district=district,
            indicator_words="ships sold",
        )
        rows.append(story)
    return rows


def test_choosing_a_value_narrows_the_list_and_its_chip_widens_it_again(
    client, stories
):
    page = read(client.get("/articles/"))
    assert page.says("3 stories")
    narrowed = read(client.get("/articles/" + page.href("Southbank 1")))
    assert narrowed.says("1 story")
    assert not narrowed.says("Story 0")
    back = narrowed.href("District: Southbank")
    assert read(client.get("/articles/" + back)).says("3 stories")


def test_a_value_without_stories_stays_and_says_zero(client, stories):
    html = client.get("/articles/").content.decode()
    assert read(client.get("/articles/")).href("Farbank 0")
    assert 'class="facet-value zero"' in html


def test_a_chosen_value_is_told_to_readers_who_do_not_see_colours(client, stories):
    page = read(client.get("/articles/?district=northbank"))
    current = [a for tag, a in page.tags if a.get("aria-current") == "true"]
    assert any("facet-value" in (attrs.get("class") or "") for attrs in current)


def test_two_values_of_a_facet_are_either_and_all_can_be_cleared(client, stories):
    page = read(
        client.get("/articles/?district=northbank&district=southbank&year=2031")
    )
    assert page.says("2 stories")
    assert page.href("District: Northbank") and page.href("District: Southbank")
    assert read(client.get("/articles/" + page.href("Clear all"))).says("3 stories")


def test_the_years_are_bars_that_can_be_chosen(client, stories):
    html = client.get("/articles/").content.decode()
    assert "bar-20" in html and "bar-10" in html
    assert read(client.get("/articles/?year=2031")).says("2 stories")


def test_an_industry_is_found_by_a_keyword(client, stories):
    assert read(client.get("/articles/?industry=electrodes")).says("3 stories")


def test_an_empty_list_says_what_may_help(client, stories):
    page = read(client.get("/articles/?q=zeppelin&district=northbank"))
    assert page.says("0 stories")
    assert page.says("Nothing in the archive fits all of it together")
    assert page.href("District: Northbank")
    assert page.href("See the whole list") == "?"


def test_the_order_can_be_turned_and_best_match_is_offered_only_for_words(
    client, stories
):
    page = read(client.get("/articles/"))
    oldest = client.get("/articles/" + page.href("Oldest")).content.decode()
    assert oldest.index("Story 0") < oldest.index("Story 2")
    assert not page.says("Best match")
    assert read(client.get("/articles/?q=ships")).says("Best match")


def test_pages_keep_the_selection_and_a_page_beyond_the_last_is_not_found(
    client, stories, settings
):
    settings.ARCHIVE_PAGE_SIZE = 1
    page = read(client.get("/articles/?district=northbank"))
    assert page.says("2 stories, 1 to 1")
    following = page.href("Next")
    assert "district=northbank" in following and "page=2" in following
    assert read(client.get("/articles/" + following)).says("Story 0")
    assert client.get("/articles/?district=northbank&page=3").status_code == 404
    assert client.get("/articles/?page=x").status_code == 404


@pytest.mark.parametrize("name", ["articles", "figures"])
def test_every_list_is_also_data_with_the_same_question(client, stories, name):
    page = read(client.get(f"/{name}/?district=northbank"))
    assert page.href("CSV (2 rows)") == f"/{name}.csv?district=northbank"
    for label in ("CSV", "JSON", "Atom"):
        assert client.get(page.href(label)).status_code == 200
    types = {a["type"] for tag, a in page.tags if a.get("rel") == "alternate"}
    assert types == {"text/csv", "application/json", "application/atom+xml"}


def test_an_unknown_parameter_or_value_is_explained(client, stories):
    response = client.get("/articles/?distrct=northbank")
    assert response.status_code == 400
    assert read(response).says("Did you mean “district”?")
    response = client.get("/articles/?district=northbnk")
    assert response.status_code == 400
    assert read(response).says("Did you mean “northbank”?")


def test_what_others_add_to_follow_readers_is_dropped(client, stories):
    response = client.get("/articles/?utm_source=x&district=northbank&fbclid=1")
    assert response.status_code == 302
    assert response["Location"] == "/articles/?district=northbank"


def test_a_figure_in_the_table_has_unit_indicator_subject_and_sentence(client, stories):
    page = read(client.get("/figures/?district=southbank"))
    assert page.says("4 ships")
    assert page.says("ships sold")
    assert page.says("Southbank · period not stated · level · not yet confirmed")
    assert page.says("Southbank sold 4 ships and made electrodes.")


def test_figures_can_be_narrowed_by_indicator(client, stories):
    make_figure(indicator=make_indicator("Harbour dues"))
    page = read(client.get("/figures/?indicator=harbour-dues"))
    assert page.says("1 figure")
    assert page.href("Harbour dues")


def test_a_figure_leads_in_one_step_to_its_sentence(client, stories):
    figure = stories[0].figures.get()
    response = client.get(figure.get_absolute_url())
    expected = f"{stories[0].get_absolute_url()}#{figure.anchor}"
    assert (response.status_code, response["Location"]) == (302, expected)


def test_a_withdrawn_figure_says_so_and_an_unknown_one_is_not_found(client, stories):
    figure = stories[0].figures.get()
    stories[0].figures.update(status="rejected")
    assert client.get(figure.get_absolute_url()).status_code == 410
    assert client.get("/figures/zzzzzzzzzzzz/").status_code == 404
