"""What the reader of seed files takes, and how it says what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from districts.seeding import SeedError, read_seeds
from tests.districts.worlds import SeedFolder


@pytest.fixture
def folder(tmp_path: Path) -> SeedFolder:
    return SeedFolder(tmp_path / "seeds")


def test_a_month_is_read_as_its_last_day_where_a_name_ends(folder: SeedFolder) -> None:
    rows = {row.key: row for row in read_seeds(folder.path).rows["district-alias"]}
    assert rows["eastbank/oldgate"].values["valid_to"] == "1999-04-30"
    assert rows["eastbank/oldgate"].values["role"] == "former"


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ('"2000-02"', "2000-02-29"),
        ('"2001"', "2001-12-31"),
        ('"2001-05-06"', "2001-05-06"),
        ("2001-05-06", "2001-05-06"),
    ],
)
def test_days_months_and_years_are_dates(
    folder: SeedFolder, written: str, end: str
) -> None:
    folder.change("regions/harbour.toml", '"1999-04"', written)
    rows = {row.key: row for row in read_seeds(folder.path).rows["district-alias"]}
    assert rows["eastbank/oldgate"].values["valid_to"] == end


def test_a_name_in_chinese_letters_is_chinese(folder: SeedFolder) -> None:
    languages = {
        row.values["name"]: row.values["language"]
        for row in read_seeds(folder.path).rows["company-alias"]
    }
    assert languages == {"HB Group": "en", "港口电池": "zh"}


def test_other_cities_are_kept_a_line_each(folder: SeedFolder) -> None:
    (region,) = read_seeds(folder.path).rows["region"]
    assert region.values["other_cities"] == "Lakeport\nHilltown"


def test_a_keyword_weighs_one_unless_it_says_less(folder: SeedFolder) -> None:
    weights = {
        row.values["word"]: row.values["weight"]
        for row in read_seeds(folder.path).rows["industry-keyword"]
    }
    assert weights == {"power plants": "1.00", "power": "0.30", "turbines": "1.00"}


MISTAKES = [
    ("regions/harbour.toml", 'name = "Westbank"', 'name = "Westbank', "harbour.toml"),
    (
        "regions/harbour.toml",
        'towns = ["Ferry',
        'town = ["Ferry',
        "regions/harbour.toml, 'eastbank': unknown key 'town', did you mean 'towns'?",
    ),
    (
        "regions/harbour.toml",
        '["Lakeport", "Hilltown"]',
        '"Lakeport"',
        "regions/harbour.toml: other_cities: a list of names is needed",
    ),
    (
        "regions/harbour.toml",
        'code = "2"',
        'code = "1"',
        "regions/harbour.toml, 'westbank': code 1 is taken by "
        "regions/harbour.toml, 'eastbank'",
    ),
    ("regions/harbour.toml", "tile = [0, 1]", "tile = [0, 0]", "tile (0, 0) is taken"),
    ("regions/harbour.toml", "tile = [0, 1]", "tile = [0]", "'westbank': tile: two"),
    ("regions/harbour.toml", '"1999-04"', '"1999-13"', "'1999-13' is not a date"),
    ("regions/harbour.toml", '"1999-04"', '"spring"', "'spring' is not a date"),
    (
        "regions/harbour.toml",
        '"Mill Town"',
        '"ferry town"',
        "'eastbank': towns: 'ferry town': district-alias 'eastbank/ferry town'",
    ),
    ("regions/harbour.toml", '"Mill Town"', '" Mill Town"', "blanks around"),
    ("regions/harbour.toml", '"Mill Town"', "7", "'eastbank': towns: a list of names"),
    ("regions/harbour.toml", '"westbank"', '"west bank"', "slug: Enter a valid"),
    ("industries.toml", 'parent = "energy"', 'parent = "wnd"', "no industry 'wnd'"),
    (
        "industries.toml",
        'parent = "energy"',
        'parent = "wind"',
        "industries.toml, 'wind': parent: its parents lead back to itself",
    ),
    ("industries.toml", "weight = 0.3", 'weight = "much"', "'power': "),
    ("companies.toml", 'kind = "company"', 'kind = "firm"', "kind: Value 'firm'"),
    ("companies.toml", 'name = "Harbour Batteries"', "", "'name' is missing"),
    ("indicators.toml", "[[indicators]]", "[[indicator]]", "unknown key 'indicator'"),
    ("exchange_rates.csv", "7.0809", "seven", "exchange_rates.csv, line 2"),
    ("exchange_rates.csv", ",7.0809", "", "4 fields are needed"),
    ("exchange_rates.csv", "per_dollar", "rate", "the first line must be"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), MISTAKES)
def test_a_mistake_is_told_with_its_file_and_entry(
    folder: SeedFolder, name: str, old: str, new: str, told: str
) -> None:
    folder.change(name, old, new)
    with pytest.raises(SeedError, match=re.escape(told)) as error:
        read_seeds(folder.path)
    assert Path(name).name in str(error.value)


def test_a_slug_of_another_region_is_refused(folder: SeedFolder) -> None:
    folder.write(
        "regions/inland.toml",
        'slug = "inland"\nname = "Inland"\ncurrency = "CNY"\n'
        '[[districts]]\nslug = "westbank"\ncode = "9"\nname = "Westbank"\n',
    )
    with pytest.raises(SeedError) as error:
        read_seeds(folder.path)
    assert str(error.value) == (
        "regions/inland.toml, 'westbank': district 'westbank' is taken by "
        "regions/harbour.toml, 'westbank'; slugs are unique over all regions"
    )


@pytest.mark.parametrize(
    ("pattern", "told"),
    [("[", "no regular expression"), ("(?P<year>[0-9]{4})", "district, month")],
)
def test_a_file_name_pattern_that_can_not_work_is_refused(
    folder: SeedFolder, pattern: str, told: str
) -> None:
    folder.change(
        "regions/harbour.toml",
        'currency = "CNY"',
        f"currency = \"CNY\"\nfile_name_pattern = '{pattern}'",
    )
    with pytest.raises(SeedError, match=told):
        read_seeds(folder.path)


def test_a_folder_without_seeds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="holds no seed files"):
        read_seeds(tmp_path)
