"""A thing's slug is its public address, and its name in other archives: it stays."""

from __future__ import annotations

import pytest

from tests.archive.admin.pages import address, save, saved
from tests.factories import (
    make_company,
    make_district,
    make_indicator,
    make_industry,
    make_region,
)


@pytest.mark.parametrize(
    "make", [make_region, make_district, make_company, make_industry, make_indicator]
)
def test_what_is_there_keeps_its_slug(desk, make):
    thing = make()
    slug = thing.slug
    assert 'name="slug"' not in desk.get(address(thing)).content.decode()
    assert saved(save(desk, thing, name="Another name", slug="another"))
    thing.refresh_from_db()
    assert (thing.name, thing.slug) == ("Another name", slug)


def test_a_new_thing_is_given_one(desk):
    page = desk.get(address(type(make_industry()), "add"))
    assert 'name="slug"' in page.content.decode()
