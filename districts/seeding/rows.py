"""Kinds of seeded rows: what they are called, keyed by and refer to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

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

Values = dict[str, Any]


class SeedError(ValueError):
    """The seeds can't be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One model filled from the seeds.

    `fields` are those the seeds set, `key_fields` the ones that tell rows apart.
    `references` maps a foreign key to the kind it leads to; `owner` is the foreign
    key of an alias or keyword, which leaves with the seeds when nobody touched it.
    """

    name: str
    model: type[models.Model]
    key_fields: tuple[str, ...]
    fields: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""

    def key(self, values: Mapping[str, Any]) -> str:
        """The stable key of a row, "putuo" or "putuo/zhenru"; case does not count."""
        return "/".join(str(values[name]).lower() for name in self.key_fields)

    def shown(self, row: models.Model) -> Values:
        """The row's fields in the form in which the seeds say them."""
        return {name: self._said(name, getattr(row, name)) for name in self.fields}

    def said(self, given: Mapping[str, Any]) -> Values:
        """Values from a seed file as they are kept; a field not given is its default.

        Raises ValidationError or InvalidOperation for a value of a wrong type.
        """
        values = {}
        for name in self.fields:
            model_field = self.model._meta.get_field(name)
            if name in self.references:
                values[name] = given.get(name, "")
            else:
                value = given.get(name, model_field.get_default())
                values[name] = self._said(name, model_field.to_python(value))
        return values

    def _said(self, name: str, value: Any) -> Any:
        if name in self.references:
            return value.slug if value is not None else ""
        if isinstance(value, Decimal):
            places = self.model._meta.get_field(name).decimal_places
            return str(value.quantize(Decimal(1).scaleb(-places)))
        if isinstance(value, datetime.date):
            return value.isoformat()
        return value

    def plain(self, values: Mapping[str, Any]) -> Values:
        """Python values for the model, references left out."""
        return {
            name: self.model._meta.get_field(name).to_python(value)
            for name, value in values.items()
            if name not in self.references
        }


@dataclass(frozen=True, slots=True)
class SeedRow:
    """What the seeds say about one row; `where` names the file and the entry."""

    kind: str
    key: str
    values: Values
    where: str


@dataclass(frozen=True, slots=True)
class Seeds:
    """All rows of the seed files, by the name of their kind."""

    rows: Mapping[str, tuple[SeedRow, ...]]


# Owners stand before what refers to them: rows are written in this order.
KINDS = (
    Kind(
        "region",
        Region,
        ("slug",),
        (
            "slug",
            "name",
            "name_zh",
            "country",
            "other_cities",
            "currency",
            "file_name_pattern",
        ),
    ),
    Kind(
        "district",
        District,
        ("slug",),
        (
            "region",
            "slug",
            "code",
            "name",
            "name_zh",
            "tile_row",
            "tile_column",
            "valid_from",
            "valid_to",
        ),
        {"region": "region"},
    ),
    Kind(
        "district-alias",
        DistrictAlias,
        ("district", "name"),
        ("district", "name", "role", "language", "valid_from", "valid_to"),
        {"district": "district"},
        "district",
    ),
    Kind(
        "industry",
        Industry,
        ("slug",),
        ("slug", "name", "parent"),
        {"parent": "industry"},
    ),
    Kind(
        "industry-keyword",
        IndustryKeyword,
        ("industry", "word"),
        ("industry", "word", "weight", "language"),
        {"industry": "industry"},
        "industry",
    ),
    Kind("company", Company, ("slug",), ("slug", "name", "name_zh", "kind")),
    Kind(
        "company-alias",
        CompanyAlias,
        ("company", "name"),
        ("company", "name", "language"),
        {"company": "company"},
        "company",
    ),
    Kind(
        "indicator",
        Indicator,
        ("slug",),
        ("slug", "name", "unit", "definition", "comparability"),
    ),
    Kind(
        "indicator-alias",
        IndicatorAlias,
        ("indicator", "name"),
        ("indicator", "name", "language"),
        {"indicator": "indicator"},
        "indicator",
    ),
    Kind(
        "exchange-rate",
        ExchangeRate,
        ("currency", "year"),
        ("currency", "year", "per_dollar", "source"),
    ),
)
KIND = {kind.name: kind for kind in KINDS}
