"""What can be put right in place: the main fields of an item, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms

from archive import naming
from archive.admin.fields import PlainNumber
from archive.admin.forms import check_order
from archive.models import Article, DistrictMention, Figure, QueueKind
from archive.queue import Item, Said
from archive.queue.names import accept_as
from archive.queue.rows import correct
from archive.queue.stories import correct_date
from districts.models import Company, District, Industry


class PutRight(forms.Form):
    """Fields of a row, filled in as they stand; `values` are what they shall be."""

    use_required_attribute = False

    def __init__(self, row: Any, data: Any = None) -> None:
        self.row = row
        names = self.base_fields
        initial = {name: getattr(row, name, None) for name in names}
        super().__init__(data, initial=initial, auto_id="fix-%s")

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FigureForm(PutRight):
    value = PlainNumber(help_text="In base units: 9.781 billion is 9781000000.")
    unit = forms.CharField(max_length=80)
    kind = forms.ChoiceField(choices=Figure.Kind.choices)


class DistrictForm(PutRight):
    district = forms.ModelChoiceField(District.objects.order_by("name"))
    role = forms.ChoiceField(choices=DistrictMention.Role.choices)


class IndustryForm(PutRight):
    industry = forms.ModelChoiceField(Industry.objects.order_by("name"))


class CompanyForm(PutRight):
    company = forms.CharField(
        max_length=200, help_text="Its name or one of its other names, or its slug."
    )

    def clean_company(self) -> Company:
        name = self.cleaned_data["company"]
        found = list(naming.named(Company, name)[:2])
        if len(found) != 1:
            said = "Several companies have" if found else "No company has"
            raise forms.ValidationError(f"{said} this name. Give another, or a slug.")
        return found[0]


class KindForm(PutRight):
    kind = forms.ChoiceField(choices=Company.Kind.choices)


class DateForm(PutRight):
    """A day; or none, and between which days it must be, with the reason."""

    published_on = forms.DateField(
        required=False,
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    date_earliest = forms.DateField(
        required=False,
        label="Or between",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    date_latest = forms.DateField(
        required=False,
        label="and",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    date_reason = forms.CharField(
        required=False, max_length=2000, label="since", help_text="Shown to readers."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        check_order(cleaned, "date_earliest", "date_latest")
        on, reason = cleaned["published_on"], cleaned["date_reason"]
        has_range = bool(cleaned["date_earliest"] or cleaned["date_latest"])
        if on:
            return {"published_on": on, "date_precision": Article.DatePrecision.DAY}
        if not has_range:
            self.add_error("published_on", "Give a day, or one end of a range.")
        elif not reason.strip():
            self.add_error("date_reason", "An inferred date has a reason: say why.")
        return {**cleaned, "date_basis": Article.DateBasis.INFERRED}


class Fix(NamedTuple):
    """What is put right by which form, under which words; `act` does it."""

    label: str
    form: type[PutRight]
    act: Callable[[Any, Said], str]


_ROWS = {
    "figure": Fix("Correct value, unit or kind", FigureForm, correct),
    "districtmention": Fix("Correct the district", DistrictForm, correct),
    "companymention": Fix("Correct the company", CompanyForm, correct),
    "industrymention": Fix("Correct the industry", IndustryForm, correct),
}
FIXES: dict[QueueKind, dict[str, Fix]] = {
    QueueKind.FIGURE: _ROWS,
    QueueKind.DOUBTFUL: _ROWS,
    QueueKind.COMPANY: {
        "company": Fix("Accept it as another kind", KindForm, accept_as)
    },
    QueueKind.DATE: {"article": Fix("Give a day or a range", DateForm, correct_date)},
}
"""By kind and model; what is not here is put right on a page of its own."""


def fix_for(item: Item) -> Fix | None:
    return FIXES.get(item.kind.name, {}).get(item.place.about)
