"""What figures measure, and what a dollar was worth."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from districts.models.names import Form, Language, names_of


class IndicatorQuerySet(models.QuerySet):
    def surface_forms(self) -> Iterator[Form]:
        own, fields = ("slug", "name", "unit"), ("name", "language")
        for (slug, name, unit), aliases in names_of(self, own, "aliases", *fields):
            yield Form(name, slug, "name", unit=unit)
            for alias, language in aliases:
                yield Form(alias, slug, "alias", language=language, unit=unit)


class Indicator(models.Model):
    """What a figure measures."""

    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=150)
    unit = models.CharField(
        max_length=60,
        blank=True,
        help_text="Usual unit: CNY, USD, percent, m2, count:enterprises ...",
    )
    definition = models.TextField(blank=True)
    comparability = models.TextField(
        blank=True, help_text="What to mind when comparing places or years."
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicator-detail", args=[self.slug])


class IndicatorAlias(models.Model):
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(max_length=150)
    language = models.CharField(
        max_length=2, choices=Language, default=Language.ENGLISH
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "indicator aliases"
        constraints = [
            models.UniqueConstraint(
                "indicator", Lower("name"), name="indicator_alias_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeRate(models.Model):
    """A year's average rate: units of `currency` for one US dollar."""

    currency = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    per_dollar = models.DecimalField(max_digits=14, decimal_places=6)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["currency", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "year"], name="exchange_rate_once_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(per_dollar__gt=0), name="exchange_rate_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.per_dollar} {self.currency} a dollar, {self.year}"
