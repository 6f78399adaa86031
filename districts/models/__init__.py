"""The world: what exists whether or not anyone writes about it."""

from districts.models.companies import Company, CompanyAlias
from districts.models.indicators import ExchangeRate, Indicator, IndicatorAlias
from districts.models.industries import Industry, IndustryKeyword
from districts.models.names import Form, Language
from districts.models.places import District, DistrictAlias, Region
from districts.models.seeds import SeedRecord

__all__ = [
    "Company",
    "CompanyAlias",
    "District",
    "DistrictAlias",
    "ExchangeRate",
    "Form",
    "Indicator",
    "IndicatorAlias",
    "Industry",
    "IndustryKeyword",
    "Language",
    "Region",
    "SeedRecord",
]
