"""Documents and their deliveries: what came, unaltered; nobody writes here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.showing import change_link, text_address
from archive.highlighting import Mark, numbered_lines
from archive.ingest.matching import MODELS
from archive.models import Delivery, Document, Figure


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are seen here and changed nowhere, by nobody."""

    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    actions = None

    class Media:
        css = {"all": ["admin-desk/desk.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = [
        *("name", "verdict", "reason", "region", "media_type", "size"),
        *("story_count", "remark_count", "received_at"),
    ]
    list_filter = ["verdict", "reason_code", "region", "media_type"]
    list_filter += ["parser_version"]
    list_select_related = ["region"]
    search_fields = ["sha256", "deliveries__name", "articles__headline", "reason"]
    date_hierarchy = "received_at"
    fieldsets = [
        (None, {"fields": ["verdict", "reason_code", "reason", "remark_list"]}),
        (
            "What is in it",
            {"fields": ["text_link", "article_list", "unplaced_list"]},
        ),
        ("How it came", {"fields": ["delivery_list", "region", "received_at"]}),
        (
            "The bytes and how they are read",
            {
                "fields": [
                    *("sha256", "size", "media_type", "encoding"),
                    *("layer_version", "parser_version", "extractor_version"),
                ]
            },
        ),
    ]
    readonly_fields = [
        *("remark_list", "text_link", "article_list", "unplaced_list"),
        "delivery_list",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents = super().get_queryset(request).prefetch_related("deliveries")
        stories = Count("articles", filter=models.Q(articles__placed=True))
        return documents.defer("text").annotate(stories=stories)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.text_view)
        name = "archive_document_text"
        return [path("<path:object_id>/text/", view, name=name), *super().get_urls()]

    def text_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The document's stored text, with all that was read in it marked."""
        document = get_object_or_404(Document, pk=unquote(object_id))
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

    @admin.display(description="Remarks")
    def remark_list(self, document: Document) -> SafeString:
        return _listed(document.remarks)

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
            change_link(d, f"{d.name}, {d.region}, {d.received_at:%Y-%m-%d %H:%M} UTC")
            for d in deliveries
        )


class ProblemFilter(admin.SimpleListFilter):
    title = "could it be read"
    parameter_name = "problem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "it could be read"), ("yes", "no bytes could be read")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(document__isnull=self.value() == "yes")
        return queryset


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["name", "region", "document_link", "container", "problem"]
    list_display += ["received_at"]
    list_filter = [ProblemFilter, "region"]
    list_select_related = ["region", "document"]
    search_fields = ["name", "address", "container", "document__sha256"]
    date_hierarchy = "received_at"
    fields = ["name", "document_link", "region", "address", "container", "problem"]
    readonly_fields = ["document_link"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return super().get_queryset(request).defer("document__text")

    @admin.display(description="document", ordering="document")
    def document_link(self, delivery: Delivery) -> SafeString | str:
        if delivery.document is None:
            return "–"
        return change_link(delivery.document, delivery.document.sha256[:12])


def _marks(document: Document) -> list[Mark]:
    marks = [
        Mark(start, end, "story", title=article.title)
        for article in document.articles.filter(placed=True)
        for start, end in article.ranges
    ]
    for model in MODELS:
        kind = "figure" if model is Figure else model.ENTITY
        for row in model.objects.visible().filter(document=document):
            title = f"{kind}: {row.get_status_display()}"
            marks += [Mark(start, end, kind, title=title) for start, end in row.ranges]
    return marks


def _listed(entries: Any) -> SafeString:
    return render_to_string("admin/archive/_entries.html", {"entries": list(entries)})
