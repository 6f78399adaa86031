"""Mentions: a known district, company or industry at a place in an article."""

from __future__ import annotations

from django.db import models

from archive.models.articles import Article
from archive.models.review import (
    Placed,
    Reviewed,
    Status,
    place_constraints,
    place_indexes,
)
from districts.models import Company, District, Industry


class MentionQuerySet(models.QuerySet):
    def visible(self) -> MentionQuerySet:
        """What readers may see: all but rejected rows, where they have a place."""
        return self.exclude(status=Status.REJECTED).filter(placed=True)

    def unplaced(self) -> MentionQuerySet:
        return self.filter(placed=False)


class Mention(Reviewed, Placed):
    """What all mentions share. `ENTITY` names the field of the known thing."""

    ENTITY = ""

    objects = MentionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{getattr(self, self.ENTITY)}: “{self.surface}”"

    @property
    def entity(self) -> District | Company | Industry:
        return getattr(self, self.ENTITY)


class DistrictMention(Mention):
    """A district named in an article, or by the name of the article's file.

    One that the file's name gives has no words: it stands, empty, at the start of the
    story's body, and `raw_start` is the story's anchor.
    """

    class Basis(models.TextChoices):
        TEXT = "text", "in the text"
        ADDRESS = "address", "from the address"

    class Role(models.TextChoices):
        ABOUT = "about", "about"
        PASSING = "passing", "in passing"

    ENTITY = "district"
    MACHINE_FIELDS = ("district", "role", "rule", "confidence")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="district_mentions"
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, db_index=False)
    role = models.CharField(max_length=7, choices=Role)
    basis = models.CharField(max_length=7, choices=Basis, default=Basis.TEXT)

    class Meta:
        ordering = ["article", "raw_start"]
        constraints = [
            *place_constraints("district_mention", wordless=models.Q(basis="address")),
            models.UniqueConstraint(
                fields=["document", "district", "raw_start", "basis"],
                name="district_mention_once",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "article"]),
            *place_indexes("district_mention"),
        ]


class CompanyMention(Mention):
    ENTITY = "company"
    MACHINE_FIELDS = ("company", "rule", "confidence")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="company_mentions"
    )
    company = models.ForeignKey(Company, on_delete=models.PROTECT, db_index=False)
    merged_from = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="The slug of the company that was merged into this one.",
    )

    class Meta:
        ordering = ["article", "raw_start"]
        constraints = [
            *place_constraints("company_mention"),
            models.UniqueConstraint(
                fields=["document", "company", "raw_start"],
                name="company_mention_once",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "article"]),
            *place_indexes("company_mention"),
        ]


class IndustryMention(Mention):
    ENTITY = "industry"
    MACHINE_FIELDS = ("industry", "keyword", "rule", "confidence")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="industry_mentions"
    )
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, db_index=False)
    keyword = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["article", "raw_start"]
        constraints = [
            *place_constraints("industry_mention"),
            models.UniqueConstraint(
                fields=["document", "industry", "raw_start"],
                name="industry_mention_once",
            ),
        ]
        indexes = [
            models.Index(fields=["industry", "article"]),
            *place_indexes("industry_mention"),
        ]
