"""Firms and stories of them, and what is stored of both."""

from __future__ import annotations

from typing import Any

from archive import decisions
from archive.models import CompanyMention, Figure
from archive.verifying import faults
from districts.models import Company

TEXTS = {
    "works.txt": """Qingteng Cloud Security opens a works in the north

Qingteng Cloud Security opened a works in the north on Monday. Brandal Logistics Inc
carries what Qingteng sells.
""",
    "hires.txt": """Qingteng hires in the north of the city

Qingteng will hire 40 more people in the north this year. Qingteng earned 3.2 million
yuan last year. Brandal Freight Ltd rents its lorries to Kelvo Motors Co Ltd.
""",
    "rents.txt": """Kelvo Motors rents lorries in the north

Kelvo Motors Co Ltd will rent 90 lorries of Brandal Freight Ltd. Harbour Batteries
earned 20 million yuan. HB Cells is its works, and Ailo is its baker.
""",
}


def company(slug: str) -> Company:
    return Company.objects.get(slug=slug)


def merge(loser: str, into: str, reason: str = "") -> decisions.Moved:
    return decisions.merge(company(loser), company(into), None, reason)


def unmerge(slug: str) -> decisions.Moved:
    return decisions.unmerge(company(slug), None)


def rows() -> list[Any]:
    """Every row that names a company, without its counter of changes."""
    mentions = CompanyMention.objects.order_by("document__sha256", "raw_start", "pk")
    figures = Figure.objects.order_by("document__sha256", "number_start")
    same = ("document__sha256", "raw_start", "surface", "status", "merged_from")
    same += ("extracted", "rule")
    return [
        *mentions.values_list("company__slug", *same),
        *figures.values_list("subject_company__slug", *same),
    ]


def standings() -> dict[str, tuple[str, str, str | None]]:
    found = Company.objects.values_list("slug", "standing", "name", "merged_into__slug")
    return {slug: tuple(rest) for slug, *rest in found}


def whole() -> bool:
    return [str(fault) for fault in faults()] == []


def misnamed() -> list[str]:
    return [str(fault) for fault in faults() if fault.kind == "misnamed"]


def shown(slug: str) -> set[tuple[str, str]]:
    """The words under which a company is shown, and which company they name."""
    found = CompanyMention.objects.filter(company__slug=slug)
    return set(found.values_list("surface", "merged_from"))
