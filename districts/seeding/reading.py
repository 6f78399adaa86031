"""Seed files to checked rows, with errors that name the file and the entry."""

from __future__ import annotations

import calendar
import csv
import datetime
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from districts.models import DistrictAlias, Language
from districts.seeding.rows import KIND, SeedError, SeedRow, Seeds

Role = DistrictAlias.Role

# The lists of a district's entry, and what a name in each of them is.
NAME_LISTS = {
    "aliases": Role.ALIAS,
    "former": Role.FORMER,
    "towns": Role.TOWN,
    "new_cities": Role.NEW_CITY,
    "parks": Role.PARK,
    "hubs": Role.HUB,
    "elsewhere": Role.ELSEWHERE,
}
REGION_KEYS = (
    "slug",
    "name",
    "name_zh",
    "country",
    "currency",
    "file_name_pattern",
    "other_cities",
    "districts",
)
DISTRICT_KEYS = ("slug", "code", "name", "name_zh", "tile", "from", "until")
RATE_COLUMNS = ["currency", "year", "per_dollar", "source"]

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def read_seeds(directory: Path) -> Seeds:
    """Every row the seed files of this directory give.

    `regions/*.toml`, `industries.toml`, `companies.toml`, `indicators.toml` and
    `exchange_rates.csv` are read; about what a missing file would give, nothing is
    said. Raises SeedError for a directory without seeds and for any mistake.
    """
    rows: list[SeedRow] = []
    found = False
    for path in sorted((directory / "regions").glob("*.toml")):
        rows += _region_rows(_read_toml(path, directory), _name(path, directory))
        found = True
    for file_name, read in (
        ("industries.toml", _industry_rows),
        ("companies.toml", _company_rows),
        ("indicators.toml", _indicator_rows),
    ):
        path = directory / file_name
        if path.exists():
            rows += read(_read_toml(path, directory), file_name)
            found = True
    rates = directory / "exchange_rates.csv"
    if rates.exists():
        rows += _rate_rows(rates)
        found = True
    if not found:
        raise SeedError(f"{directory} holds no seed files")
    return _checked(rows)


def _name(path: Path, directory: Path) -> str:
    return path.relative_to(directory).as_posix()


def _read_toml(path: Path, directory: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{_name(path, directory)}: {error}") from error


def _region_rows(table: Mapping[str, Any], file: str) -> Iterator[SeedRow]:
    _expect_keys(table, REGION_KEYS, ("slug", "name", "currency", "districts"), file)
    region = {key: table[key] for key in REGION_KEYS[:-2] if key in table}
    cities = [named["name"] for named, _ in _names(table, "other_cities", file, ())]
    yield _row("region", {**region, "other_cities": "\n".join(cities)}, file)
    for entry, where in _entries(table, "districts", file):
        _expect_keys(
            entry, (*DISTRICT_KEYS, *NAME_LISTS), ("slug", "code", "name"), where
        )
        tile = entry.get("tile")
        if tile is not None and not _is_tile(tile):
            raise SeedError(f"{where}: tile: two numbers, row and column, are needed")
        district = {
            "region": table["slug"],
            **{key: entry[key] for key in DISTRICT_KEYS[:4] if key in entry},
            "valid_from": _date(entry.get("from"), f"{where}: from", first=True),
            "valid_to": _date(entry.get("until"), f"{where}: until", first=False),
        }
        if tile is not None:
            district["tile_row"], district["tile_column"] = tile
        yield _row("district", district, where)
        for key, role in NAME_LISTS.items():
            for named, place in _names(entry, key, where, ("from", "until")):
                alias = {
                    "district": entry["slug"],
                    "name": named["name"],
                    "role": role.value,
                    "language": _language(named["name"]),
                    "valid_from": _date(named.get("from"), place, first=True),
                    "valid_to": _date(named.get("until"), place, first=False),
                }
                yield _row("district-alias", alias, place)


def _industry_rows(table: Mapping[str, Any], file: str) -> Iterator[SeedRow]:
    _expect_keys(table, ("industries",), ("industries",), file)
    for entry, where in _entries(table, "industries", file):
        _expect_keys(
            entry, ("slug", "name", "parent", "keywords"), ("slug", "name"), where
        )
        industry = {key: value for key, value in entry.items() if key != "keywords"}
        yield _row("industry", industry, where)
        for named, place in _names(entry, "keywords", where, ("weight",)):
            keyword = {
                "industry": entry["slug"],
                "word": named["name"],
                "weight": str(named.get("weight", 1)),
                "language": _language(named["name"]),
            }
            yield _row("industry-keyword", keyword, place)


def _company_rows(table: Mapping[str, Any], file: str) -> Iterator[SeedRow]:
    keys = ("slug", "name", "name_zh", "kind", "aliases")
    yield from _named_rows("company", "companies", keys, table, file)


def _indicator_rows(table: Mapping[str, Any], file: str) -> Iterator[SeedRow]:
    keys = ("slug", "name", "unit", "definition", "comparability", "aliases")
    yield from _named_rows("indicator", "indicators", keys, table, file)


def _named_rows(
    kind: str, listed: str, keys: tuple[str, ...], table: Mapping[str, Any], file: str
) -> Iterator[SeedRow]:
    _expect_keys(table, (listed,), (listed,), file)
    for entry, where in _entries(table, listed, file):
        _expect_keys(entry, keys, ("slug", "name"), where)
        yield _row(kind, {key: entry[key] for key in keys[:-1] if key in entry}, where)
        for named, place in _names(entry, "aliases", where, ()):
            alias = {
                kind: entry["slug"],
                "name": named["name"],
                "language": _language(named["name"]),
            }
            yield _row(f"{kind}-alias", alias, place)


def _rate_rows(path: Path) -> Iterator[SeedRow]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != RATE_COLUMNS:
            raise SeedError(
                f"{path.name}: the first line must be {','.join(RATE_COLUMNS)}"
            )
        for record in reader:
            where = f"{path.name}, line {reader.line_num}"
            if None in record or None in record.values():
                raise SeedError(f"{where}: {len(RATE_COLUMNS)} fields are needed")
            yield _row("exchange-rate", record, where)


def _entries(
    table: Mapping[str, Any], key: str, file: str
) -> Iterator[tuple[dict[str, Any], str]]:
    """The tables listed under this key, each with the words that name its place."""
    if not _is_list_of(table[key], dict):
        raise SeedError(f"{file}: {key}: a list of tables, [[{key}]], is needed")
    for number, entry in enumerate(table[key], start=1):
        slug = entry.get("slug")
        yield entry, f"{file}, {slug!r}" if slug else f"{file}, {key} no. {number}"


def _names(
    entry: Mapping[str, Any], key: str, where: str, extra: tuple[str, ...]
) -> Iterator[tuple[dict[str, Any], str]]:
    """The names of a list: words alone, or tables with a name and more."""
    listed = entry.get(key, [])
    if not _is_list_of(listed, str | dict):
        raise SeedError(f"{where}: {key}: a list of names is needed")
    for named in listed:
        table = {"name": named} if isinstance(named, str) else named
        _expect_keys(table, ("name", *extra), ("name",), f"{where}: {key}")
        yield table, f"{where}: {key}: {table['name']!r}"


def _expect_keys(
    table: Mapping[str, Any],
    known: Iterable[str],
    required: Iterable[str],
    where: str,
) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, list(known), n=1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            raise SeedError(f"{where}: unknown key {key!r}{hint}")
    for key in required:
        if table.get(key) in (None, ""):
            raise SeedError(f"{where}: {key!r} is missing")


def _row(kind_name: str, given: Mapping[str, Any], where: str) -> SeedRow:
    """A row with its values checked against the model's fields."""
    kind = KIND[kind_name]
    for key, value in given.items():
        if isinstance(value, str) and value != value.strip():
            raise SeedError(f"{where}: {key}: blanks around {value!r}")
    try:
        values = kind.said(given)
        row = kind.model(**kind.plain(values))
        row.clean_fields(exclude={*kind.references, "id"})
    except ValidationError as error:
        raise SeedError(f"{where}: {_told(error)}") from error
    except InvalidOperation as error:
        raise SeedError(f"{where}: a number has too many digits") from error
    return SeedRow(kind_name, kind.key(values), values, where)


def _told(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "; ".join(
            f"{name}: {' '.join(messages)}"
            for name, messages in error.message_dict.items()
        )
    return " ".join(error.messages)


def _is_list_of(value: Any, of: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, of) for item in value)


def _is_tile(value: Any) -> bool:
    return _is_list_of(value, int) and len(value) == 2 and min(value) >= 0


def _language(name: str) -> str:
    return Language.CHINESE if _CHINESE.search(name) else Language.ENGLISH


def _date(value: Any, where: str, *, first: bool) -> datetime.date | None:
    """A day; of a month or a year alone, its first day or its last."""
    if value is None:
        return None
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    parts = _PARTIAL_DATE.fullmatch(value) if isinstance(value, str) else None
    if parts is None:
        raise SeedError(f"{where}: {value!r} is not a date, a month or a year")
    year = int(parts[1])
    month = int(parts[2] or (1 if first else 12))
    try:
        last = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, int(parts[3] or (1 if first else last)))
    except ValueError as error:
        raise SeedError(f"{where}: {value!r} is not a date") from error


def _checked(rows: Iterable[SeedRow]) -> Seeds:
    """The rows by kind; refuses doubles and references that lead nowhere."""
    by_kind: dict[str, dict[str, SeedRow]] = {name: {} for name in KIND}
    for row in rows:
        taken = by_kind[row.kind].get(row.key)
        if taken is not None:
            raise SeedError(
                f"{row.where}: {row.kind} {row.key!r} is taken by {taken.where}"
                + ("; slugs are unique over all regions" * (row.kind == "district"))
            )
        by_kind[row.kind][row.key] = row
    for name, listed in by_kind.items():
        for field, target in KIND[name].references.items():
            for row in listed.values():
                slug = row.values[field]
                if slug and slug not in by_kind[target]:
                    raise SeedError(f"{row.where}: no {target} {slug!r} in the seeds")
    _refuse_shared_places(by_kind["district"].values())
    _refuse_loops(by_kind["industry"])
    return Seeds({name: tuple(listed.values()) for name, listed in by_kind.items()})


def _refuse_shared_places(districts: Iterable[SeedRow]) -> None:
    """One code and one tile belong to one district of a region."""
    taken: dict[tuple[Any, ...], SeedRow] = {}
    for row in districts:
        region, values = row.values["region"], row.values
        places = [("code", region, values["code"])]
        if values["tile_row"] is not None:
            tile = (values["tile_row"], values["tile_column"])
            places.append(("tile", region, tile))
        for place in places:
            if place in taken:
                raise SeedError(
                    f"{row.where}: {place[0]} {place[2]} is taken by "
                    f"{taken[place].where}"
                )
            taken[place] = row


def _refuse_loops(industries: Mapping[str, SeedRow]) -> None:
    for row in industries.values():
        above = row.values["parent"]
        for _ in industries:
            if not above:
                break
            above = industries[above].values["parent"]
        if above:
            raise SeedError(f"{row.where}: parent: its parents lead back to itself")
