"""What the desk does with every row that editors decide on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from archive import decisions
from archive.admin import telling
from archive.admin.fields import KnownSelect, clean_number, clean_text
from archive.models import Decision, Reviewed, Status

SEEN = "seen-in-list"
"""What a list's hidden fields are called that have the versions of its rows."""

_PAIR = re.compile(r"\b([0-9]+):([0-9]+)\b")


class WithKnownSelects:
    """Autocompletes that use what is loaded; days in the browser's own field."""

    formfield_overrides = {
        models.DateField: {
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        },
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # What others refer to is changed on its own page, not in passing.
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
        return field


class ReviewedAdmin(WithKnownSelects, admin.ModelAdmin):
    """Rows that are changed through decisions alone, and never deleted."""

    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    actions = ["confirm_rows", "reject_rows", "restore_rows"]
    object_history_template = "admin/archive/object_history.html"
    delete_confirmation_template = "admin/archive/reject_confirmation.html"

    class Media:
        css = {"all": ["admin-desk/desk.css"]}
        js = [forms.Script("admin-desk/names.js", defer=True)]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type:
        form = super().get_form(request, *args, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Where a decision is refused nothing is saved, and the form says why."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except decisions.Refused as refusal:
            request.refusal = f"Nothing was saved. {refusal}"
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except decisions.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            name = f"admin:archive_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[unquote(object_id)]))

    def delete_model(self, request: HttpRequest, obj: Reviewed) -> None:
        version = clean_number(request.POST.get("seen"))
        if version is None:
            raise decisions.Conflict(obj)
        reason = clean_text(request.POST.get("reason"))
        decisions.reject(obj, request.user, version, reason)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for row in queryset:
            decisions.reject(row, request.user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Rejecting takes nothing else along."""
        return [str(obj) for obj in objs], {}, set(), []

    def response_delete(
        self, request: HttpRequest, obj_display: str, obj_id: Any
    ) -> HttpResponse:
        self.message_user(request, f"Rejected, and kept: {obj_display}")
        address = reverse(f"admin:archive_{self.opts.model_name}_changelist")
        return HttpResponseRedirect(address)

    def action_checkbox(self, obj: Reviewed) -> SafeString:
        """With the version of the row that the list shows."""
        version = f"{obj.pk}:{obj.version}"
        hidden = format_html(
            '<input type="hidden" name="{}" value="{}">', SEEN, version
        )
        return super().action_checkbox(obj) + hidden

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Right: confirm", permissions=["change"])
    def confirm_rows(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._decide(request, queryset, _confirm, "confirmed")

    @admin.action(description="Wrong: reject", permissions=["delete"])
    def reject_rows(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._decide(request, queryset, decisions.reject, "rejected, and kept")

    @admin.action(description="Let rejected ones count again", permissions=["delete"])
    def restore_rows(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._decide(request, queryset, decisions.restore, "restored")

    def _decide(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        verb: Callable[..., None],
        done: str,
    ) -> None:
        """One decision for each row in the version that the list showed, all or none.

        Rows of further pages of the list are decided on as they stand.
        """
        count, seen = 0, dict(_PAIR.findall(" ".join(request.POST.getlist(SEEN))))
        try:
            with transaction.atomic():
                for row in queryset:
                    version = row.version
                    verb(row, request.user, clean_number(seen.get(str(row.pk))))
                    row.refresh_from_db(fields=["version"])
                    if row.version != version:
                        self.log_change(request, row, done.capitalize() + ".")
                        count += 1
        except decisions.Refused as refusal:
            said = f"{row}: {refusal} Nothing was decided."
            self.message_user(request, said, messages.ERROR)
            return
        names = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{count} {names} {done}.", messages.SUCCESS)

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        key = clean_number(unquote(object_id))
        entries = Decision.objects.filter(target=self.opts.model_name, target_id=key)
        context = {"decisions": telling.told(entries), **(extra_context or {})}
        return super().history_view(request, object_id, context)


def _confirm(row: Reviewed, by: Any, version: int | None) -> None:
    if row.status == Status.REJECTED:
        raise decisions.Refused("It was rejected: let it count again, if it is right.")
    decisions.confirm(row, by, version)


def let_back(row: Reviewed, by: Any, version: int | None) -> None:
    """Let a rejected row count again. Raises Refused for who may not reject it."""
    if not by.has_perm(f"{row._meta.app_label}.delete_{row._meta.model_name}"):
        raise decisions.Refused("Only who may reject it can let it count again.")
    decisions.restore(row, by, version)


def decide(
    row: Reviewed, form: Any, by: Any, *, confirms: bool, reason: str = ""
) -> str:
    """Take what a form says of a row: corrected where changed, else confirmed.

    Returns what was done, "" for nothing. Raises Refused; then nothing may be kept.
    """
    version = form.cleaned_data.get("seen")
    done = []
    if form.is_restored or (confirms and row.status == Status.REJECTED):
        let_back(row, by, version)
        done, version = ["restored"], None
    if values := form.values():
        decisions.correct(row, values, by, version, reason)
        done, version = [*done, "corrected"], None
    if confirms:
        decisions.confirm(row, by, version)
        done.append("confirmed")
    return ", ".join(done)
