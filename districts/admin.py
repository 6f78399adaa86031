"""The editors' desk for the world: places, industries, companies, indicators."""

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from districts.models import (
    Company,
    CompanyAlias,
    District,
    DistrictAlias,
    ExchangeRate,
    Indicator,
    IndicatorAlias,
    Industry,
    IndustryKeyword,
    Region,
)


class NamedFields(forms.BaseInlineFormSet):
    """Fields that say what they are: the head of a column does not reach them."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden and field.label:
                field.widget.attrs.setdefault("aria-label", field.label)


class OtherNamesInline(admin.TabularInline):
    extra = 1
    formset = NamedFields


class DistrictAliasInline(OtherNamesInline):
    model = DistrictAlias
    verbose_name, verbose_name_plural = "other name", "other names"


class IndustryKeywordInline(OtherNamesInline):
    model = IndustryKeyword


class CompanyAliasInline(OtherNamesInline):
    model = CompanyAlias
    verbose_name, verbose_name_plural = "other name", "other names"


class IndicatorAliasInline(OtherNamesInline):
    model = IndicatorAlias
    verbose_name, verbose_name_plural = "other name", "other names"


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ["name", "name_zh", "country", "slug", "currency", "district_count"]
    list_filter = ["currency"]
    search_fields = ["name", "name_zh", "slug"]
    show_facets = admin.ShowFacets.ALWAYS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Region]:
        return super().get_queryset(request).annotate(district_count=Count("districts"))

    @admin.display(description="districts", ordering="district_count")
    def district_count(self, region: Region) -> int:
        return region.district_count


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin):
    list_display = ["name", "name_zh", "region", "code", "slug", "tile"]
    list_filter = ["region"]
    list_select_related = ["region"]
    search_fields = ["name", "name_zh", "slug", "code", "aliases__name"]
    autocomplete_fields = ["region"]
    inlines = [DistrictAliasInline]
    show_facets = admin.ShowFacets.ALWAYS
    fieldsets = [
        (None, {"fields": ["region", "slug", "code", "name", "name_zh"]}),
        ("On the region's tile map", {"fields": [("tile_row", "tile_column")]}),
        ("Existed", {"fields": [("valid_from", "valid_to")]}),
    ]

    @admin.display(description="tile (row, column)", ordering="tile_row")
    def tile(self, district: District) -> str:
        if district.tile_row is None or district.tile_column is None:
            return "-"
        return f"{district.tile_row}, {district.tile_column}"


@admin.register(Industry)
class IndustryAdmin(admin.ModelAdmin):
    list_display = ["name", "parent", "slug", "keyword_count"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["name", "slug", "keywords__word"]
    autocomplete_fields = ["parent"]
    inlines = [IndustryKeywordInline]
    show_facets = admin.ShowFacets.ALWAYS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Industry]:
        return super().get_queryset(request).annotate(keyword_count=Count("keywords"))

    @admin.display(description="keywords", ordering="keyword_count")
    def keyword_count(self, industry: Industry) -> int:
        return industry.keyword_count


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    list_display = ["name", "name_zh", "kind", "standing", "slug"]
    list_filter = ["standing", "kind"]
    search_fields = ["name", "name_zh", "slug", "aliases__name"]
    readonly_fields = ["standing"]
    inlines = [CompanyAliasInline]
    show_facets = admin.ShowFacets.ALWAYS


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ["name", "unit", "slug", "definition"]
    list_filter = ["unit"]
    search_fields = ["name", "slug", "aliases__name"]
    inlines = [IndicatorAliasInline]
    show_facets = admin.ShowFacets.ALWAYS


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    list_display = ["currency", "year", "per_dollar", "source"]
    list_filter = ["currency"]
    search_fields = ["currency", "year"]
    show_facets = admin.ShowFacets.ALWAYS
