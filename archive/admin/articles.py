"""Articles: the source text beside the forms of all that was read in it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive import decisions, duplicates
from archive.admin.article_form import ArticleForm
from archive.admin.inlines import INLINES
from archive.admin.moving import move_piece
from archive.admin.reviewed import ReviewedAdmin
from archive.admin.showing import (
    change_link,
    differences,
    source_parts,
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


@admin.register(Article)
class ArticleAdmin(ReviewedAdmin):
    """Cut out of documents by the machine; an editor corrects, confirms, withdraws."""

    form = ArticleForm
    change_form_template = "admin/archive/article/change_form.html"
    inlines = INLINES
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
    fieldsets = [
        (None, {"fields": ["standing", "document_link", "near_identical"]}),
        ("Texts", {"fields": ["headline", "standfirst", "body", "captions", "notes"]}),
        (
            "Date",
            {
                "fields": [
                    ("published_on", "date_precision"),
                    ("published_time", "published_offset"),
                    "date_basis",
                    ("date_earliest", "date_latest"),
                    "date_reason",
                ],
                "description": "A day or a month with its basis; or none, and "
                "between which days it must be, with the reason.",
            },
        ),
        (
            "Whose words",
            {
                "fields": [
                    *("bylines", "credits", "publisher", "editor", "section"),
                    *("tags", "address", "language"),
                ]
            },
        ),
        ("Your decision", {"fields": ["confirm", "reason", "seen"]}),
    ]

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

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.move_view)
        name = "archive_article_move"
        return [path("<path:object_id>/move/", view, name=name), *super().get_urls()]

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return move_piece(self, request, object_id)

    def save_model(
        self, request: HttpRequest, obj: Article, form: Any, change: bool
    ) -> None:
        """Rows come first, so that re-reading the text finds them decided."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        done = [said for formset in formsets for said in formset.decide(request.user)]
        said = self._decide_article(request, form)
        if not (done or said):
            self.message_user(request, "Nothing was changed, and nothing confirmed.")
        elif done:
            counts = ", ".join(f"{done.count(w)} {w}" for w in dict.fromkeys(done))
            self.message_user(request, f"Rows: {counts}.")
        if said:
            self.message_user(request, f"The article: {', '.join(said)}.")
        form.instance.refresh_from_db()

    def _decide_article(self, request: HttpRequest, form: Any) -> list[str]:
        article, cleaned, by = form.instance, form.cleaned_data, request.user
        version, reason, done = cleaned["seen"], cleaned["reason"], []
        if values := form.values():
            decisions.correct(article, values, by, version, reason)
            version, done = None, ["corrected"]
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
            rows = [
                (f"{formset.formset.prefix}-{number}", form.instance)
                for formset in context["inline_admin_formsets"]
                for number, form in enumerate(formset.formset.initial_forms)
                if form.instance.pk
            ]
            context |= {
                "parts": source_parts(stored, rows),
                "text_address": text_address(stored.document, stored),
                "rejected": _rejected(stored),
                "stories": stored.document.articles.filter(placed=True).count(),
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


def _rejected(article: Article) -> list[tuple[str, int, str]]:
    """Rejected rows of the article by kind, and where they are listed."""
    found = []
    for inline in INLINES:
        model = inline.model
        count = model.objects.filter(article=article, status=Status.REJECTED).count()
        if count:
            address = reverse(f"admin:archive_{model._meta.model_name}_changelist")
            query = f"?article__id__exact={article.pk}&status__exact=rejected"
            found.append((inline.verbose_name_plural, count, address + query))
    return found
