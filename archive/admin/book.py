"""The book of decisions, the layers over the source, and what lost its place."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from archive import decisions
from archive.admin import telling
from archive.admin.read_only import ReadOnlyAdmin
from archive.admin.reverting import revert_view
from archive.admin.showing import change_link
from archive.models import BodyRepair, Decision, FormerAddress, PieceMove, Reviewed

ON_A_PAGE = 100
"""Decisions without a place that are listed together."""


class OfDocumentAdmin(ReadOnlyAdmin):
    """Read-only rows that name their document."""

    readonly_fields = ["document_link"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("document")
        rows = rows.defer("document__text")
        return rows.prefetch_related("document__deliveries")

    @admin.display(description="document", ordering="document")
    def document_link(self, row: Any) -> SafeString | str:
        return change_link(row.document, str(row.document)) if row.document else "–"


@admin.register(Decision)
class DecisionAdmin(OfDocumentAdmin):
    """Who decided what, when and why. Lines are only ever added."""

    list_display = ["made_at", "who", "done", "target", "quote_in_short", "changes"]
    list_display += ["reason", "row_link", "document_link"]
    list_filter = ["action", "target", ("made_by", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["quote", "reason", "made_by_name", "document__sha256"]
    search_fields += ["document__deliveries__name"]
    date_hierarchy = "made_at"
    readonly_fields = ["document_link", "row_link", "changes", "who", "words_in_place"]
    readonly_fields += ["done"]
    fields = [
        *("made_at", "who", "done", "target", "row_link", "document_link"),
        *("words_in_place", "changes", "reason", "raw_ranges"),
    ]

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "archive_decision_"
        return [
            path("unplaced/", wrap(self.unplaced_view), name=f"{name}unplaced"),
            path("<int:pk>/revert/", wrap(self.revert_view), name=f"{name}revert"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def revert_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return revert_view(self, request, pk)

    @method_decorator(require_safe)
    def unplaced_view(self, request: HttpRequest) -> HttpResponse:
        """Every decision whose words stand in no article any more."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = Paginator(decisions.unplaced(), ON_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        rows = [(row, *_words_and_status(row)) for row in page]
        context = {
            **self.admin_site.each_context(request),
            "title": "Decisions without a place",
            "opts": self.opts,
            "page": page,
            "rows": [
                {
                    "kind": row._meta.verbose_name,
                    "link": change_link(row, words),
                    "status": status,
                    "document": change_link(row.document, str(row.document)),
                }
                for row, words, status in rows
            ],
            "media": self.media,
        }
        return TemplateResponse(request, "admin/archive/unplaced.html", context)

    @admin.display(description="who", ordering="made_by_name")
    def who(self, decision: Decision) -> str:
        return decision.made_by_name or "–"

    @admin.display(description="what was done", ordering="action")
    def done(self, decision: Decision) -> str:
        return telling.done(decision)

    @admin.display(description="words", ordering="quote")
    def quote_in_short(self, decision: Decision) -> str:
        quote = decision.quote
        return quote if len(quote) <= 80 else quote[:80] + " …"

    @admin.display(description="words in their place")
    def words_in_place(self, decision: Decision) -> str:
        return f"… {decision.before}[{decision.quote}]{decision.after} …"

    @admin.display(description="what changed")
    def changes(self, decision: Decision) -> SafeString:
        context = {"changes": telling.changes(decision)}
        return render_to_string("admin/archive/_changes.html", context)

    @admin.display(description="row")
    def row_link(self, decision: Decision) -> SafeString | str:
        if decision.target_id is None:
            return "–"
        app = "districts" if decision.target_slug else "archive"
        name = f"admin:{app}_{decision.target}_change"
        address = reverse(name, args=[decision.target_id])
        return format_html('<a href="{}">open</a>', address)


def _words_and_status(row: Any) -> tuple[str, str]:
    """How a row without a place is listed."""
    words = str(row) if len(str(row)) <= 120 else str(row)[:120] + " …"
    status = row.get_status_display() if isinstance(row, Reviewed) else "not replayed"
    return words, status


@admin.register(PieceMove)
class PieceMoveAdmin(OfDocumentAdmin):
    """Pieces that an editor gave to another story; replayed on every parse."""

    list_display = ["quote", "document_link", "raw_start", "to_raw_start", "placed"]
    list_filter = ["placed"]
    search_fields = ["quote", "document__sha256", "document__deliveries__name"]
    fields = ["quote", "document_link", "raw_ranges", "to_raw_start", "placed"]


@admin.register(BodyRepair)
class BodyRepairAdmin(OfDocumentAdmin):
    """Words that an editor put in place of the source's; laid over every parse."""

    list_display = ["quote", "replacement", "article_link", "document_link", "placed"]
    list_filter = ["placed"]
    list_select_related = ["article"]
    search_fields = ["quote", "replacement", "document__sha256"]
    search_fields += ["document__deliveries__name"]
    readonly_fields = ["document_link", "article_link"]
    fields = ["quote", "replacement", "article_link", "document_link", "raw_ranges"]
    fields += ["placed"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BodyRepair]:
        return super().get_queryset(request).select_related("article", "document")

    @admin.display(description="article")
    def article_link(self, repair: BodyRepair) -> SafeString | str:
        if repair.article is None:
            return "–"
        return change_link(repair.article, repair.article.title)


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnlyAdmin):
    """Addresses that once were public, and where they lead now."""

    list_display = ["public_id", "leads_to"]
    list_select_related = ["article", "figure"]
    search_fields = ["public_id", "article__headline", "figure__surface"]
    list_filter = [("article", admin.EmptyFieldListFilter)]
    list_filter += [("figure", admin.EmptyFieldListFilter)]
    readonly_fields = ["leads_to"]
    fields = ["public_id", "leads_to"]

    @admin.display(description="leads to")
    def leads_to(self, former: FormerAddress) -> SafeString | str:
        if former.figure is not None:
            return change_link(former.figure, f"figure {former.figure}")
        if former.article is not None:
            return change_link(former.article, former.article.title)
        return "nothing: it is gone"
