"""Known things on the desk: places, companies, industries, indicators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from archive import decisions, likely_companies
from archive.admin import merging
from archive.admin.names import RetaggingAdmin, articles_of
from archive.admin.recording import RecordingAdmin
from archive.ingest import families, retagging
from archive.models import CompanyMention
from districts.admin import (
    CompanyAdmin,
    DistrictAdmin,
    IndicatorAdmin,
    IndustryAdmin,
    RegionAdmin,
)
from districts.models import Company, District, Indicator, Industry, Region

for known in (Region, District, Company, Industry, Indicator):
    admin.site.unregister(known)


@admin.register(Region)
class RecordedRegionAdmin(RecordingAdmin, RegionAdmin):
    def response_change(self, request: HttpRequest, obj: Region) -> HttpResponse:
        """Its stories are many: they are read by what it says now when asked to be."""
        words = (
            "Names of files, currencies and places in its stories are read by this "
            f"once `manage.py reextract --region {obj.slug}` has run."
        )
        if obj.document_set.exists():
            self.message_user(request, words, messages.WARNING)
        return super().response_change(request, obj)


@admin.register(District)
class RetaggingDistrictAdmin(RetaggingAdmin, DistrictAdmin):
    pass


@admin.register(Company)
class RetaggingCompanyAdmin(RetaggingAdmin, CompanyAdmin):
    """Names that were found in texts are confirmed or rejected here.

    One that is saved with a change is confirmed by that.
    """

    list_display = [*CompanyAdmin.list_display, "stories"]
    actions = [
        *RetaggingAdmin.actions,
        *("merge_companies", "confirm_names", "reject_names"),
    ]
    change_list_template = "admin/districts/company/list.html"
    change_form_template = "admin/districts/company/form.html"

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "districts_company_"
        return [
            path("merge/", wrap(self.merge_view), name=f"{name}merge"),
            path("likely/", wrap(self.likely_view), name=f"{name}likely"),
            path("<int:pk>/apart/", wrap(self.apart_view), name=f"{name}apart"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def merge_view(self, request: HttpRequest) -> HttpResponse:
        return merging.merge_view(self, request)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def likely_view(self, request: HttpRequest) -> HttpResponse:
        return merging.likely_view(self, request)

    @method_decorator(require_POST)
    def apart_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return merging.apart_view(self, request, pk)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        company = context.get("original")
        if company is not None and not (company.is_rejected or company.is_merged):
            context["merged"] = families.members_of(company)[1:]
            context["likely"] = [
                {
                    "company": one.company,
                    "reason": one.reason.words,
                    "merge": merging.merge_address(company, one.company),
                }
                for one in likely_companies.suggest(company)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

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
        is_changed = form.changed_fields or any(each.has_changed() for each in formsets)
        if company.is_found and is_changed:
            company.confirm()
            company.save()
        elif company.is_merged and is_changed:
            # Once it is taken apart it is known: its name is a person's word now.
            company.spelling = ""
            company.save()
        super().save_related(request, form, formsets, change)

    @admin.action(description="Merge…", permissions=["change"])
    def merge_companies(
        self, request: HttpRequest, companies: QuerySet
    ) -> HttpResponse:
        return HttpResponseRedirect(merging.merge_address(*companies[: merging.MOST]))

    @admin.action(description="Confirm the name", permissions=["change"])
    def confirm_names(self, request: HttpRequest, companies: QuerySet) -> None:
        chosen = companies.exclude(standing=Company.Standing.KNOWN)
        self._decide(request, chosen, decisions.confirm_name, "confirmed")

    @admin.action(description="Reject the name", permissions=["change"])
    def reject_names(self, request: HttpRequest, companies: QuerySet) -> None:
        self._decide(request, companies, decisions.reject_name, "rejected")

    def _decide(
        self, request: HttpRequest, companies: QuerySet, verb: Callable, what: str
    ) -> None:
        done, read = [], retagging.Retagged(0)
        for company in companies:
            try:
                read += verb(company, request.user)
                done.append(company)
            except decisions.Refused as why:
                self.message_user(request, f"{company}: {why}", messages.WARNING)
        self._tell(request, done, what, read)

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
