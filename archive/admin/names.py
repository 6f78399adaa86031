"""A change of names on the desk: what it would change, and the articles it reads again.

What saving a form would do is found by saving, rehearsing and undoing all of it.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.admin.recording import RecordingAdmin
from archive.ingest import families, retagging
from archive.models import Article
from districts.models import Company

LISTED = 100
"""Changed documents that a preview lists; the others are counted."""


class RetaggingAdmin(RecordingAdmin):
    """Saving a thing's names brings its mentions and figures up to date.

    What that would change can be looked at before.
    """

    change_form_template = "admin/districts/names_form.html"
    actions = ["read_again"]

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: Any, change: bool
    ) -> None:
        form.names_before = retagging.names_of(obj)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        thing = form.instance
        changed = form.names_before ^ retagging.names_of(thing)
        words = {name.form for name in changed}
        if "_preview" in request.POST:
            keys = retagging.touched(thing, words).values_list("pk", flat=True)
            request.rehearsal = retagging.rehearse(list(keys) if words else [])
        elif changed:
            read = retagging.retag(thing, words)
            if not read.left:
                said = f"{articles_of(read)} read again with the new names."
                self.message_user(request, said)
            self.tell_left(request, read, [thing])

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: Any = None
    ) -> HttpResponse:
        if hasattr(request, "rehearsal"):
            return self._preview_of_form(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        if hasattr(request, "rehearsal"):
            return self._preview_of_form(request, obj)
        return super().response_change(request, obj)

    def _preview_of_form(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """What saving would change; what was just saved is undone."""
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "_preview")
            for value in values
        ]
        fields.append(("_save", "Save"))
        page = self._preview(request, request.rehearsal, f"Save {obj}?", fields)
        transaction.set_rollback(True)
        return page

    def _preview(
        self,
        request: HttpRequest,
        rehearsal: retagging.Rehearsal,
        title: str,
        fields: list[tuple[str, str]],
    ) -> HttpResponse:
        """A page with the changes, and a button that does what was rehearsed."""
        *hidden, (name, label) = fields
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "media": self.media,
            "hidden": hidden,
            "button": {"name": name, "label": label},
            "touched": rehearsal.touched,
            "looked_at": min(rehearsal.touched, retagging.AT_ONCE),
            "is_whole": rehearsal.is_whole,
            "changed": _listed(rehearsal),
            "changed_count": len(rehearsal.changed),
        }
        return TemplateResponse(request, "admin/districts/preview.html", context)

    @admin.action(
        description="Read the articles that name them again", permissions=["change"]
    )
    def read_again(self, request: HttpRequest, things: QuerySet) -> Any:
        """With the names as they are: first what would change, then, if wanted, so."""
        keys = retagging.touched_by(things)
        if "post" not in request.POST:
            rehearsal = retagging.rehearse(keys)
            chosen = [
                (admin.helpers.ACTION_CHECKBOX_NAME, str(thing.pk)) for thing in things
            ]
            fields = [*chosen, ("action", "read_again"), ("post", "Read again")]
            return self._preview(request, rehearsal, "Read the articles again?", fields)
        read = retagging.read_again(keys)
        if not read.left:
            self.message_user(request, f"{articles_of(read)} read again.")
        self.tell_left(request, read, list(things))
        return None

    def tell_left(
        self, request: HttpRequest, read: retagging.Retagged, things: list[Any]
    ) -> None:
        """Say by which command those are read that are too many for a page."""
        if read.left:
            options = " ".join(f"--{self.opts.model_name} {o.slug}" for o in things)
            self.message_user(
                request,
                f"{read.left:,} documents name this or did, too many for a page: they "
                f"are as they were until `manage.py reextract {options}` has run.",
                messages.WARNING,
            )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """What articles speak of stays; say how often, instead of listing it all."""
        in_the_way = [line for obj in objs for line in _rows_that_name(obj)]
        if in_the_way:
            return [str(obj) for obj in objs], {}, set(), in_the_way
        return super().get_deleted_objects(objs, request)


def _rows_that_name(obj: models.Model) -> list[str]:
    """The rows of the record that keep a thing from being deleted, counted."""
    lines = []
    if isinstance(obj, Company):
        named = families.rows_naming(obj)
    else:
        fields = retagging.references(type(obj))
        named = (model.objects.filter(**{field: obj}) for model, field in fields)
    for rows in named:
        model, count = rows.model, rows.count()
        if count:
            names = model._meta.verbose_name if count == 1 else None
            names = names or model._meta.verbose_name_plural
            lines.append(
                f"{obj}: {count} {names}, rejected ones included. Give them to "
                "another, or leave it: what was written stays written."
            )
    return lines


def _listed(rehearsal: retagging.Rehearsal) -> list[dict[str, Any]]:
    """The changed documents for the preview, each with its first story."""
    shown = rehearsal.changed[:LISTED]
    stories = Article.objects.filter(document__in=[each for each, _ in shown])
    stories = stories.filter(placed=True).defer("maps", "extracted")
    first = {story.document_id: story for story in stories.order_by("-anchor")}
    return [
        {
            "document": document,
            "story": first.get(document.pk),
            "added": changes.added,
            "changed": changes.changed,
            "dropped": changes.dropped,
            "disagreements": changes.disagreements,
        }
        for document, changes in shown
    ]


def articles_of(read: retagging.Retagged) -> str:
    return "1 article" if read.articles == 1 else f"{read.articles} articles"
