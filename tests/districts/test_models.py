"""The world's constraints and its surface forms."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from districts.models import (
    Company,
    CompanyAlias,
    District,
    DistrictAlias,
    ExchangeRate,
    Form,
    Indicator,
    IndicatorAlias,
    Industry,
    IndustryKeyword,
    Region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Region:
    return Region.objects.create(slug="harbour", name="Harbour City", currency="CNY")


@pytest.fixture
def eastbank(region: Region) -> District:
    return District.objects.create(
        region=region,
        slug="eastbank",
        code="1",
        name="Eastbank",
        name_zh="东岸区",
        tile_row=0,
        tile_column=0,
    )


@pytest.fixture
def energy() -> Industry:
    return Industry.objects.create(slug="new-energy", name="New energy")


@pytest.mark.parametrize(
    "same",
    [
        {"slug": "eastbank"},
        {"code": "1"},
        {"tile_row": 0, "tile_column": 0},
        {
            "valid_from": datetime.date(2001, 1, 1),
            "valid_to": datetime.date(2000, 1, 1),
        },
    ],
)
def test_a_district_that_can_not_be_is_refused(
    eastbank: District, same: dict[str, object]
) -> None:
    fields = {"slug": "westbank", "code": "2", "name": "Westbank", **same}
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(region=eastbank.region, **fields)


def test_districts_without_a_tile_do_not_share_one(region: Region) -> None:
    for number in "12":
        District.objects.create(
            region=region, slug=f"d{number}", code=number, name=f"D{number}"
        )
    assert District.objects.count() == 2


def test_a_code_may_be_used_again_in_another_region(eastbank: District) -> None:
    inland = Region.objects.create(slug="inland", name="Inland", currency="EUR")
    District.objects.create(region=inland, slug="lakeside", code="1", name="Lakeside")
    assert District.objects.filter(code="1").count() == 2


def test_a_region_with_districts_is_not_deleted(eastbank: District) -> None:
    with pytest.raises(ProtectedError):
        eastbank.region.delete()


def test_an_alias_is_given_once_in_any_case(
    eastbank: District, energy: Industry
) -> None:
    company = Company.objects.create(slug="hb", name="Harbour Batteries")
    indicator = Indicator.objects.create(slug="exports", name="Exports")
    DistrictAlias.objects.create(district=eastbank, name="Ferry Town")
    IndustryKeyword.objects.create(industry=energy, word="Hydrogen")
    CompanyAlias.objects.create(company=company, name="HB")
    IndicatorAlias.objects.create(indicator=indicator, name="Sales abroad")
    for again in (
        lambda: DistrictAlias.objects.create(district=eastbank, name="FERRY town"),
        lambda: IndustryKeyword.objects.create(industry=energy, word="hydrogen"),
        lambda: CompanyAlias.objects.create(company=company, name="hb"),
        lambda: IndicatorAlias.objects.create(indicator=indicator, name="sales ABROAD"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()


@pytest.mark.parametrize("weight", [0, -1])
def test_a_keyword_weighs_more_than_nothing(energy: Industry, weight: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IndustryKeyword.objects.create(industry=energy, word="sun", weight=weight)


def test_an_industry_is_not_its_own_parent(energy: Industry) -> None:
    energy.parent = energy
    with pytest.raises(IntegrityError), transaction.atomic():
        energy.save()


def test_parents_that_lead_back_are_refused_in_a_form(energy: Industry) -> None:
    wind = Industry.objects.create(slug="wind", name="Wind", parent=energy)
    energy.parent = wind
    with pytest.raises(ValidationError, match="lead back to itself"):
        energy.full_clean()
    Industry.objects.get(slug="wind").full_clean()


def test_a_rate_is_positive_and_given_once_a_year() -> None:
    rate = {"currency": "CNY", "year": 2023, "source": "A bank"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeRate.objects.create(**rate, per_dollar=0)
    ExchangeRate.objects.create(**rate, per_dollar=Decimal("7.0809"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeRate.objects.create(**rate, per_dollar=Decimal("7.1"))


@pytest.mark.parametrize(
    "word",
    ["new-energy", "NEW ENERGY", "New energy", "hydrogen", "fuel cells", "Fuel-Cells"],
)
def test_an_industry_is_found_by_slug_name_or_keyword(
    energy: Industry, word: str
) -> None:
    for keyword in ("hydrogen", "fuel cells"):
        IndustryKeyword.objects.create(industry=energy, word=keyword)
    Industry.objects.create(slug="steel", name="Steel")
    assert list(Industry.objects.named(word)) == [energy]


def test_a_district_is_met_under_all_its_names(eastbank: District) -> None:
    ended = datetime.date(1999, 4, 30)
    DistrictAlias.objects.create(
        district=eastbank, name="Oldgate", role="former", valid_to=ended
    )
    DistrictAlias.objects.create(district=eastbank, name="Ferry Town", role="town")
    assert set(District.objects.of_region("harbour").surface_forms()) == {
        Form("Eastbank", "eastbank", "name"),
        Form("东岸区", "eastbank", "name", language="zh"),
        Form("Oldgate", "eastbank", "former", valid_to=ended),
        Form("Ferry Town", "eastbank", "town"),
    }
    assert not list(District.objects.of_region("inland").surface_forms())


def test_surface_forms_take_two_queries(
    eastbank: District, energy: Industry, django_assert_num_queries
) -> None:
    for model in (District, Industry, Company, Indicator):
        # Of companies it is asked once more whether any was merged.
        queries = (2 if model.objects.exists() else 1) + (model is Company)
        with django_assert_num_queries(queries):
            list(model.objects.surface_forms())


def test_an_industry_speaks_with_the_weights_of_its_keywords(energy: Industry) -> None:
    IndustryKeyword.objects.create(industry=energy, word="power", weight=Decimal("0.3"))
    assert list(Industry.objects.surface_forms()) == [
        Form("New energy", "new-energy", "keyword"),
        Form("power", "new-energy", "keyword", weight=0.3),
    ]


def test_an_indicator_tells_its_unit_with_every_name() -> None:
    exports = Indicator.objects.create(slug="exports", name="Exports", unit="CNY")
    IndicatorAlias.objects.create(indicator=exports, name="export value")
    assert list(Indicator.objects.surface_forms()) == [
        Form("Exports", "exports", "name", unit="CNY"),
        Form("export value", "exports", "alias", unit="CNY"),
    ]


def test_a_company_is_met_under_all_its_names() -> None:
    company = Company.objects.create(
        slug="hb", name="Harbour Batteries", name_zh="港口"
    )
    CompanyAlias.objects.create(company=company, name="HB Group")
    assert list(Company.objects.surface_forms()) == [
        Form("Harbour Batteries", "hb", "name"),
        Form("港口", "hb", "name", language="zh"),
        Form("HB Group", "hb", "alias"),
    ]


def test_a_file_name_pattern_must_name_district_year_and_month(region: Region) -> None:
    region.file_name_pattern = "(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"
    with pytest.raises(ValidationError, match="lacks the groups district"):
        region.full_clean()
    region.file_name_pattern += "-(?P<district>[a-z]{2})"
    region.full_clean()
