"""Known things under the names that readers use."""

import pytest

from archive.naming import families, named, nearest, suggestion, with_descendants
from districts.models import Company, District, Industry
from tests.factories import make_company, make_district, make_industry


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("putou", "putuo"),
        ("PUTUO", "putuo"),
        ("new-enrgy", "new-energy"),
        ("kangaroo", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_one_that_is_much_like_the_word(word, expected):
    assert nearest(word, ["yangpu", "putuo", "new-energy"]) == expected


def test_a_very_long_word_or_list_is_looked_at_in_part():
    assert nearest("x" * 1_000_000, ["putuo"]) is None
    names = [f"n{number}" for number in range(20_000)] + ["putuo"]
    assert nearest("putou", names) == "putuo"


def test_a_suggestion_is_made_only_where_there_is_one():
    assert suggestion("putou", ["putuo"]) == " Did you mean “putuo”?"
    assert suggestion("kangaroo", ["putuo"]) == ""


@pytest.mark.django_db
def test_a_thing_answers_to_slug_name_and_other_names():
    putuo = make_district(
        "Putuo", slug="putuo", name_zh="普陀区", aliases=("Zhenru Town",)
    )
    make_district("Yangpu")
    for name in ("putuo", "PUTUO", "Putuo", "普陀区", "zhenru town"):
        assert list(named(District, name)) == [putuo]
    batteries = make_company("Harbour Batteries")
    assert list(named(Company, "harbour batteries")) == [batteries]
    assert not named(Company, "harbour").exists()


@pytest.mark.django_db
def test_an_industry_has_its_own_and_all_lower_branches():
    energy = make_industry("Energy")
    clean = make_industry("Clean energy", parent=energy)
    wind = make_industry("Wind power", parent=clean)
    assert families()[energy.pk] == {energy.pk, clean.pk, wind.pk}
    assert with_descendants([clean]) == {clean.pk, wind.pk}
    assert with_descendants([]) == set()


@pytest.mark.django_db
def test_industries_in_a_circle_do_not_hang_it():
    one = make_industry("One")
    two = make_industry("Two", parent=one)
    Industry.objects.filter(pk=one.pk).update(parent=two)
    assert families()[one.pk] == families()[two.pk] == {one.pk, two.pk}
