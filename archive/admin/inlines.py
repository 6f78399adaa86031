"""The rows of an article, in lists beside its text."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from archive import decisions
from archive.admin.forms import ListedFigureForm, ListedRowForm
from archive.admin.reviewed import WithKnownSelects, decide
from archive.admin.showing import figure_in_words, period_of, state
from archive.models import (
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
    Mention,
    Status,
)


class RowFormSet(BaseInlineFormSet):
    """The rows of one kind. An untouched row is left as it is."""

    def clean(self) -> None:
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                "A row of this list is gone: the document was read again in the "
                "meantime. Nothing was saved. Open the article anew."
            )

    def decide(self, by: Any) -> list[str]:
        """Take what the forms say; returns what was done. Raises Refused."""
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        done = []
        for form in self.forms:
            row = form.instance
            if form in self.deleted_forms:
                if row.pk:
                    decisions.reject(row, by, form.cleaned_data.get("seen"))
                    self.deleted_objects.append(row)
                    done.append("rejected")
            elif row.pk is None:
                if form.has_changed():
                    decisions.add(row, form.cleaned_data["words"], by)
                    self.new_objects.append(row)
                    done.append("added")
            elif said := decide(row, form, by, confirms=form.is_confirmed):
                self.changed_objects.append((row, form.touched))
                done.append(said)
        return done


class RowInline(WithKnownSelects, admin.TabularInline):
    """Rows of one kind, by their place in the text, unplaced ones among them."""

    formset = RowFormSet
    form = ListedRowForm
    extra = 1
    show_change_link = True
    readonly_fields = ["standing"]
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rejected rows are out of the way, but a form that had one is answered."""
        rows = super().get_queryset(request).select_related(*self.related)
        if request.method != "POST":
            rows = rows.exclude(status=Status.REJECTED)
        return rows.order_by("raw_start", "id")

    @admin.display(description="status")
    def standing(self, row: Mention | Figure) -> SafeString | str:
        return state(row) if row.pk else ""


class DistrictInline(RowInline):
    model = DistrictMention
    verbose_name_plural = "districts"
    related = ("district",)
    fields = ["words", "district", "role", "basis", "standing", "confirm", "seen"]
    readonly_fields = ["basis", "standing"]
    autocomplete_fields = ["district"]


class CompanyInline(RowInline):
    model = CompanyMention
    verbose_name_plural = "companies"
    related = ("company",)
    fields = ["words", "company", "standing", "confirm", "seen"]
    autocomplete_fields = ["company"]


class IndustryInline(RowInline):
    model = IndustryMention
    verbose_name_plural = "industries"
    related = ("industry",)
    fields = ["words", "industry", "keyword", "standing", "confirm", "seen"]
    autocomplete_fields = ["industry"]


class FigureInline(RowInline):
    model = Figure
    template = admin.StackedInline.template
    form = ListedFigureForm
    verbose_name_plural = "figures"
    related = ("indicator", "subject_district", "subject_company")
    fields = [
        ("words", "confirm"),
        ("value", "unit", "kind"),
        ("indicator", "subject_district"),
        ("period_start", "period_end"),
        *("reads_as", "standing", "seen"),
    ]
    readonly_fields = ["reads_as", "standing"]
    autocomplete_fields = ["indicator", "subject_district"]

    @admin.display(description="reads as")
    def reads_as(self, figure: Figure) -> str:
        if not figure.pk:
            return ""
        return f"{figure_in_words(figure)}, {period_of(figure)}"


INLINES = [FigureInline, DistrictInline, CompanyInline, IndustryInline]
