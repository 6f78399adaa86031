"""Figures: what was claimed, in which words, and what is odd about it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from archive import decisions
from archive.admin.forms import FigurePageForm
from archive.admin.rows import RowAdmin
from archive.admin.showing import figure_in_words, period_of
from archive.models import Figure


@admin.register(Figure)
class FigureAdmin(RowAdmin):
    form = FigurePageForm
    own_fields = (
        "value",
        *("unit", "kind", "hedge"),
        *("indicator", "indicator_words"),
        *("period_start", "period_end", "period_basis", "period_words"),
        *("comparison", "per"),
        *("subject_district", "subject_company", "subject_words"),
        *("conversion_surface", "conversion_value", "conversion_unit"),
        "conversion_unit_stated",
    )
    related = ("article", "indicator", "subject_district", "subject_company")
    list_display = [
        *("surface", "reads_as", "status", "worth_a_look", "period", "indicator"),
        *("subject", "article_title", "machine_says", "confidence", "placed"),
    ]
    list_filter = [
        *("flagged", "status", "kind", "conversion_verdict", "placed"),
        "period_basis",
        ("subject_district", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = [
        *("surface", "public_id", "unit", "indicator_words", "indicator__name"),
        *("article__headline", "article__public_id"),
    ]
    autocomplete_fields = ["article", "indicator", "subject_district"]
    autocomplete_fields += ["subject_company"]
    date_hierarchy = "article__published_on"
    ordering = ["-flagged", "-id"]

    def decision_fields(self, row: Figure) -> list[str]:
        return ["dismiss"] if row.standing_checks else []

    def decide_more(self, request: HttpRequest, row: Figure, form: Any) -> str:
        cleaned = form.cleaned_data
        if not cleaned.get("dismiss"):
            return ""
        decisions.dismiss_check(
            row, cleaned["dismiss"], cleaned["reason"], request.user, cleaned["seen"]
        )
        cleaned["seen"] = None  # a version of our own making is no conflict
        return "cleared of the check"

    @admin.display(description="reads as", ordering="value")
    def reads_as(self, figure: Figure) -> str:
        return figure_in_words(figure)

    @admin.display(description="speaks of", ordering="period_start")
    def period(self, figure: Figure) -> str:
        return period_of(figure)

    @admin.display(description="about")
    def subject(self, figure: Figure) -> str:
        return figure.subject or "–"

    @admin.display(description="worth a look", ordering="flagged")
    def worth_a_look(self, figure: Figure) -> str:
        return " ".join(check["words"] for check in figure.standing_checks) or "–"
