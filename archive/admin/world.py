"""Known things on the desk: places, companies, industries, indicators."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from archive.admin.names import RetaggingAdmin, articles_of
from archive.ingest import retagging
from archive.models import CompanyMention
from districts.admin import (
    CompanyAdmin,
    DistrictAdmin,
    IndicatorAdmin,
    IndustryAdmin,
)
from districts.models import Company, District, Indicator, Industry

for known in (District, Company, Industry, Indicator):
    admin.site.unregister(known)


@admin.register(District)
class RetaggingDistrictAdmin(RetaggingAdmin, DistrictAdmin):
    pass


@admin.register(Company)
class RetaggingCompanyAdmin(RetaggingAdmin, CompanyAdmin):
    """Names that were found in texts are confirmed or rejected here.

    One that is saved with a change is confirmed by that.
    """

    list_display = [*CompanyAdmin.list_display, "stories"]
    actions = [*RetaggingAdmin.actions, "confirm_names", "reject_names"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        mentions = CompanyMention.objects.visible().filter(company=OuterRef("pk"))
        counted = (
            mentions.order_by()
            .values("company")
            .annotate(stories=Count("article", distinct=True))
        )
        stories = Coalesce(Subquery(counted.values("stories")), 0)
        return Company.objects.annotate(story_count=stories)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Of the names to be reviewed those of most stories come first."""
        if request.GET.get("standing__exact") == Company.Standing.FOUND:
            return ["-story_count", "name"]
        return ["name"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """To be chosen for a mention: all but rejected names."""
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.shown()
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="stories", ordering="story_count")
    def stories(self, company: Company) -> int:
        return company.story_count

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        company = form.instance
        is_changed = form.has_changed() or any(each.has_changed() for each in formsets)
        if company.is_found and is_changed:
            company.confirm()
            company.save()
        super().save_related(request, form, formsets, change)

    @admin.action(description="Confirm the name", permissions=["change"])
    def confirm_names(self, request: HttpRequest, companies: QuerySet) -> None:
        chosen = list(companies.exclude(standing=Company.Standing.KNOWN))
        read = sum(map(retagging.confirm_name, chosen), retagging.Retagged(0))
        self._tell(request, chosen, "confirmed", read)

    @admin.action(description="Reject the name", permissions=["change"])
    def reject_names(self, request: HttpRequest, companies: QuerySet) -> None:
        rejected, read = [], retagging.Retagged(0)
        for company in companies:
            if not company.is_found:
                why = "only names found in texts can be rejected"
            else:
                try:
                    read += retagging.reject_name(company)
                    rejected.append(company)
                    continue
                except retagging.NameKept as kept:
                    why = f"a person kept {kept.number} of its mentions or figures"
            self.message_user(request, f"{company}: {why}.", messages.WARNING)
        self._tell(request, rejected, "rejected", read)

    def _tell(
        self,
        request: HttpRequest,
        companies: list[Company],
        what: str,
        read: retagging.Retagged,
    ) -> None:
        for company in companies:
            self.log_change(request, company, f"Name {what}.")
        names = "1 name" if len(companies) == 1 else f"{len(companies)} names"
        self.message_user(request, f"{names} {what}, {articles_of(read)} read again.")
        self.tell_left(request, read, companies)


@admin.register(Industry)
class RetaggingIndustryAdmin(RetaggingAdmin, IndustryAdmin):
    pass


@admin.register(Indicator)
class RetaggingIndicatorAdmin(RetaggingAdmin, IndicatorAdmin):
    pass
