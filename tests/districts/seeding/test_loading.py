"""Loading the seeds twice is once, and what an editor did stays."""

from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from districts.models import (
    Company,
    CompanyAlias,
    District,
    DistrictAlias,
    ExchangeRate,
    Indicator,
    Industry,
    IndustryKeyword,
    Region,
    SeedRecord,
)
from districts.seeding import Outcome, SeedError, load, read_seeds
from districts.seeding.rows import KINDS
from tests.districts.worlds import SeedFolder

pytestmark = pytest.mark.django_db

REGION = "regions/harbour.toml"
SHIPPED = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture
def folder(tmp_path: Path) -> SeedFolder:
    return SeedFolder(tmp_path / "seeds")


@pytest.fixture
def loaded(folder: SeedFolder) -> SeedFolder:
    load(read_seeds(folder.path))
    return folder


def reload(folder: SeedFolder) -> Outcome:
    return load(read_seeds(folder.path))


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of the world with their primary keys."""
    tables: list[type[models.Model]] = [kind.model for kind in KINDS] + [SeedRecord]
    return {
        table.__name__: list(table._default_manager.order_by("pk").values())
        for table in tables
    }


def names(district: str = "eastbank") -> set[str]:
    aliases = DistrictAlias.objects.filter(district__slug=district)
    return set(aliases.values_list("name", flat=True))


def test_rows_say_what_the_files_say(loaded: SeedFolder) -> None:
    eastbank = District.objects.get(slug="eastbank")
    assert (eastbank.region.slug, eastbank.code) == ("harbour", "1")
    assert (eastbank.tile_row, eastbank.tile_column) == (0, 0)
    oldgate = DistrictAlias.objects.get(name="Oldgate")
    assert oldgate.role == DistrictAlias.Role.FORMER
    assert oldgate.valid_to == datetime.date(1999, 4, 30)
    assert Industry.objects.get(slug="wind").parent.slug == "energy"
    assert IndustryKeyword.objects.get(word="power").weight == Decimal("0.3")
    assert Company.objects.get().kind == Company.Kind.COMPANY
    assert Indicator.objects.get().unit == "CNY"
    assert ExchangeRate.objects.get().per_dollar == Decimal("7.0809")


def test_a_second_run_changes_nothing(
    loaded: SeedFolder, django_assert_max_num_queries
) -> None:
    before = everything()
    with django_assert_max_num_queries(len(KINDS) + 3):
        outcome = reload(loaded)
    assert outcome == Outcome()
    assert everything() == before


def test_the_seeds_that_ship_load_twice_as_once() -> None:
    seeds = read_seeds(SHIPPED)
    first = load(seeds)
    assert first.added == Counter(
        {kind: len(rows) for kind, rows in seeds.rows.items()}
    )
    assert first.clashes == []
    before = everything()
    assert load(seeds) == Outcome()
    assert everything() == before


def test_a_company_that_a_text_brought_is_known_when_the_seeds_name_it(
    folder: SeedFolder,
) -> None:
    Company.objects.create(
        slug="harbour-batteries",
        name="HARBOUR BATTERIES",
        kind="institution",
        standing="found",
        spelling="1HARBOUR BATTERIES",
    )
    assert reload(folder).changed == Counter({"company": 1})
    company = Company.objects.get()
    assert (company.name, company.kind) == ("Harbour Batteries", "company")
    assert (company.standing, company.spelling) == ("known", "")
    assert reload(folder) == Outcome()


def test_a_name_that_an_editor_rejected_stays_rejected(folder: SeedFolder) -> None:
    Company.objects.create(slug="harbour-batteries", name="Hb", standing="rejected")
    (clash,) = reload(folder).clashes
    assert "an editor rejected the name Hb" in clash
    assert Company.objects.get().standing == "rejected"


def test_a_child_industry_may_stand_before_its_parent(folder: SeedFolder) -> None:
    folder.change("industries.toml", 'slug = "energy"', 'slug = "zeal"')
    folder.change("industries.toml", 'parent = "energy"', 'parent = "zeal"')
    folder.change("industries.toml", 'slug = "wind"', 'slug = "air"')
    reload(folder)
    assert Industry.objects.get(slug="air").parent.slug == "zeal"


def test_a_corrected_seed_reaches_its_row(loaded: SeedFolder) -> None:
    loaded.change(REGION, 'name = "Westbank"', 'name = "West Bank"')
    loaded.change("industries.toml", "weight = 0.3", "weight = 0.2")
    loaded.change("exchange_rates.csv", "7.0809", "7.0811")
    outcome = reload(loaded)
    assert outcome.changed == Counter(
        {"district": 1, "industry-keyword": 1, "exchange-rate": 1}
    )
    assert District.objects.get(slug="westbank").name == "West Bank"
    assert IndustryKeyword.objects.get(word="power").weight == Decimal("0.2")
    assert ExchangeRate.objects.get().per_dollar == Decimal("7.0811")
    assert reload(loaded) == Outcome()


def test_a_field_an_editor_set_stays_while_the_others_follow(
    loaded: SeedFolder,
) -> None:
    District.objects.filter(slug="westbank").update(name="The West Bank")
    assert reload(loaded) == Outcome()
    loaded.change(REGION, 'name = "Westbank"', 'name = "West Bank"\nname_zh = "西岸"')
    reload(loaded)
    westbank = District.objects.get(slug="westbank")
    assert (westbank.name, westbank.name_zh) == ("The West Bank", "西岸")
    loaded.change(REGION, '"West Bank"', '"Western Bank"')
    reload(loaded)
    westbank.refresh_from_db()
    assert westbank.name == "The West Bank"


def test_a_weight_an_editor_changed_stays(loaded: SeedFolder) -> None:
    IndustryKeyword.objects.filter(word="power").update(weight=Decimal("0.75"))
    loaded.change("industries.toml", "weight = 0.3", "weight = 0.2")
    reload(loaded)
    assert IndustryKeyword.objects.get(word="power").weight == Decimal("0.75")


def test_a_parent_an_editor_took_away_stays_away(loaded: SeedFolder) -> None:
    Industry.objects.filter(slug="wind").update(parent=None)
    loaded.change("industries.toml", 'name = "Wind power"', 'name = "Wind"')
    reload(loaded)
    wind = Industry.objects.get(slug="wind")
    assert (wind.name, wind.parent) == ("Wind", None)


def test_an_alias_an_editor_deleted_stays_away(loaded: SeedFolder) -> None:
    DistrictAlias.objects.get(name="Ferry Town").delete()
    assert reload(loaded) == Outcome()
    assert names() == {"Oldgate", "Mill Town"}


def test_an_alias_an_editor_added_stays(loaded: SeedFolder) -> None:
    eastbank = District.objects.get(slug="eastbank")
    DistrictAlias.objects.create(district=eastbank, name="The Wharf", role="hub")
    assert reload(loaded) == Outcome()
    assert names() == {"Oldgate", "Ferry Town", "Mill Town", "The Wharf"}


def test_an_alias_an_editor_renamed_is_not_brought_back(loaded: SeedFolder) -> None:
    DistrictAlias.objects.filter(name="Ferry Town").update(name="Ferry Village")
    assert reload(loaded) == Outcome()
    assert names() == {"Oldgate", "Ferry Village", "Mill Town"}


def test_a_keyword_an_editor_replaced_stays_replaced(loaded: SeedFolder) -> None:
    IndustryKeyword.objects.filter(word="turbines").update(word="windmills")
    assert reload(loaded) == Outcome()
    wind = IndustryKeyword.objects.filter(industry__slug="wind")
    assert [keyword.word for keyword in wind] == ["windmills"]


def test_a_name_the_seeds_bring_later_is_the_editors_already(
    loaded: SeedFolder,
) -> None:
    eastbank = District.objects.get(slug="eastbank")
    DistrictAlias.objects.create(district=eastbank, name="the wharf", role="park")
    loaded.change(REGION, 'towns = ["Ferry', 'hubs = ["The Wharf"]\ntowns = ["Ferry')
    assert reload(loaded) == Outcome()
    wharf = DistrictAlias.objects.get(name__iexact="the wharf")
    assert (wharf.name, wharf.role) == ("the wharf", "park")
    assert reload(loaded) == Outcome()


def test_a_district_an_editor_deleted_stays_away_with_its_names(
    loaded: SeedFolder,
) -> None:
    District.objects.get(slug="eastbank").delete()
    loaded.change(REGION, '"Mill Town"', '"Mill Town", "New Town"')
    assert reload(loaded) == Outcome()
    assert not District.objects.filter(slug="eastbank").exists()
    assert not DistrictAlias.objects.exists()


def test_an_industry_outlives_its_deleted_parent(loaded: SeedFolder) -> None:
    Industry.objects.get(slug="energy").delete()
    added = '\n[[industries]]\nslug = "sun"\nname = "Sun"\nparent = "energy"\n'
    path = loaded.path / "industries.toml"
    loaded.write("industries.toml", path.read_text(encoding="utf-8") + added)
    reload(loaded)
    assert Industry.objects.get(slug="sun").parent is None
    assert Industry.objects.get(slug="wind").parent is None
    assert reload(loaded) == Outcome()


def test_an_alias_that_left_the_seeds_untouched_goes(loaded: SeedFolder) -> None:
    loaded.change(REGION, '["Ferry Town", "Mill Town"]', '["Mill Town"]')
    assert reload(loaded).removed == Counter({"district-alias": 1})
    assert names() == {"Oldgate", "Mill Town"}
    assert reload(loaded) == Outcome()


def test_an_alias_that_left_the_seeds_stays_when_an_editor_changed_it(
    loaded: SeedFolder,
) -> None:
    DistrictAlias.objects.filter(name="Ferry Town").update(role="hub")
    loaded.change(REGION, '["Ferry Town", "Mill Town"]', '["Mill Town"]')
    assert reload(loaded) == Outcome()
    assert "Ferry Town" in names()


def test_a_district_that_left_the_seeds_stays_with_its_names(
    loaded: SeedFolder,
) -> None:
    (loaded.path / REGION).unlink()
    assert reload(loaded) == Outcome()
    assert District.objects.count() == 2
    assert names() == {"Oldgate", "Ferry Town", "Mill Town"}


def test_two_districts_change_places_on_the_map(loaded: SeedFolder) -> None:
    loaded.change(REGION, "tile = [0, 0]", "tile = [0, 9]")
    loaded.change(REGION, "tile = [0, 1]", "tile = [0, 0]")
    loaded.change(REGION, "tile = [0, 9]", "tile = [0, 1]")
    assert reload(loaded).changed == Counter({"district": 2})
    columns = dict(District.objects.values_list("slug", "tile_column"))
    assert columns == {"eastbank": 1, "westbank": 0}


def test_a_row_that_clashes_with_an_editors_is_told_and_the_rest_is_loaded(
    loaded: SeedFolder,
) -> None:
    harbour = Region.objects.get()
    District.objects.create(region=harbour, slug="islands", code="3", name="Islands")
    path = loaded.path / REGION
    added = (
        '\n[[districts]]\nslug = "hills"\ncode = "3"\nname = "Hills"\n'
        '\n[[districts]]\nslug = "valley"\ncode = "4"\nname = "Valley"\n'
    )
    loaded.write(REGION, path.read_text(encoding="utf-8") + added)
    outcome = reload(loaded)
    assert outcome.added == Counter({"district": 1})
    assert [clash.partition(":")[0] for clash in outcome.clashes] == [
        f"{REGION}, 'hills'"
    ]
    assert not District.objects.filter(slug="hills").exists()
    assert District.objects.get(slug="valley").region == harbour


def test_a_slug_of_an_editors_district_elsewhere_is_refused_whole(
    folder: SeedFolder,
) -> None:
    inland = Region.objects.create(slug="inland", name="Inland", currency="CNY")
    District.objects.create(region=inland, slug="westbank", code="9", name="Westbank")
    with pytest.raises(SeedError, match="'westbank'.*a district of 'inland'"):
        reload(folder)
    assert not Region.objects.filter(slug="harbour").exists()
    assert not SeedRecord.objects.exists()


def test_another_region_is_one_more_file(loaded: SeedFolder) -> None:
    before = everything()
    loaded.write(
        "regions/inland.toml",
        'slug = "inland"\nname = "Inland"\ncurrency = "EUR"\n'
        '[[districts]]\nslug = "lakeside"\ncode = "1"\nname = "Lakeside"\n'
        'tile = [0, 0]\naliases = ["Lake Side"]\n',
    )
    assert reload(loaded).added == Counter(
        {"region": 1, "district": 1, "district-alias": 1}
    )
    assert [d.slug for d in District.objects.of_region("inland")] == ["lakeside"]
    assert everything()["District"][:2] == before["District"]


def test_company_names_in_another_case_are_the_same_name(loaded: SeedFolder) -> None:
    loaded.change("companies.toml", '"HB Group"', '"HB GROUP"')
    assert reload(loaded).changed == Counter({"company-alias": 1})
    aliases = set(CompanyAlias.objects.values_list("name", flat=True))
    assert aliases == {"HB GROUP", "港口电池"}
