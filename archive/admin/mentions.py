"""Districts, companies and industries where articles name them."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.rows import RowAdmin
from archive.admin.showing import passage
from archive.ingest.placing import is_wordless
from archive.models import CompanyMention, DistrictMention, IndustryMention

ARTICLE_WORDS = ["article__headline", "article__public_id"]


class MentionAdmin(RowAdmin):
    ordering = ["-id"]
    date_hierarchy = "article__published_on"


@admin.register(DistrictMention)
class DistrictMentionAdmin(MentionAdmin):
    own_fields = ("district", "role")
    related = ("article", "district")
    list_display = [
        *("surface", "district", "role", "basis", "article_title", "status"),
        *("confidence", "machine_says", "placed"),
    ]
    list_filter = [
        *("status", "role", "basis", "placed"),
        ("district", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["surface", "district__name", "district__slug", *ARTICLE_WORDS]
    autocomplete_fields = ["article", "district"]

    @admin.display(description="In the source")
    def in_the_source(self, row: DistrictMention) -> SafeString:
        if not is_wordless(row):
            return passage(row)
        names = ", ".join(delivery.name for delivery in row.document.deliveries.all())
        said = "No words of the story, but the name of its file gives it: {}.{}"
        return format_html(said, names, passage(row))


@admin.register(CompanyMention)
class CompanyMentionAdmin(MentionAdmin):
    own_fields = ("company",)
    related = ("article", "company")
    list_display = [
        *("surface", "company", "article_title", "status"),
        *("confidence", "machine_says", "placed"),
    ]
    list_filter = ["status", "placed", "company__kind"]
    search_fields = ["surface", "company__name", "company__slug", *ARTICLE_WORDS]
    autocomplete_fields = ["article", "company"]


@admin.register(IndustryMention)
class IndustryMentionAdmin(MentionAdmin):
    own_fields = ("industry", "keyword")
    related = ("article", "industry")
    list_display = [
        *("surface", "industry", "keyword", "article_title", "status"),
        *("confidence", "machine_says", "placed"),
    ]
    list_filter = [
        *("status", "placed"),
        ("industry", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["surface", "industry__name", "keyword", *ARTICLE_WORDS]
    autocomplete_fields = ["article", "industry"]
