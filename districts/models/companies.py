"""Companies and other organisations, and their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
        """What readers may see: all but rejected names and those of another company."""
        hidden = (Company.Standing.REJECTED, Company.Standing.MERGED)
        return self.exclude(standing__in=hidden)

    def merged(self) -> CompanyQuerySet:
        """Names that a person found to be those of another company."""
        return self.filter(standing=Company.Standing.MERGED)

    def surface_forms(self) -> Iterator[Form]:
        """The names of those known: what one text taught is not read into another.

        Merged companies are read by their names too. One that the company they went
        into has as well is that one's: it is not a name of two.
        """
        known = list(_forms_of(self.known()))
        yield from known
        if not (merged := list(_forms_of(self.merged()))):
            return
        held = {(form.key, form.form.casefold()) for form in known}
        into = Company.objects.merged_slugs()
        for form in merged:
            if (into.get(form.key), form.form.casefold()) not in held:
                yield form

    def merged_slugs(self) -> dict[str, str]:
        """Of each merged company the slug of the one under which it is shown."""
        links = dict(self.merged().values_list("slug", "merged_into__slug"))
        return {slug: _last(links, slug) for slug in links}


def _forms_of(companies: CompanyQuerySet) -> Iterator[Form]:
    own = ("slug", "name", "name_zh")
    for (slug, name, name_zh), aliases in names_of(
        companies, own, "aliases", "name", "language"
    ):
        yield Form(name, slug, "name")
        if name_zh:
            yield Form(name_zh, slug, "name", language="zh")
        for alias, language in aliases:
            yield Form(alias, slug, "alias", language=language)


def _last(links: Mapping[str, str], slug: str) -> str:
    while slug in links:
        slug = links[slug]
    return slug


class Company(models.Model):
    """A company or another organisation that economic news speaks of.

    One that is found was met in a text and nobody has looked at it yet: its name is
    the least of the spellings its mentions have, by `spelling`; see
    `archive.ingest.companies`. A rejected one is kept so that it does not come back.
    A merged one is kept too: its names are read as those of the company it went into,
    and it can be taken apart again.
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
        MERGED = "merged", "merged into another"

    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=200)
    name_zh = models.CharField("Chinese name", max_length=100, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COMPANY)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.KNOWN)
    spelling = models.CharField(max_length=201, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_companies",
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"
        indexes = [models.Index(fields=["standing"], name="company_standing")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing="merged", merged_into__isnull=False)
                | (~models.Q(standing="merged") & models.Q(merged_into__isnull=True)),
                name="company_merged_into_another",
            ),
        ]

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

    @property
    def is_merged(self) -> bool:
        return self.standing == self.Standing.MERGED

    @property
    def canonical(self) -> Company:
        """The company under which this one is shown: the last it went into, or it."""
        company = self
        while company.merged_into is not None:
            company = company.merged_into
        return company


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
