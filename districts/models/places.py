"""Regions, their districts, and the names and areas of these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from districts.models.names import Form, Language, names_of


def validate_file_name_pattern(value: str) -> None:
    """Refuse what is no regular expression or lacks a group that is read."""
    try:
        groups = re.compile(value).groupindex
    except re.error as error:
        raise ValidationError(f"This is no regular expression: {error}.") from error
    missing = [name for name in ("district", "year", "month") if name not in groups]
    if missing:
        raise ValidationError(f"The pattern lacks the groups {', '.join(missing)}.")


class Region(models.Model):
    """A city, or a country's division, whose districts the archive follows."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    name_zh = models.CharField("Chinese name", max_length=100, blank=True)
    currency = models.CharField(
        max_length=3, help_text="ISO 4217 code of the money its figures are in."
    )
    country = models.CharField(
        max_length=100,
        blank=True,
        help_text="What its texts mean by “the country”.",
    )
    other_cities = models.TextField(
        blank=True,
        help_text="Cities with districts of their own, a line each. A story that opens "
        "with one of these and names none of this region's places is about that city.",
    )
    file_name_pattern = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_file_name_pattern],
        help_text="Regular expression with the groups district, year and month, "
        "for collections whose file names carry them.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A city a line, as seeds have them: browsers end lines in another way."""
        lines = (line.strip() for line in self.other_cities.splitlines())
        self.other_cities = "\n".join(filter(None, lines))


class DistrictQuerySet(models.QuerySet):
    def of_region(self, slug: str) -> DistrictQuerySet:
        return self.filter(region__slug=slug)

    def surface_forms(self) -> Iterator[Form]:
        """Every name of these districts, areas that belong to them included."""
        own = "slug", "name", "name_zh"
        fields = "name", "role", "language", "valid_to"
        for (slug, name, name_zh), aliases in names_of(self, own, "aliases", *fields):
            yield Form(name, slug, "name")
            if name_zh:
                yield Form(name_zh, slug, "name", language="zh")
            for alias, role, language, valid_to in aliases:
                yield Form(alias, slug, role, language=language, valid_to=valid_to)


class District(models.Model):
    """A district of a region. Its slug is unique over all regions."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="districts"
    )
    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=20, help_text="Official code in its region.")
    name = models.CharField(max_length=100)
    name_zh = models.CharField("Chinese name", max_length=100, blank=True)
    tile_row = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Row on the region's tile map, from 0."
    )
    tile_column = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Column on the region's tile map, from 0."
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "code"], name="district_code_once_per_region"
            ),
            models.UniqueConstraint(
                fields=["region", "tile_row", "tile_column"],
                name="district_tile_once_per_region",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                name="district_valid_from_before_to",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("district-detail", args=[self.slug])


class DistrictAlias(models.Model):
    """Another name of a district, or the name of an area that belongs to it.

    Near the name of a place elsewhere, the district's own name is not understood as it.
    """

    class Role(models.TextChoices):
        ALIAS = "alias", "other name"
        FORMER = "former", "former name, or a district merged into it"
        TOWN = "town", "town or subdistrict"
        NEW_CITY = "new_city", "new city"
        PARK = "park", "park or zone"
        HUB = "hub", "hub, centre or landmark"
        ELSEWHERE = "elsewhere", "place elsewhere with a district of this name"

    AREAS = (Role.TOWN, Role.NEW_CITY, Role.PARK, Role.HUB)
    NAMES = (Role.ALIAS, Role.FORMER, *AREAS)
    """Roles of names by which the district, or a part of it, is meant."""

    district = models.ForeignKey(
        District, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=10, choices=Role, default=Role.ALIAS)
    language = models.CharField(
        max_length=2, choices=Language, default=Language.ENGLISH
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(
        null=True, blank=True, help_text="Last day a former name was in use."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "district aliases"
        constraints = [
            models.UniqueConstraint(
                "district", Lower("name"), name="district_alias_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
