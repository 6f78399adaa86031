"""Districts, companies and industries where articles name them."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.rows import RowAdmin
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
        *("surface", "district", "role", "article_title", "status"),
        *("confidence", "machine_says", "placed"),
    ]
    list_filter = [
        *("status", "role", "placed"),
        ("district", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["surface", "district__name", "district__slug", *ARTICLE_WORDS]
    autocomplete_fields = ["article", "district"]


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
