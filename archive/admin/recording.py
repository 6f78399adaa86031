"""Known things on the desk: each change is in the book, and none overwrites another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from archive import decisions
from archive.admin import telling
from archive.admin.fields import clean_text
from archive.admin.thing_form import WHY, ThingForm, mark, opened_as
from archive.decisions import things
from archive.decisions.thing_states import NAMES
from archive.ingest import families
from archive.models import Decision

ON_A_PAGE = 100
"""Deleted things that are listed together."""


class RecordingAdmin(admin.ModelAdmin):
    """Things whose changes are in the book, with who and why, and can be taken back."""

    form = ThingForm
    change_list_template = "admin/districts/thing_list.html"
    object_history_template = "admin/archive/object_history.html"
    delete_confirmation_template = "admin/districts/delete_confirmation.html"

    class Media:
        css = {"all": ["admin-desk/desk.css"]}
        js = [forms.Script("admin-desk/names.js", defer=True)]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.deleted_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        context = {"has_change_permission": self.has_change_permission(request)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        own = [
            (
                name,
                {**said, "fields": [f for f in said["fields"] if f not in WHY]},
            )
            for name, said in super().get_fieldsets(request, obj)
        ]
        may = self.has_change_permission(request, obj)
        may = may if obj else self.has_add_permission(request)
        return [*own, ("Why", {"fields": list(WHY)})] if may else own

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        """What is there keeps its slug: its address, and its name in other archives."""
        own = super().get_readonly_fields(request, obj)
        return [*own, "slug"] if obj else [*own]

    def get_object(self, request: HttpRequest, *args: Any) -> models.Model | None:
        """To be changed or deleted: as it stands, and as nobody else can change it."""
        if request.method == "POST":
            families.alone()
        return super().get_object(request, *args)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: models.Model, *args: Any
    ) -> dict[str, Any]:
        """Names that another has changed since the page was opened are shown anew."""
        options = super().get_formset_kwargs(request, obj, *args)
        if request.method == "POST" and obj.pk:
            now, names = things.state_of(obj), NAMES[type(obj)]
            opened = opened_as(obj, now, request.POST.get("seen", ""))
            if opened.get(names) != now[names]:
                for sent in ("data", "files", "save_as_new"):
                    del options[sent]
        return options

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        action = Decision.Action.CORRECT if change else Decision.Action.ADD
        reason = form.cleaned_data.get("reason", "")
        things.record(action, form.instance, form.before, request.user, reason)

    def render_delete_form(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> HttpResponse:
        context["seen"] = mark(things.state_of(context["object"]))
        return super().render_delete_form(request, context)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        if clean_text(request.POST.get("seen")) != mark(things.state_of(obj)):
            raise decisions.Conflict(obj)
        things.delete(obj, request.user, clean_text(request.POST.get("reason")))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for thing in queryset:
                things.delete(thing, request.user)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except decisions.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(self._list_address())

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        thing = self.get_object(request, admin.utils.unquote(object_id))
        entries = things.entries_of(thing) if thing else ()
        context = {"decisions": telling.told(entries), **(extra_context or {})}
        return super().history_view(request, object_id, context)

    @method_decorator(require_safe)
    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted, each to be made again as it stood."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        pages = Paginator(things.deletions(self.model), ON_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "page": page,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/districts/deleted.html", context)

    def _list_address(self) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return reverse(name)
