"""Names of known things on the desk: a change of them reads articles again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from archive.ingest import retagging
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
    pass


@admin.register(Industry)
class RetaggingIndustryAdmin(RetaggingAdmin, IndustryAdmin):
    pass


@admin.register(Indicator)
class RetaggingIndicatorAdmin(RetaggingAdmin, IndicatorAdmin):
    pass
