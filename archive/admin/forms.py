"""Forms that know the version they were filled in on, and what was changed in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive import decisions
from archive.admin.conflicts import tell_of_both
from archive.admin.fields import HiddenNumber, PlainNumber, know
from archive.models import Placed, Status


class ReviewedForm(forms.ModelForm):
    """A row's fields with the version that the editor saw.

    When somebody else saved in between, the editor is told, nothing is saved, and the
    form stands as it was filled in; saving it once more overrules the other.
    """

    seen = HiddenNumber()

    NOT_VALUES = frozenset({"seen", "reason"})
    TOGETHER: tuple[str, ...] = ()
    """Fields that are one word of an editor's: who changes one says them all."""

    refusal = ""
    """Why the decision was refused after the form itself was found good."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.version
        names = [n for n, f in self.fields.items() if hasattr(f, "queryset")]
        know(self, names)

    @property
    def touched(self) -> list[str]:
        """The fields an editor filled in otherwise than they stand."""
        return [name for name in self.changed_data if name not in self.NOT_VALUES]

    def values(self) -> dict[str, Any]:
        """The row's own fields that were changed, with their new values."""
        own = self._meta.model.MACHINE_FIELDS
        return {n: self.cleaned_data[n] for n in self.touched if n in own}

    def as_opened(self, state: dict[str, Any]) -> dict[str, Any]:
        """What the fields showed when the row stood like that, as plain values."""
        return state["fields"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        instance = self.instance
        decides = self.touched or self.is_confirmed
        if instance.pk and decides and cleaned.get("seen") != instance.version:
            tell_of_both(self, cleaned.get("seen"), self.touched)
        return cleaned

    @property
    def is_confirmed(self) -> bool:
        """Whether saving it unchanged would be a decision."""
        return True

    @property
    def is_restored(self) -> bool:
        """Whether a rejected row is to count again."""
        return False


class RowPageForm(ReviewedForm):
    """A mention or a figure: to save it is to decide on it.

    A new one names its words, by which it finds its place, unless that is given.
    """

    words = forms.CharField(
        label="Words as printed",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 24}),
        help_text="As they stand in the article; the first free place is taken.",
    )
    part = forms.ChoiceField(
        choices=[("", "wherever they stand first"), *Placed.Part.choices],
        required=False,
        help_text="Part of the article to look in.",
    )
    at = HiddenNumber()
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the book of decisions.",
    )
    restore = forms.BooleanField(
        required=False,
        label="It counts again",
        help_text="This row is rejected. Tick to bring it back.",
    )

    NOT_VALUES = ReviewedForm.NOT_VALUES | {"words", "part", "at", "restore"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["words"].disabled = True
            self.fields["words"].required = False
            self.fields["words"].help_text = ""
            self.initial["words"] = self.instance.surface
        elif self["at"].value() not in (None, ""):
            self._fix_words()

    def _fix_words(self) -> None:
        """The words were chosen at their place: others would not stand there."""
        words = self.fields["words"]
        words.widget.attrs["readonly"] = True
        words.help_text = "As they were chosen in the text."
        self.fields["part"].widget = forms.HiddenInput()

    @property
    def is_restored(self) -> bool:
        return bool(self.cleaned_data.get("restore"))

    @property
    def place(self) -> tuple[str, int | None]:
        """The part to look in, and where in it the words must stand, if given."""
        part = self.cleaned_data.get("part", "")
        return part, self.cleaned_data.get("at") if part else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rejected = self.instance.pk and self.instance.status == Status.REJECTED
        if rejected and self.touched and not self.is_restored:
            self.add_error(
                None, "This row is rejected. To change it, let it count again first."
            )
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        row, words = self.instance, self.cleaned_data.get("words")
        if self.errors or row.pk or not words or not self.has_changed():
            return
        try:
            decisions.check_words(row, words, *self.place)
        except decisions.Refused as refusal:
            self.add_error("words", str(refusal))


class FigurePageForm(RowPageForm):
    """A figure; a check that was raised can be answered."""

    value = PlainNumber(help_text="In base units: 9.781 billion is 9781000000.")
    conversion_value = PlainNumber(required=False)
    dismiss = forms.ChoiceField(
        required=False,
        label="Dismiss a check",
        help_text="The reason is shown beside it; give it below.",
    )

    NOT_VALUES = RowPageForm.NOT_VALUES | {"dismiss"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(c["code"], c["code"]) for c in self.instance.standing_checks]
        self.fields["dismiss"].choices = [("", "none"), *codes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("dismiss") and not cleaned.get("reason"):
            self.add_error("reason", "Say why the check is dismissed.")
        check_order(cleaned, "period_start", "period_end")
        words = cleaned.get("conversion_surface")
        if bool(words) != (cleaned.get("conversion_value") is not None):
            raise ValidationError(
                "Give a conversion's words and its value, or neither."
            )
        return cleaned


def check_order(cleaned: dict[str, Any], first: str, last: str) -> None:
    """Refuse a time that ends before it begins."""
    start, end = cleaned.get(first), cleaned.get(last)
    if start and end and start > end:
        raise ValidationError({last: "It ends before it begins."})
