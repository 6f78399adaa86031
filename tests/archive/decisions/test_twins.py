"""Two decided mentions of one place that a merge makes the same company's."""

from __future__ import annotations

import pytest

from archive import decisions
from archive.models import CompanyMention
from archive.verifying import faults
from districts.models import Company
from tests.archive.ingest.directly import take_directly
from tests.factories import make_company, make_region


@pytest.fixture
def twins(db, tmp_path) -> tuple[CompanyMention, CompanyMention]:
    """One names Qingteng and the other Harbour, both at the word “Qingteng”."""
    for name in ("Qingteng", "Harbour", "Kelvo"):
        make_company(name)
    path = tmp_path / "story.txt"
    path.write_text("Works open in the north today\n\nQingteng builds works.\n")
    take_directly([path], make_region())
    one = CompanyMention.objects.get()
    decisions.confirm(one, None)
    other = CompanyMention(company=company("harbour"), article=one.article)
    decisions.add(other, "Qingteng", None)
    decisions.merge(company("qingteng"), company("harbour"), None)
    return one, other


def company(slug: str) -> Company:
    return Company.objects.get(slug=slug)


def shown(row: CompanyMention) -> str:
    return CompanyMention.objects.get(pk=row.pk).company.slug


def misnamed() -> list[str]:
    return [str(fault) for fault in faults() if fault.kind == "misnamed"]


def test_the_one_that_stood_aside_follows_when_the_place_is_free(twins):
    one, other = twins
    assert (shown(one), misnamed()) == ("qingteng", [])

    decisions.correct(other, {"company": company("kelvo")}, None)

    assert (shown(one), shown(other), misnamed()) == ("harbour", "kelvo", [])


def test_what_is_taken_apart_gets_both_back_one_after_the_other(twins):
    one, other = twins
    decisions.correct(other, {"company": company("qingteng")}, None)
    decisions.unmerge(company("qingteng"), None)
    assert (shown(one), shown(other), misnamed()) == ("qingteng", "harbour", [])

    decisions.correct(one, {"company": company("kelvo")}, None)

    assert (shown(one), shown(other), misnamed()) == ("kelvo", "qingteng", [])
