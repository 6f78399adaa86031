"""The other cities of a region, as a browser's form gives them."""

from __future__ import annotations

import pytest

from districts.models import Region


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_form_saved_as_it_was_changes_nothing(ends: str) -> None:
    region = Region(slug="coast", name="Coast", currency="CNY")
    region.other_cities = f"Beijing{ends}Harbour Town{ends}"
    region.full_clean(validate_unique=False)
    assert region.other_cities == "Beijing\nHarbour Town"


def test_blank_lines_and_blanks_around_a_city_go() -> None:
    region = Region(slug="coast", name="Coast", currency="CNY")
    region.other_cities = "  Beijing \r\n\r\n Harbour Town"
    region.full_clean(validate_unique=False)
    assert region.other_cities == "Beijing\nHarbour Town"
