"""Form fields and widgets of the desk, and what a request says beside its forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models

from archive.ingest.claims import LARGEST

MOST_LETTERS = 2000
"""Of a note, a reason, a name: of all that is read without a form."""

MOST_DIGITS = 15
"""Of a number, but for zeros at its ends: so many every database keeps exactly."""

LARGEST_KEY = 2**31 - 1
"""Of a key, a place or a version: what its column takes."""

_NUMBER = re.compile(r"[0-9]{1,15}")


def clean_text(given: str | None) -> str:
    """What a request says in words, as any column takes it; "" for nothing.

    Without the NULs that PostgreSQL refuses and without white space around it, and no
    longer than a note may be.
    """
    return (given or "").replace("\0", "").strip()[:MOST_LETTERS]


def clean_number(given: str | None) -> int | None:
    """A key or a version as our pages write it; None for anything else."""
    return int(given) if given and _NUMBER.fullmatch(given) else None


class Prose(forms.CharField):
    """Text of several lines; the line ends of a browser are no change."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
        super().__init__(**{"strip": False, "widget": widget, **options})

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class Lines(forms.CharField):
    """A list of words, one to a line."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
        super().__init__(**{"widget": widget, "required": False, **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        lines = super().to_python(value).splitlines()
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value: list[str]) -> None:
        super().validate("\n".join(value))

    def run_validators(self, value: list[str]) -> None:
        super().run_validators("\n".join(value))


def check_kept(number: Decimal) -> None:
    """Refuse a number that would not come out of the database as it went in."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    if len(digits) > MOST_DIGITS:
        raise ValidationError(
            f"It has {len(digits)} digits; the archive keeps {MOST_DIGITS} exactly. "
            "Round it."
        )
    if number.copy_abs() >= LARGEST:
        raise ValidationError("It is too large for a figure.")


class PlainNumber(forms.DecimalField):
    """A number as a figure's column keeps it, written without idle zeros."""

    default_validators = [check_kept]

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"size": 16, "inputmode": "decimal"})
        super().__init__(
            **{"max_digits": 30, "decimal_places": 6, "widget": widget, **options}
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class HiddenNumber(forms.IntegerField):
    """A place or a version that a page of ours carries along."""

    def __init__(self, **options: Any) -> None:
        bounds = {"min_value": 0, "max_value": LARGEST_KEY}
        super().__init__(
            **{"required": False, "widget": forms.HiddenInput, **bounds, **options}
        )


class KnownSelect(AutocompleteSelect):
    """An autocomplete that need not ask the database for what is loaded already."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        value = [key for key in map(str, value) if clean_number(key) is not None]
        known = self.known
        if known is None or value != [str(known.pk)]:
            return super().optgroups(name, value, attrs)
        options = [self.create_option(name, known.pk, str(known), True, 0)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


def know(form: forms.ModelForm, names: Iterable[str]) -> None:
    """Tell the form's autocompletes what their row has loaded."""
    for name in names:
        if name not in form.fields:
            continue
        widget = form.fields[name].widget
        widget = getattr(widget, "widget", widget)
        if isinstance(widget, KnownSelect) and form.instance.pk:
            widget.known = getattr(form.instance, name)
