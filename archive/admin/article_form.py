"""The form of an article: its texts, its date with the basis, who published it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminIntegerFieldWidget

from archive.admin.fields import Lines, Prose
from archive.admin.forms import ReviewedForm, check_order
from archive.decisions.rewording import laid_over, machine_body
from archive.models import Article, BodyRepair

Basis = Article.DateBasis
Precision = Article.DatePrecision
WITH_A_DAY = (Basis.STATED, Basis.ADDRESS, Basis.EDITOR)

FARTHEST = 24 * 60 - 1
"""Minutes from UTC that a zone can be."""


class ArticleForm(ReviewedForm):
    headline = Prose(rows=2, required=False)
    standfirst = Prose(rows=3, required=False)
    body = Prose(
        rows=22,
        help_text="Changed words are laid over the source as repairs; the source "
        "itself stays as it came. Figures and mentions are read again.",
    )
    captions = Prose(required=False)
    notes = Prose(required=False, label="Editor's notes in the source")
    bylines = Lines(help_text="One to a line.")
    credits = Lines(label="Photo credits", help_text="One to a line.")
    tags = Lines(help_text="One to a line.")
    date_reason = Prose(rows=2, required=False)
    published_time = forms.TimeField(
        required=False, help_text="As the source states it, in its own zone."
    )
    published_offset = forms.IntegerField(
        required=False,
        min_value=-FARTHEST,
        max_value=FARTHEST,
        widget=AdminIntegerFieldWidget,
        help_text=Article._meta.get_field("published_offset").help_text,
    )
    confirm = forms.BooleanField(
        required=False,
        label="This is right",
        help_text="Tick to confirm headline, date and the rest as they stand: the "
        "machine changes none of them any more. Merely saving confirms nothing.",
    )
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Why; kept in the book of decisions.",
    )

    NOT_VALUES = ReviewedForm.NOT_VALUES | {"confirm"}
    DAY = ("published_on", "date_precision", "published_time", "published_offset")
    DATE = (*DAY, "date_basis", "date_earliest", "date_latest", "date_reason")
    TOGETHER = DATE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A row's form may be opened on the same page; no id stands there twice.
        super().__init__(*args, **{"auto_id": "article_%s", **kwargs})
        local = self.instance.published_local
        self.initial["published_time"] = local.time() if local else None

    def as_opened(self, state: dict[str, Any]) -> dict[str, Any]:
        """With the time in its own zone, and the body as it was repaired then."""
        fields = state["fields"]
        at = fields.get("published_at")
        opened = Article(
            published_at=at and datetime.fromisoformat(at),
            published_offset=fields.get("published_offset"),
        )
        local = opened.published_local
        return {
            **fields,
            "published_time": str(local.time()) if local else None,
            "body": _body_with(self.instance, state.get("repairs", [])),
        }

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data.get("confirm"))

    @property
    def _date_is_touched(self) -> bool:
        return not set(self.DATE).isdisjoint(self.touched)

    def values(self) -> dict[str, Any]:
        values = super().values()
        if self._date_is_touched:
            values |= {name: self.cleaned_data[name] for name in Article.DATE_FIELDS}
        return values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._date_is_touched and not self.errors:
            if cleaned["published_on"]:
                self._settle_day(cleaned)
            else:
                self._settle_range(cleaned)
        return cleaned

    def _settle_day(self, cleaned: dict[str, Any]) -> None:
        """A day that is known: by whom, and at what time of it."""
        basis = cleaned["date_basis"]
        if basis not in WITH_A_DAY and "date_basis" in self.changed_data:
            self.add_error(
                "date_basis",
                "Such a date has no day: empty it, or choose another.",
            )
        if basis not in WITH_A_DAY or "date_basis" not in self.changed_data:
            cleaned["date_basis"] = Basis.EDITOR
        time, offset = cleaned["published_time"], cleaned["published_offset"]
        if "published_time" not in self.changed_data and self._day_moved:
            time = None  # the time belonged to the other day
        if cleaned["date_precision"] == Precision.MONTH:
            if time is not None and "published_time" in self.changed_data:
                self.add_error("published_time", "A time needs a day, not a month.")
            cleaned["published_on"] = cleaned["published_on"].replace(day=1)
            time = None
        if time is not None and offset is None:
            self.add_error("published_offset", "A time needs its zone.")
            return
        cleaned["published_at"] = None
        if time is None:
            cleaned["published_offset"] = None
        else:
            zone = timezone(timedelta(minutes=offset))
            local = datetime.combine(cleaned["published_on"], time, zone)
            try:
                cleaned["published_at"] = local.astimezone(UTC)
            except OverflowError:
                self.add_error("published_on", "No calendar has this moment in UTC.")
                return
        cleaned |= {"date_earliest": None, "date_latest": None, "date_reason": ""}

    @property
    def _day_moved(self) -> bool:
        return "published_on" in self.changed_data

    def _settle_range(self, cleaned: dict[str, Any]) -> None:
        """No day: inferred, for a reason, or unknown."""
        if cleaned["published_time"] and "published_time" in self.changed_data:
            self.add_error("published_time", "A time needs a day.")
        check_order(cleaned, "date_earliest", "date_latest")
        reason = cleaned["date_reason"].strip()
        named = cleaned["date_basis"]
        if named in WITH_A_DAY:
            if "date_basis" in self.changed_data:
                self.add_error("published_on", "Give the day, or another basis.")
            named = Basis.INFERRED if reason else Basis.UNKNOWN
        has_range = bool(cleaned["date_earliest"] or cleaned["date_latest"] or reason)
        if has_range and "date_basis" not in self.changed_data:
            named = Basis.INFERRED
        if named == Basis.INFERRED and not reason:
            self.add_error("date_reason", "An inferred date has a reason: say why.")
        if named == Basis.UNKNOWN:
            cleaned |= {"date_earliest": None, "date_latest": None}
            reason = ""
        cleaned |= {
            "date_basis": named,
            "date_reason": reason,
            "date_precision": Precision.DAY,
            "published_at": None,
            "published_offset": None,
        }

    class Meta:
        model = Article
        fields = [
            *("headline", "standfirst", "body", "captions", "notes"),
            *("bylines", "credits", "tags", "publisher", "editor", "section"),
            *("address", "language", "published_on", "date_precision"),
            "published_offset",
            *("date_basis", "date_earliest", "date_latest", "date_reason"),
        ]
        labels = {"date_precision": "known to the"}
        help_texts = {
            "date_precision": "Month: the day does not count, and there is no time."
        }


def _body_with(article: Article, repairs: list[list[Any]]) -> str:
    """The article's body with these repairs alone, each as the book keeps it."""
    rows = [
        BodyRepair(raw_ranges=ranges, quote=quote, replacement=words)
        for ranges, quote, words in repairs
    ]
    return laid_over(machine_body(article), rows, article.document.text).text
