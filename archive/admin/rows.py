"""Mentions and figures, each on a page of its own beside the sentence it is about."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods

from archive import decisions
from archive.admin.desk.returning import way_back
from archive.admin.desk.spreading import alike_view
from archive.admin.fields import clean_number, clean_text
from archive.admin.forms import RowPageForm
from archive.admin.reviewed import ReviewedAdmin, decide
from archive.admin.showing import change_link, differences, passage, state
from archive.decisions.reading_words import read_words
from archive.models import Article, Figure, Mention, Status

Row = Mention | Figure

READ = "_read"
"""The button by which the machine reads the words of a row that is made by hand."""


class RowAdmin(ReviewedAdmin):
    """To save a row unchanged is to confirm it; to save a change, to correct it."""

    form = RowPageForm
    add_form_template = change_form_template = "admin/archive/row_form.html"
    own_fields: tuple[Any, ...] = ()
    readonly_fields = ["in_the_source", "standing", "document_link"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.alike_view)
        name = f"archive_{self.opts.model_name}_alike"
        return [path("<int:pk>/alike/", view, name=name), *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def alike_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return alike_view(self, request, pk)

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> list:
        if obj is None:
            place = ["article", "words", "part"]
            own = [*self.own_fields, "at", "seen", "reason"]
            return [(None, {"fields": [*place, *own]})]
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

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of words that are given, what the machine reads in them."""
        given = super().get_changeform_initial_data(request)
        given = {name: clean_text(value) for name, value in given.items()}
        at, part = given.get("at", ""), given.get("part", "")
        articles = Article.objects.select_related("document")
        article = articles.filter(pk=clean_number(given.get("article"))).first()
        is_known = part in ("", *Article.PARTS)
        if article is None or not given.get("words") or not is_known:
            return given
        place = part, clean_number(at)
        try:
            said = read_words(self.model, article, given["words"], *place)
        except decisions.Refused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return given
        if not at:
            del said["at"]  # the first free place is taken, wherever it was read
        if said.keys() <= {"part", "at"}:
            words = "Nothing could be read in these words: fill in the fields."
            self.message_user(request, words, messages.WARNING)
        return {**given, **said}

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asked to read the words, it opens anew with what they say."""
        if READ not in request.POST:
            return super().add_view(request, *args, **kwargs)
        names = ("article", "words", "part", "at")
        given = {name: clean_text(request.POST.get(name)) for name in names}
        query = {**given, "next": clean_text(request.GET.get("next"))}
        kept = urlencode({name: value for name, value in query.items() if value})
        return HttpResponseRedirect(f"{request.path}?{kept}")

    def save_model(
        self, request: HttpRequest, obj: Row, form: Any, change: bool
    ) -> None:
        cleaned = form.cleaned_data
        if not change:
            decisions.add(obj, cleaned["words"], request.user, *form.place)
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

    def response_add(
        self, request: HttpRequest, obj: Row, post_url_continue: str | None = None
    ) -> HttpResponse:
        if back := _go_back(request, obj):
            self.message_user(request, f"Added: “{Truncator(obj.surface).chars(60)}”.")
            return back
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Row) -> HttpResponse:
        return _go_back(request, obj) or super().response_change(request, obj)

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


def _go_back(request: HttpRequest, row: Row) -> HttpResponse | None:
    """After a plain save, to the page that sent the editor here."""
    back = way_back(request, row)
    return HttpResponseRedirect(back) if back and "_save" in request.POST else None
