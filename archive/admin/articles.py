"""Articles: the source text beside all that was read in it, and the article's form."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from archive import decisions, duplicates
from archive.admin.article_form import ArticleForm
from archive.admin.desk.deciding import decide_view
from archive.admin.desk.listing import Desk
from archive.admin.fields import KnownSelect
from archive.admin.moving import move_piece
from archive.admin.reviewed import ReviewedAdmin, let_back
from archive.admin.showing import (
    change_link,
    differences,
    state,
    text_address,
)
from archive.models import Article, Figure, Status
from archive.wording import published_iso, range_of_days_in_words

_FIGURES = Subquery(
    Figure.objects.visible()
    .filter(article=OuterRef("pk"))
    .order_by()
    .values("article")
    .annotate(count=Count("pk"))
    .values("count")
)


ABOUT = ["document_link", "near_identical"]
DATE = [
    *("date_basis", ("date_earliest", "date_latest"), "date_reason"),
    *(("published_on", "date_precision"), ("published_time", "published_offset")),
]
WHOSE = ["bylines", "credits", "publisher", "editor", "section", "tags", "address"]
WHOSE += ["language"]


@admin.register(Article)
class ArticleAdmin(ReviewedAdmin):
    """Cut out of documents by the machine; an editor corrects, confirms, withdraws."""

    class Media:
        js = [Script("admin-desk/desk.js", defer=True)]

    form = ArticleForm
    change_form_template = "admin/archive/article/change_form.html"
    list_display = [
        *("title_in_list", "date", "date_basis", "publisher", "document_link"),
        *("figure_count", "status", "machine_says", "placed"),
    ]
    list_filter = [
        *("status", "placed", "date_basis", "figures__flagged"),
        ("document__region", admin.RelatedOnlyFieldListFilter),
        "language",
    ]
    search_fields = [
        *("headline", "publisher", "public_id", "document__sha256"),
        "document__deliveries__name",
    ]
    date_hierarchy = "published_on"
    ordering = ["-published_on", "public_id"]
    readonly_fields = ["standing", "document_link", "near_identical"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles are cut out of documents, not written here."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return (
            super()
            .get_queryset(request)
            .select_related("document")
            .prefetch_related("document__deliveries")
            .annotate(shown_figures=Coalesce(_FIGURES, 0))
        )

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list:
        """Folded but for the decision; the heads of the folds say what is in them."""
        date = f"Date: {self.date(obj)}, {obj.get_date_basis_display()}"
        said_of_date = (
            "A day or a month with its basis; or none, and between which days it must "
            "be, with the reason."
        )
        folds = [
            ("About it", "", ABOUT),
            ("Texts", "", ["headline", "standfirst", "body", "captions", "notes"]),
            (date, said_of_date, DATE),
            ("Whose words", "", WHOSE),
        ]
        return [
            *(
                (name, {"fields": fields, "description": said, "classes": ["collapse"]})
                for name, said, fields in folds
            ),
            (None, {"fields": ["standing", "confirm", "reason", "seen"]}),
        ]

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "archive_article_"
        return [
            path("<int:pk>/move/", wrap(self.move_view), name=f"{name}move"),
            path("<int:pk>/decide/", wrap(self.decide_view), name=f"{name}decide"),
            path("<int:pk>/alike/", wrap(self.alike_view), name=f"{name}alike"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return decide_view(self, request, pk)

    @method_decorator(require_GET)
    def alike_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How many rows of the archive are alike to each row of the desk."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        lines = Desk(article, request.user).count_alike()
        return render(request, "admin/archive/article/_counted.html", {"lines": lines})

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return move_piece(self, request, pk)

    def save_model(
        self, request: HttpRequest, obj: Article, form: Any, change: bool
    ) -> None:
        """What the form says is taken as decisions, in `save_related`."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        said = ", ".join(self._decide_article(request, form))
        told = f"The article: {said}." if said else "Nothing was changed or confirmed."
        self.message_user(request, told)
        form.instance.refresh_from_db()

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Back to the desk; what was done is told already."""
        return HttpResponseRedirect(request.path)

    def _decide_article(self, request: HttpRequest, form: Any) -> list[str]:
        article, cleaned, by = form.instance, form.cleaned_data, request.user
        version, reason, done = cleaned["seen"], cleaned["reason"], []
        if form.is_confirmed and article.status == Status.REJECTED:
            let_back(article, by, version)
            version, done = None, ["restored"]
        if values := form.values():
            decisions.correct(article, values, by, version, reason)
            version, done = None, [*done, "corrected"]
        if "body" in form.touched:
            count = decisions.repair_body(article, cleaned["body"], by, version, reason)
            version, done = None, [*done, f"{count} repairs in the body"]
        if form.is_confirmed:
            decisions.confirm(article, by, version)
            done.append("confirmed")
        return done

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article is not None:
            # The form has put what was filled in on its own copy of the row.
            stored = Article.objects.select_related("document").get(pk=article.pk)
            decide = reverse("admin:archive_article_decide", args=[stored.pk])
            context |= {
                "desk": Desk(stored, request.user),
                "decide_address": decide,
                "text_address": text_address(stored.document, stored),
                "is_nav_sidebar_enabled": False,
                "media": context["media"] + _panel_media(self.admin_site),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="article", ordering="headline")
    def title_in_list(self, article: Article) -> str:
        withdrawn = article.status == Status.REJECTED
        return f"{article.title} (withdrawn)" if withdrawn else article.title

    @admin.display(description="date", ordering="published_on")
    def date(self, article: Article) -> str:
        if article.published_on:
            return published_iso(article.published_on, article.date_precision)
        if article.date_basis == Article.DateBasis.INFERRED:
            return range_of_days_in_words(article.date_earliest, article.date_latest)
        return "not stated"

    @admin.display(description="Document", ordering="document")
    def document_link(self, article: Article) -> SafeString:
        return change_link(article.document, str(article.document))

    @admin.display(description="Near-identical stories")
    def near_identical(self, article: Article) -> SafeString | str:
        """Lists show one of them; which one follows from what editors decided."""
        group = duplicates.group_of(article)
        if not group.others:
            return "none"
        entries = [
            format_html(
                "{}{}",
                change_link(other, f"{other.title} ({other.file_name})"),
                " – shown in lists" if other.pk == group.leading.pk else "",
            )
            for other in group.others
        ]
        if group.leading.pk == article.pk:
            entries.insert(0, "This one is shown in lists.")
        if group.more:
            entries.append(format_html("and {} more", group.more))
        entries_template = "admin/archive/_entries.html"
        return render_to_string(entries_template, {"entries": entries})

    @admin.display(description="Status")
    def standing(self, article: Article) -> SafeString:
        return state(article)

    @admin.display(description="the machine now says")
    def machine_says(self, article: Article) -> str:
        found = differences(article)
        return "; ".join(f"{d.label}: {d.machine}" for d in found) or "–"

    @admin.display(description="figures")
    def figure_count(self, article: Article) -> int:
        return article.shown_figures


def _panel_media(site: admin.AdminSite) -> Media:
    """What the forms of rows need that are opened in the desk's panel."""
    return KnownSelect(Figure._meta.get_field("indicator"), site).media
