"""Documents and their deliveries: what came, unaltered; nobody writes here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from archive.admin import telling
from archive.admin.read_only import ReadOnlyAdmin
from archive.admin.regions import RegionForm, region_panel
from archive.admin.remarks import answer_view, remarks_panel
from archive.admin.showing import change_link, text_address
from archive.decisions.attention import documents
from archive.highlighting import Mark, numbered_lines
from archive.ingest import World
from archive.ingest.again import in_words, read_again
from archive.models import FACTS, Delivery, Document, Figure

MOST_AT_ONCE = 20
"""Documents that are read again while an editor waits; for more there is a command."""


class NeedsALook(admin.SimpleListFilter):
    """The queue of documents that a machine cannot settle."""

    title = "needs a look"
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "has remarks or contradicting deliveries"), ("no", "no")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.filter(pk__in=documents().values("pk"))
        if self.value() == "no":
            return queryset.exclude(pk__in=documents().values("pk"))
        return queryset


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    change_form_template = "admin/archive/document/change_form.html"
    change_list_template = "admin/archive/document/change_list.html"
    object_history_template = "admin/archive/object_history.html"
    actions = ["try_again"]
    list_display = [
        *("name", "verdict", "reason_code", "reason", "region", "media_type"),
        *("size", "story_count", "remark_count", "received_at"),
    ]
    list_filter = [NeedsALook, "verdict", "reason_code", "media_type", "region"]
    list_filter += ["parser_version"]
    list_select_related = ["region"]
    search_fields = ["sha256", "deliveries__name", "deliveries__container"]
    search_fields += ["deliveries__address", "articles__headline", "reason"]
    date_hierarchy = "received_at"
    fieldsets = [
        (None, {"fields": ["verdict", "reason_code", "reason"]}),
        (
            "What is in it",
            {"fields": ["text_link", "article_list", "unplaced_list"]},
        ),
        ("How it came", {"fields": ["delivery_list", "region", "received_at"]}),
        (
            "The bytes and how they are read",
            {
                "fields": [
                    *("sha256", "size", "media_type", "page_sizes", "encoding"),
                    *("layer_version", "parser_version", "extractor_version"),
                ]
            },
        ),
    ]
    readonly_fields = [
        *("text_link", "article_list", "unplaced_list"),
        *("delivery_list", "page_sizes"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents = super().get_queryset(request).prefetch_related("deliveries")
        # A search joins the deliveries: each article would count once for each.
        placed = models.Q(articles__placed=True)
        stories = Count("articles", filter=placed, distinct=True)
        return documents.defer("text", "pages").annotate(stories=stories)

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What was decided on the document as a whole, and how it was cut."""
        document = self.get_object(request, unquote(object_id))
        entries = document.decisions.on_the_whole() if document else ()
        context = {"decisions": telling.told(entries), **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def get_urls(self) -> list[URLPattern]:
        views = (
            ("text", require_safe(self.text_view)),
            ("again", require_POST(self.again_view)),
            ("region", require_POST(self.region_view)),
            ("answer", require_POST(self.answer_view)),
        )
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(view),
                    name=f"archive_document_{name}",
                )
                for name, view in views
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        problems = Delivery.objects.filter(document=None).count()
        context = {"problem_count": problems, **(extra_context or {})}
        return super().changelist_view(request, context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        document = context.get("original")
        if document:
            context["remarks"] = remarks_panel(document, request.user)
        if document and not document.is_purged and self.has_again_permission(request):
            context |= {"may_try_again": True, "region": region_panel(document)}
        return super().render_change_form(request, context, *args, **kwargs)

    def has_again_permission(self, request: HttpRequest) -> bool:
        """Nobody changes a document; to have it read again is an editor's right."""
        return request.user.has_perm("archive.change_document")

    @admin.action(description="Try again: read from the bytes", permissions=["again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        if (count := queryset.count()) > MOST_AT_ONCE:
            said = (
                f"{count} documents are too many to wait for ({MOST_AT_ONCE} at most)"
            )
            said += "; `manage.py reparse` reads any number of them again."
            self.message_user(request, said, messages.ERROR)
            return
        self._read_again(request, list(queryset.values_list("pk", flat=True)))

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The button on a document's page."""
        document = get_object_or_404(Document, pk=pk)
        if not self.has_again_permission(request):
            raise PermissionDenied
        self._read_again(request, [document.pk])
        address = reverse("admin:archive_document_change", args=[document.pk])
        return HttpResponseRedirect(address)

    def region_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form on a document's page that states its region."""
        document = get_object_or_404(Document, pk=pk)
        if not self.has_again_permission(request):
            raise PermissionDenied
        level, said = RegionForm(request.POST).state(document, request.user)
        if level == messages.SUCCESS:
            self.log_change(request, document, said)
        self.message_user(request, said, level)
        address = reverse("admin:archive_document_change", args=[document.pk])
        return HttpResponseRedirect(address)

    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The buttons beside a document's remarks."""
        return answer_view(self, request, get_object_or_404(Document, pk=pk))

    def _read_again(self, request: HttpRequest, keys: list[int]) -> None:
        world, found = World(), []
        for document in Document.objects.filter(pk__in=keys).iterator(chunk_size=1):
            again = read_again(document, world)
            found.append(again)
            self.log_change(request, document, f"Read again: {again.result}.")
            if again.failed:
                said = f"{again.name}: {again.result}. {again.reason}"
                self.message_user(request, said, messages.WARNING)
        counts = in_words(again.result for again in found)
        level = messages.SUCCESS if not all(a.failed for a in found) else messages.INFO
        self.message_user(request, f"Read again: {counts}.", level)

    def text_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The document's stored text, with all that was read in it marked."""
        document = get_object_or_404(Document, pk=pk)
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"The text of {document}",
            "opts": self.opts,
            "document": document,
            "lines": numbered_lines(document.text, _marks(document)),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/archive/document_text.html", context)

    @admin.display(description="document")
    def name(self, document: Document) -> str:
        names = [delivery.name for delivery in document.deliveries.all()]
        more = f" (+{len(names) - 1})" if len(names) > 1 else ""
        return names[0] + more if names else document.sha256[:12]

    @admin.display(description="articles", ordering="stories")
    def story_count(self, document: Document) -> int:
        return document.stories

    @admin.display(description="remarks")
    def remark_count(self, document: Document) -> int:
        return len(document.remarks)

    @admin.display(description="Its text")
    def text_link(self, document: Document) -> SafeString:
        address = text_address(document)
        return format_html('<a href="{}">As it came, with all marks</a>', address)

    @admin.display(description="Articles")
    def article_list(self, document: Document) -> SafeString:
        articles = document.articles.filter(placed=True)
        return _listed(change_link(article, article.title) for article in articles)

    @admin.display(description="Articles without a place")
    def unplaced_list(self, document: Document) -> SafeString:
        articles = document.articles.filter(placed=False)
        return _listed(change_link(article, article.title) for article in articles)

    @admin.display(description="Deliveries")
    def delivery_list(self, document: Document) -> SafeString:
        deliveries = document.deliveries.select_related("region")
        return _listed(
            change_link(
                d, f"{place_of(d)}, {d.region}, {d.received_at:%Y-%m-%d %H:%M} UTC"
            )
            for d in deliveries
        )

    @admin.display(description="Pages")
    def page_sizes(self, document: Document) -> str:
        sizes = [f"{page['width']:g} × {page['height']:g}" for page in document.pages]
        if not sizes:
            return "–"
        said = ", ".join(dict.fromkeys(sizes))
        return f"{len(sizes)}, in points {said[:200]}"


def place_of(delivery: Delivery) -> str:
    """Its name, and what it lay in."""
    if delivery.container:
        return f"{delivery.name} in {delivery.container}"
    return delivery.name


def _marks(document: Document) -> list[Mark]:
    marks = [
        Mark(start, end, "story", title=article.title)
        for article in document.articles.filter(placed=True)
        for start, end in article.ranges
    ]
    for model in FACTS:
        kind = "figure" if model is Figure else model.ENTITY
        for row in model.objects.visible().filter(document=document):
            if not row.surface:
                continue  # the file's name gives it, no words
            title = f"{kind}: {row.get_status_display()}"
            marks += [Mark(start, end, kind, title=title) for start, end in row.ranges]
    return marks


def _listed(entries: Any) -> SafeString:
    return render_to_string("admin/archive/_entries.html", {"entries": list(entries)})
