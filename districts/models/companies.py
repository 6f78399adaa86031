"""Companies and other organisations, and their names."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from districts.models.names import Form, Language, names_of


class CompanyQuerySet(models.QuerySet):
    def known(self) -> CompanyQuerySet:
        """Those that a person vouches for: a seed, an editor."""
        return self.filter(standing=Company.Standing.KNOWN)

    def found(self) -> CompanyQuerySet:
        return self.filter(standing=Company.Standing.FOUND)

    def rejected(self) -> CompanyQuerySet:
        return self.filter(standing=Company.Standing.REJECTED)

    def shown(self) -> CompanyQuerySet:
        """What readers may see: all but rejected names."""
        return self.exclude(standing=Company.Standing.REJECTED)

    def surface_forms(self) -> Iterator[Form]:
        """The names of those known: what one text taught is not read into another."""
        known, own = self.known(), ("slug", "name", "name_zh")
        for (slug, name, name_zh), aliases in names_of(
            known, own, "aliases", "name", "language"
        ):
            yield Form(name, slug, "name")
            if name_zh:
                yield Form(name_zh, slug, "name", language="zh")
            for alias, language in aliases:
                yield Form(alias, slug, "alias", language=language)


class Company(models.Model):
    """A company or another organisation that economic news speaks of.

    One that is found was met in a text and nobody has looked at it yet: its name is
    the least of the spellings its mentions have, by `spelling`; see
    `archive.ingest.companies`. A rejected one is kept so that it does not come back.
    """

    class Kind(models.TextChoices):
        COMPANY = "company", "company"
        INSTITUTION = "institution", "institution"
        ASSOCIATION = "association", "association"
        SCHOOL = "school", "school or university"
        EXCHANGE = "exchange", "exchange"
        PARK = "park", "park"

    class Standing(models.TextChoices):
        KNOWN = "known", "known"
        FOUND = "found", "found in the text, not yet reviewed"
        REJECTED = "rejected", "rejected"

    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=200)
    name_zh = models.CharField("Chinese name", max_length=100, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COMPANY)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.KNOWN)
    spelling = models.CharField(max_length=201, blank=True, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"
        indexes = [models.Index(fields=["standing"], name="company_standing")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("company-detail", args=[self.slug])

    def confirm(self) -> None:
        """Let it be known: its name and kind are a person's word from now on."""
        self.standing, self.spelling = self.Standing.KNOWN, ""

    @property
    def is_found(self) -> bool:
        return self.standing == self.Standing.FOUND

    @property
    def is_rejected(self) -> bool:
        return self.standing == self.Standing.REJECTED


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
