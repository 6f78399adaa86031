"""Companies and other organisations, and their names."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from districts.models.names import Form, Language


class CompanyQuerySet(models.QuerySet):
    def surface_forms(self) -> Iterator[Form]:
        for company in self.prefetch_related("aliases"):
            yield Form(company.name, company.slug, "name")
            if company.name_zh:
                yield Form(company.name_zh, company.slug, "name", language="zh")
            for alias in company.aliases.all():
                yield Form(alias.name, company.slug, "alias", language=alias.language)


class Company(models.Model):
    """A company or another organisation that economic news speaks of."""

    class Kind(models.TextChoices):
        COMPANY = "company", "company"
        INSTITUTION = "institution", "institution"
        ASSOCIATION = "association", "association"
        SCHOOL = "school", "school or university"
        EXCHANGE = "exchange", "exchange"
        PARK = "park", "park"

    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=200)
    name_zh = models.CharField("Chinese name", max_length=100, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COMPANY)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("company-detail", args=[self.slug])


class CompanyAlias(models.Model):
    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(max_length=200)
    language = models.CharField(
        max_length=2, choices=Language, default=Language.ENGLISH
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "company aliases"
        constraints = [
            models.UniqueConstraint(
                "company", Lower("name"), name="company_alias_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
