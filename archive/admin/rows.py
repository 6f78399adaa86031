"""Mentions and figures, each on a page of its own beside the sentence it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive import decisions
from archive.admin.forms import RowPageForm
from archive.admin.reviewed import ReviewedAdmin, decide
from archive.admin.showing import change_link, differences, passage, state
from archive.models import Figure, Mention, Status

Row = Mention | Figure


class RowAdmin(ReviewedAdmin):
    """To save a row unchanged is to confirm it; to save a change, to correct it."""

    form = RowPageForm
    own_fields: tuple[Any, ...] = ()
    readonly_fields = ["in_the_source", "standing", "document_link"]

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> list:
        if obj is None:
            place = ["article", "words", "part"]
            return [(None, {"fields": [*place, *self.own_fields, "seen", "reason"]})]
        decision = ["reason", "seen"]
        if obj.status == Status.REJECTED:
            decision.insert(0, "restore")
        return [
            (None, {"fields": ["in_the_source", "standing"]}),
            (
                "What it says",
                {
                    "fields": [*self.own_fields],
                    "description": "Saved unchanged, it counts as confirmed; saved "
                    "with a change, as corrected, and the machine leaves the changed "
                    "fields alone. Delete it to reject it: it is kept, unseen.",
                },
            ),
            ("Your decision", {"fields": [*self.decision_fields(obj), *decision]}),
        ]

    def decision_fields(self, row: Row) -> list[str]:
        return []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.related)

    related: tuple[str, ...] = ("article",)

    def get_object(self, *args: Any, **kwargs: Any) -> Row | None:
        row = super().get_object(*args, **kwargs)
        if row is not None:
            row.article.document = row.document
        return row

    def save_model(
        self, request: HttpRequest, obj: Row, form: Any, change: bool
    ) -> None:
        cleaned = form.cleaned_data
        if not change:
            decisions.add(obj, cleaned["words"], request.user, cleaned["part"])
            return
        reason = cleaned["reason"]
        done = self.decide_more(request, obj, form)
        settled = (Status.ADDED, Status.CONFIRMED, Status.REJECTED)
        confirms = not (
            done or form.values() or form.is_restored or form.instance.status in settled
        )
        done = decide(obj, form, request.user, confirms=confirms, reason=reason) or done
        obj.refresh_from_db()
        self.message_user(request, f"It is {done}." if done else self._unmoved(obj))

    def decide_more(self, request: HttpRequest, row: Row, form: Any) -> str:
        """What a form says besides the row's values; in words, or ""."""
        return ""

    def _unmoved(self, row: Row) -> str:
        return f"Nothing was changed: it was {row.get_status_display()} already."

    @admin.display(description="In the source")
    def in_the_source(self, row: Row) -> SafeString:
        return passage(row)

    @admin.display(description="Status")
    def standing(self, row: Row) -> SafeString:
        return state(row)

    @admin.display(description="Document")
    def document_link(self, row: Row) -> SafeString:
        return change_link(row.document, str(row.document))

    @admin.display(description="article", ordering="article__headline")
    def article_title(self, row: Row) -> SafeString:
        return change_link(row.article, Truncator(row.article.title).chars(60))

    @admin.display(description="the machine now says")
    def machine_says(self, row: Row) -> str:
        return "; ".join(f"{d.label}: {d.machine}" for d in differences(row)) or "–"
