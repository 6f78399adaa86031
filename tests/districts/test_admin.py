"""The world at the editors' desk: lists, searches and forms open and find."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from districts.models import (
    Company,
    CompanyAlias,
    District,
    DistrictAlias,
    ExchangeRate,
    Indicator,
    IndicatorAlias,
    Industry,
    IndustryKeyword,
    Region,
    SeedRecord,
)

pytestmark = pytest.mark.django_db

REGISTERED = (Company, District, ExchangeRate, Indicator, Industry, Region)


@pytest.fixture
def world() -> None:
    region = Region.objects.create(slug="harbour", name="Harbour City", currency="CNY")
    eastbank = District.objects.create(
        region=region, slug="eastbank", code="1", name="Eastbank"
    )
    DistrictAlias.objects.create(district=eastbank, name="Ferry Town", role="town")
    energy = Industry.objects.create(slug="energy", name="Energy")
    IndustryKeyword.objects.create(industry=energy, word="turbines")
    company = Company.objects.create(slug="hb", name="Harbour Batteries")
    CompanyAlias.objects.create(company=company, name="HB Group")
    exports = Indicator.objects.create(slug="exports", name="Exports")
    IndicatorAlias.objects.create(indicator=exports, name="sales abroad")
    ExchangeRate.objects.create(
        currency="CNY", year=2023, per_dollar="7.0809", source="A bank"
    )


def address(model: type, page: str, *args: object) -> str:
    return reverse(f"admin:districts_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_lists_and_forms_open(world: None, admin_client: Client, model: type) -> None:
    row = model.objects.get()
    pages = [
        address(model, "changelist"),
        address(model, "add"),
        address(model, "change", row.pk),
    ]
    for page in pages:
        assert admin_client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("model", "words", "name"),
    [
        (District, "ferry", "Eastbank"),
        (Industry, "turbines", "Energy"),
        (Company, "HB", "Harbour Batteries"),
        (Indicator, "sales abroad", "Exports"),
        (Region, "harbour", "Harbour City"),
    ],
)
def test_a_search_finds_by_any_name(
    world: None, admin_client: Client, model: type, words: str, name: str
) -> None:
    page = admin_client.get(address(model, "changelist"), {"q": words})
    assert [str(row) for row in page.context["cl"].result_list] == [name]


def test_lists_count_their_filters(world: None, admin_client: Client) -> None:
    page = admin_client.get(address(Company, "changelist"))
    assert "school or university (0)" in page.content.decode()


@pytest.mark.parametrize(
    ("model", "inline", "field", "name"),
    [
        (District, DistrictAlias, "name", "New Town"),
        (Industry, IndustryKeyword, "word", "rotors"),
        (Company, CompanyAlias, "name", "HB"),
        (Indicator, IndicatorAlias, "name", "exported goods"),
    ],
)
def test_an_editor_adds_a_name_beside_the_others(
    world: None, admin_client: Client, model: type, inline: type, field: str, name: str
) -> None:
    row = model.objects.get()
    page = admin_client.get(address(model, "change", row.pk))
    data = {}
    forms = [page.context["adminform"].form]
    for formset in page.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    prefix = page.context["inline_admin_formsets"][0].formset.prefix
    data[f"{prefix}-1-{field}"] = name
    answer = admin_client.post(address(model, "change", row.pk), data)
    assert answer.status_code == 302
    assert inline.objects.filter(**{field: name}).count() == 1
    assert inline.objects.count() == 2


def test_the_list_of_districts_takes_the_same_queries_for_one_as_for_many(
    world: None, admin_client: Client, django_assert_max_num_queries
) -> None:
    region = Region.objects.get()
    for number in range(2, 12):
        District.objects.create(
            region=region, slug=f"d{number}", code=str(number), name=f"D{number}"
        )
    with django_assert_max_num_queries(10):
        admin_client.get(address(District, "changelist"))


def test_what_the_seeds_said_is_no_page_of_its_own() -> None:
    assert not admin.site.is_registered(SeedRecord)
