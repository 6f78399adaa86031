"""Names of known things on the desk: a change of them reads articles again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from archive.ingest import retagging
from archive.models import CompanyMention
from districts.admin import (
    CompanyAdmin,
    DistrictAdmin,
    IndicatorAdmin,
    IndustryAdmin,
)
from districts.models import Company, District, Indicator, Industry


class RetaggingAdmin(admin.ModelAdmin):
    """Saving a thing's names brings its mentions and figures up to date."""

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: Any, change: bool
    ) -> None:
        form.names_before = retagging.names_of(obj)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        changed = form.names_before ^ retagging.names_of(form.instance)
        if changed:
            count = retagging.retag(form.instance, {name.form for name in changed})
            articles = "1 article" if count == 1 else f"{count} articles"
            self.message_user(request, f"{articles} read again with the new names.")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """What articles speak of stays; say how often, instead of listing it all."""
        in_the_way = [line for obj in objs for line in _rows_that_name(obj)]
        if in_the_way:
            return [str(obj) for obj in objs], {}, set(), in_the_way
        return super().get_deleted_objects(objs, request)


def _rows_that_name(obj: models.Model) -> list[str]:
    """The rows of the record that keep a thing from being deleted, counted."""
    lines = []
    for model, field in retagging.references(type(obj)):
        count = model.objects.filter(**{field: obj}).count()
        if count:
            names = model._meta.verbose_name if count == 1 else None
            names = names or model._meta.verbose_name_plural
            lines.append(
                f"{obj}: {count} {names}, rejected ones included. Give them to "
                "another, or leave it: what was written stays written."
            )
    return lines


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
    actions = ["confirm_names", "reject_names"]

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
        articles = sum(map(retagging.confirm_name, chosen))
        self._tell(request, chosen, "confirmed", articles)

    @admin.action(description="Reject the name", permissions=["change"])
    def reject_names(self, request: HttpRequest, companies: QuerySet) -> None:
        rejected, articles = [], 0
        for company in companies:
            if not company.is_found:
                why = "only names found in texts can be rejected"
            else:
                try:
                    articles += retagging.reject_name(company)
                    rejected.append(company)
                    continue
                except retagging.NameKept as kept:
                    why = f"a person kept {kept.number} of its mentions or figures"
            self.message_user(request, f"{company}: {why}.", messages.WARNING)
        self._tell(request, rejected, "rejected", articles)

    def _tell(
        self, request: HttpRequest, companies: list[Company], what: str, articles: int
    ) -> None:
        for company in companies:
            self.log_change(request, company, f"Name {what}.")
        names = "1 name" if len(companies) == 1 else f"{len(companies)} names"
        read = "1 article" if articles == 1 else f"{articles} articles"
        self.message_user(request, f"{names} {what}, {read} read again.")


@admin.register(Industry)
class RetaggingIndustryAdmin(RetaggingAdmin, IndustryAdmin):
    pass


@admin.register(Indicator)
class RetaggingIndicatorAdmin(RetaggingAdmin, IndicatorAdmin):
    pass
