"""Adding a region of one's own: a file, two commands, and it can be browsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from archive.models import Article, DistrictMention
from tests.archive.pages.reading import read

pytestmark = pytest.mark.django_db

LAKELAND = r"""
slug = "lakeland"
name = "Lakeland"
country = "Utopia"
currency = "EUR"
other_cities = ["Bergstad", "Fjordby"]
file_name_pattern = '^report_(?P<district>[A-Z0-9]+)_(?P<month>\d\d)\.(?P<year>\d{4})'

[[districts]]
slug = "north-shore"
code = "N1"
name = "North Shore"
tile = [0, 0]
aliases = ["Upper Shore"]
elsewhere = ["Fjordby"]
towns = ["Reedham"]

[[districts]]
slug = "mill-valley"
code = "M2"
name = "Mill Valley"
tile = [1, 2]
"""
NORTH = (
    "Boat yards took on 300 workers. Orders rose by 7 percent from a year ago, and "
    "makers in Reedham say that sales grew by 9 percent.\n"
)
MILLS = (
    "The mills ran at 81 percent of capacity. Flour sold well in the district. The "
    "nation has 40 mills, and North Shore of Fjordby has none.\n"
)
OVERVIEW = "Trade was lively around the lake, and prices rose by 2 percent.\n"


@pytest.fixture
def lakeland(tmp_path: Path) -> Path:
    """The region's reports, taken in after its file was loaded."""
    regions = tmp_path / "seeds" / "regions"
    regions.mkdir(parents=True)
    (regions / "lakeland.toml").write_text(LAKELAND)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "report_N1_05.1975.txt").write_text(NORTH)
    (reports / "report_M2_11.1976.txt").write_text(MILLS)
    (reports / "report_ALL_11.1976.txt").write_text(OVERVIEW)
    call_command("load_seeds", seeds_dir=tmp_path / "seeds", verbosity=0)
    call_command("ingest", reports, region="lakeland", verbosity=0)
    return reports


def test_its_reports_are_browsed_by_district_and_year(client, lakeland):
    page = read(client.get("/articles/?district=north-shore&year=1975"))
    assert page.says("1 story")
    assert page.says("Boat yards took on 300 workers.")
    assert page.says("North Shore · May 1975")
    assert read(client.get("/articles/?district=north-shore&year=1976")).says("0 stor")
    assert page.says("North Shore 1")
    assert read(client.get("/districts/mill-valley/")).says("1 story about it")


def test_an_overview_has_a_month_and_no_district(client, lakeland):
    page = read(client.get("/articles/?district=none&year=1976"))
    assert page.says("1 story")
    assert page.says("Trade was lively around the lake")
    story = Article.objects.get(body__startswith="Trade")
    assert not story.district_mentions.exists()


def test_its_figures_have_their_subject(client, lakeland):
    story = Article.objects.get(body__startswith="Boat")
    subjects = [figure.subject for figure in story.figures.order_by("raw_start")]
    assert subjects == ["North Shore", "North Shore", "Reedham"]
    town = DistrictMention.objects.get(surface="Reedham")
    assert (town.district.slug, town.role) == ("north-shore", "about")


def test_its_nation_has_a_name(client, lakeland):
    figures = Article.objects.get(body__startswith="The mills").figures
    assert figures.get(value=40).subject == "Utopia"


def test_a_place_elsewhere_of_a_districts_name_is_not_the_district(client, lakeland):
    story = Article.objects.get(body__startswith="The mills")
    named = story.district_mentions.values_list("district__slug", flat=True)
    assert set(named) == {"mill-valley"}
    assert not read(client.get("/districts/north-shore/")).says("Fjordby")


def test_a_story_that_opens_with_another_city_is_that_citys(lakeland, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    told = "The port of Bergstad is busy again.\n\nCranes unloaded 40 ships.\n"
    (elsewhere / "port.txt").write_text(told)
    call_command("ingest", elsewhere, region="lakeland", verbosity=0)
    figures = Article.objects.get(body__startswith="The port").figures
    assert figures.get(value=40).subject == "Bergstad"


def test_its_map_is_on_the_front_page(client, lakeland):
    page = read(client.get("/"))
    assert page.says("Lakeland, by number of stories")
    assert page.href("North Shore 1 story") == "/districts/north-shore/"
    assert 'class="row-1 column-2"' in page.html


def test_a_second_run_changes_nothing(client, lakeland, capsys):
    call_command("ingest", lakeland, region="lakeland")
    assert "3 unchanged" in capsys.readouterr().out
