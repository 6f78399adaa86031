"""Companies that are likely the same, by their names."""

from __future__ import annotations

import pytest

from archive import decisions
from archive.likely_companies import pairs, suggest
from archive.likely_companies.comparing import Name, reason
from districts.models import Company
from tests.factories import make_company, make_district, make_region

PLACES = frozenset({"shanghai", "china"})

ALIKE = [
    ("Kelvo Motors", "Kelvo Motors Co., Ltd", "the same but"),
    ("Kelvo Motors", "Kelvo Motors (Shanghai) Co Ltd", "the same but"),
    ("Kelvo Motors", "Kelvo Motors Shanghai", "the same but"),
    ("KELVO Motors", "Kelvo-Motors Group", "the same but"),
    ("Crédit Nord", "Credit Nord", "the same but"),
    ("Qingteng", "Qingteng Cloud Security", "begins like"),
    ("ECNU", "East China Normal University", "initials"),
    ("BoC", "Bank of China", "initials"),
    ("Qingteng Cloud Security", "Qinteng Cloud Security", "a letter or two"),
]
NOT_ALIKE = [
    ("Kelvo Motors", "Kelvo Foods"),  # two firms of a family, or of nobody
    ("No. 1 Hospital of Putuo", "No. 2 Hospital of Putuo"),
    ("Shanghai Bank", "Shanghai Mills"),  # a place in front is part of the name
    ("Art", "Artex Paints"),  # a beginning is of whole words
    ("Sun", "Sun Foods Works"),  # too short to say much
    ("Harbour Batteries", "Brandal Logistics"),
    ("Mito", "Miko"),  # a letter of four is much
]


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_names_are_likely_ones(one, other, why):
    for left, right in ((one, other), (other, one)):
        assert why in reason(Name(left, PLACES), Name(right, PLACES)).words


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_names_are_not_likely_ones(one, other):
    assert reason(Name(one, PLACES), Name(other, PLACES)) is None


def names(found) -> list[set[str]]:
    by_key = dict(Company.objects.values_list("pk", "name"))
    return [{by_key[pair.one], by_key[pair.other]} for pair in found]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_all_pairs_and_those_of_one_company_are_found(one, other, why):
    make_district("Shanghai", region=make_region("Shanghai", country="China"))
    first, second = make_company(one, slug="first"), make_company(other, slug="second")
    make_company("Harbour Batteries")

    assert names(pairs()) == [{one, other}]
    assert [likely.company for likely in suggest(first)] == [second]
    (likely,) = suggest(second)
    assert (likely.company, why in likely.reason.words) == (first, True)


@pytest.mark.django_db
def test_aliases_and_merged_names_count_rejected_and_merged_companies_do_not():
    one = make_company("Harbour Batteries", aliases=("Qingteng",))
    other = make_company("Qingteng Cloud Security")
    make_company("Qingteng Cloud", standing="rejected")
    merged = make_company("Kelvo")
    third = make_company("Kelvo Motors")
    decisions.merge(merged, one, None)

    assert names(pairs()) == [{one.name, third.name}, {one.name, other.name}]
    assert {likely.company for likely in suggest(one)} == {other, third}
    assert suggest(one, limit=1)[0].company in (other, third)


@pytest.mark.django_db
def test_two_told_apart_are_no_pair_any_more():
    one, other = make_company("Qingteng"), make_company("Qingteng Cloud")
    decisions.tell_apart(other, one, None)
    assert pairs() == []
    assert suggest(one) == suggest(other) == []


@pytest.mark.django_db
def test_a_beginning_that_many_share_is_no_reason():
    for n in range(20):
        make_company(f"National {chr(97 + n) * 9} Works")
    make_company("National")
    assert pairs() == []
