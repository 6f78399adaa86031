"""The seeds that ship: sorted, unique, and referring to what is there."""

from __future__ import annotations

import csv
import datetime
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from districts.seeding import SeedRow, Seeds, read_seeds

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
REGIONS = sorted((SEEDS / "regions").glob("*.toml"))
LISTED = {
    "industries.toml": "industries",
    "companies.toml": "companies",
    "indicators.toml": "indicators",
    **{f"regions/{path.name}": "districts" for path in REGIONS},
}
UNITS = {
    *("CNY", "USD", "percent", "percentage_points", "fraction", "times", "rank"),
    *("years", "months", "m2", "km2", "km", "mu", "tonnes", "kWh"),
}
OFFICIAL_CODES = {
    "baoshan": "310113",
    "changning": "310105",
    "chongming": "310151",
    "fengxian": "310120",
    "hongkou": "310109",
    "huangpu": "310101",
    "jiading": "310114",
    "jingan": "310106",
    "jinshan": "310116",
    "minhang": "310112",
    "pudong": "310115",
    "putuo": "310107",
    "qingpu": "310118",
    "songjiang": "310117",
    "xuhui": "310104",
    "yangpu": "310110",
}
DOCUMENTS = {
    "000": "8bcda72e827a0cd623f1e5bc36239860dd8067c1b0d8676378f9b97dd2d14215",
    "001": "510ef607bf7ef4b2082149a19dd316913d40c068e43624b40130f9a49e353f87",
    "002": "83567a8f3a1e78ea815d8405b4f49bb00867f2916d56d51c01ef6610ca35b644",
    "003": "c7e584b02dbc092d8c1dae314de3bac453e50db4ef95e9851e7204824a2203b8",
    "004": "fefb89ab42515a2780a62ed225f31d804cf42c21dde5923fce0ce51d3b9f9032",
}
# Words of keywords that are written with a capital wherever they stand.
CAPITALS = re.compile(r"[A-Z0-9&]{2,}s?|R&D|eVTOL|IoT|5G")


@cache
def table(name: str) -> dict[str, Any]:
    with (SEEDS / name).open("rb") as file:
        return tomllib.load(file)


def entries(name: str) -> list[dict[str, Any]]:
    return table(name)[LISTED[name]]


@cache
def seeds() -> Seeds:
    return read_seeds(SEEDS)


def rows(kind: str) -> tuple[SeedRow, ...]:
    return seeds().rows[kind]


def doubled(words: Iterable[str]) -> list[str]:
    counts = Counter(word.casefold() for word in words)
    return [word for word, count in counts.items() if count > 1]


def listed_names(entry: dict[str, Any]) -> Iterator[list[str]]:
    for key, value in entry.items():
        if isinstance(value, list) and key != "tile":
            yield [item if isinstance(item, str) else item["name"] for item in value]


@pytest.mark.parametrize("name", LISTED)
def test_entries_are_sorted_by_their_slug(name: str) -> None:
    slugs = [entry["slug"] for entry in entries(name)]
    assert slugs == sorted(slugs)


@pytest.mark.parametrize("name", LISTED)
def test_every_list_of_names_is_sorted(name: str) -> None:
    for entry in entries(name):
        for names in listed_names(entry):
            assert names == sorted(names, key=str.casefold), entry["slug"]


def test_the_readers_take_all_that_ships() -> None:
    """Parents and owners exist, dates are dates, every value fits its field."""
    assert {kind for kind, listed in seeds().rows.items() if not listed} == set()


def test_shanghai_has_its_sixteen_districts_under_their_official_codes() -> None:
    codes = {entry["slug"]: entry["code"] for entry in entries("regions/shanghai.toml")}
    assert codes == OFFICIAL_CODES


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_the_tiles_of_a_region_do_not_overlap_and_lie_close(path: Path) -> None:
    districts = entries(f"regions/{path.name}")
    tiles = {tuple(district["tile"]) for district in districts}
    assert len(tiles) == len(districts)
    for row, column in tiles:
        around = {
            (row + down, column + right)
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
            if (down, right) != (0, 0)
        }
        assert tiles & around, f"the tile at {row}, {column} touches no other"
    assert min(row for row, _ in tiles) == min(column for _, column in tiles) == 0


def test_the_tiles_keep_the_compass_of_shanghai() -> None:
    at = {entry["slug"]: entry["tile"] for entry in entries("regions/shanghai.toml")}
    north_to_south = ["chongming", "baoshan", "jingan", "xuhui", "minhang", "fengxian"]
    west_to_east = ["qingpu", "changning", "huangpu", "pudong"]
    downs = [at[slug][0] for slug in north_to_south]
    rights = [at[slug][1] for slug in west_to_east]
    assert downs == sorted(set(downs))
    assert rights == sorted(set(rights))


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_a_name_stands_for_one_district_of_its_region(path: Path) -> None:
    names = []
    for district in entries(f"regions/{path.name}"):
        own = [district["name"], district.get("name_zh")]
        for listed in listed_names(district):
            own += listed
        names += {name.casefold() for name in own if name}
    assert doubled(names) == []


def test_former_names_went_out_of_use_before_today_and_say_when() -> None:
    former = [row for row in rows("district-alias") if row.values["role"] == "former"]
    assert {row.key for row in former} >= {
        "jingan/zhabei",
        "huangpu/luwan",
        "huangpu/nanshi",
        "pudong/nanhui",
    }
    for row in former:
        ended = datetime.date.fromisoformat(row.values["valid_to"])
        assert datetime.date(1949, 10, 1) < ended < datetime.date(2020, 1, 1), row.key


def test_zhabei_ends_in_november_2015() -> None:
    ended = {row.key: row.values["valid_to"] for row in rows("district-alias")}
    assert ended["jingan/zhabei"] == "2015-11-30"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Zhenru Subcenter", "putuo"),
        ("Haina Town", "putuo"),
        ("Taopu Smart City", "putuo"),
        ("China-Israel (Shanghai) Innovation Hub", "putuo"),
        ("Malu Town", "jiading"),
        ("Jiading Hydrogen Energy Harbor", "jiading"),
        ("Knowledge Innovation Community", "yangpu"),
        ("Changbai Community", "yangpu"),
        ("Zhangjiang", "pudong"),
        ("Lujiazui", "pudong"),
    ],
)
def test_an_area_leads_to_its_district(name: str, slug: str) -> None:
    owners = [
        row.values["district"]
        for row in rows("district-alias")
        if row.values["name"] == name
    ]
    assert owners == [slug]


def test_a_keyword_stands_for_one_industry() -> None:
    names = {row.values["name"].casefold(): row.key for row in rows("industry")}
    keywords = rows("industry-keyword")
    others = [row for row in keywords if row.values["word"].casefold() not in names]
    assert doubled([*names, *(row.values["word"] for row in others)]) == []


def test_a_keyword_repeats_the_name_of_its_own_industry_only_to_weigh_less() -> None:
    names = {row.values["name"].casefold(): row.key for row in rows("industry")}
    keywords = rows("industry-keyword")
    again = [row for row in keywords if row.values["word"].casefold() in names]
    assert doubled([row.values["word"] for row in again]) == []
    for row in again:
        assert names[row.values["word"].casefold()] == row.values["industry"]
        assert Decimal(row.values["weight"]) < 1


def test_keywords_are_in_small_letters_unless_they_are_names() -> None:
    for row in rows("industry-keyword"):
        for word in row.values["word"].split():
            assert word == word.lower() or CAPITALS.fullmatch(word), row.key


def test_biotech_is_a_word_for_biomedicine() -> None:
    owners = [
        row.values["industry"]
        for row in rows("industry-keyword")
        if row.values["word"] == "biotech"
    ]
    assert owners == ["biomedicine"]


@pytest.mark.parametrize("word", ["data", "internet", "trade", "headquarters"])
def test_a_broad_word_is_weak(word: str) -> None:
    weights = [
        Decimal(row.values["weight"])
        for row in rows("industry-keyword")
        if row.values["word"] == word
    ]
    assert len(weights) == 1
    assert weights[0] <= Decimal("0.3")


@pytest.mark.parametrize("kind", ["company", "indicator"])
def test_a_name_stands_for_one_entity(kind: str) -> None:
    names = [row.values["name"] for row in rows(kind)]
    names += [row.values["name"] for row in rows(f"{kind}-alias")]
    in_chinese = [row.values.get("name_zh") for row in rows(kind)]
    assert doubled([*names, *filter(None, in_chinese)]) == []


@pytest.mark.parametrize(
    "word", ["apple", "continental", "gap", "intel", "metro", "shell", "target", "visa"]
)
def test_no_company_is_called_by_an_ordinary_word(word: str) -> None:
    names = {row.values["name"].casefold() for row in rows("company")}
    names |= {row.values["name"].casefold() for row in rows("company-alias")}
    assert word not in names


def test_indicators_are_measured_in_known_units() -> None:
    for row in rows("indicator"):
        unit = row.values["unit"]
        counted = re.fullmatch(r"count:[a-z]+( [a-z]+)*", unit)
        assert unit == "" or unit in UNITS or counted, row.key


def test_every_indicator_is_defined() -> None:
    for row in rows("indicator"):
        assert row.values["definition"].endswith("."), row.key
        assert row.values["comparability"][-1:] in ("", "."), row.key


def test_exchange_rates_are_sorted_and_have_no_gaps() -> None:
    with (SEEDS / "exchange_rates.csv").open(encoding="utf-8", newline="") as file:
        listed = [
            (line["currency"], int(line["year"])) for line in csv.DictReader(file)
        ]
    assert listed == sorted(set(listed))
    years: dict[str, list[int]] = {}
    for currency, year in listed:
        years.setdefault(currency, []).append(year)
    for currency, known in years.items():
        first = 1999 if currency == "EUR" else max(1990, known[0])
        assert known == list(range(first, 2026)), currency


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("cny/2023", "7.0", "7.2"),
        ("cny/1993", "5.7", "5.9"),
        ("eur/2000", "1.05", "1.12"),
        ("eur/2008", "0.65", "0.70"),
        ("jpy/2012", "79", "80.5"),
        ("aud/2001", "1.9", "2.0"),
        ("hkd/2010", "7.7", "7.8"),
    ],
)
def test_rates_are_units_for_one_dollar(key: str, low: str, high: str) -> None:
    """The dollar bought more than a euro in 2000, less in 2008; never inverted."""
    rates = {
        row.key: Decimal(row.values["per_dollar"]) for row in rows("exchange-rate")
    }
    assert Decimal(low) < rates[key] < Decimal(high)


def test_the_source_of_every_rate_is_named() -> None:
    sources = {row.values["source"] for row in rows("exchange-rate")}
    assert sources == {"Federal Reserve H.10, yearly average of noon buying rates"}


def test_the_documents_ship_byte_for_byte() -> None:
    digests = {
        path.stem[:3]: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (SEEDS / "documents").iterdir()
    }
    assert digests == DOCUMENTS
