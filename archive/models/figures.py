"""Figures: numbers as claimed, each at the words that say it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from archive.models.articles import Article, public_id
from archive.models.review import (
    Placed,
    Reviewed,
    Status,
    place_constraints,
    place_indexes,
)
from districts.models import Company, District, Indicator


class FigureQuerySet(models.QuerySet):
    def visible(self) -> FigureQuerySet:
        """What readers may see: all but rejected rows, where they have a place."""
        return self.exclude(status=Status.REJECTED).filter(placed=True)

    def unplaced(self) -> FigureQuerySet:
        return self.filter(placed=False)

    def flagged(self) -> FigureQuerySet:
        return self.filter(flagged=True)


class Figure(Reviewed, Placed):
    """One number as claimed: a claim, not a fact.

    `value` is in base units (9.781 billion yuan is 9781000000). `number_start` and
    `number_end` are raw offsets of the number itself; with the unit the machine
    read and the ordinal of claims there they are the figure's identity.
    """

    class Kind(models.TextChoices):
        LEVEL = "level", "level"
        GROWTH = "growth", "growth"
        SHARE = "share", "share"
        CHANGE = "change", "change"
        RANK = "rank", "rank"
        MULTIPLE = "multiple", "multiple"
        THRESHOLD = "threshold", "threshold"
        TARGET = "target", "target"

    class PeriodBasis(models.TextChoices):
        STATED = "stated", "stated"
        CONTEXT = "context", "from the context"
        PUBLICATION = "publication", "from the date of publication"
        INFERRED = "inferred", "from an inferred date"
        EDITOR = "editor", "set by an editor"
        NONE = "", "not stated"

    class Verdict(models.TextChoices):
        CONSISTENT = "consistent", "agrees with the rate"
        INCONSISTENT = "inconsistent", "no rate of its year explains it"
        UNCHECKED = "unchecked", "no rate to check it by"
        NONE = "", "no conversion"

    MACHINE_FIELDS = (
        "value",
        "unit",
        "kind",
        "hedge",
        "indicator",
        "indicator_words",
        "period_start",
        "period_end",
        "period_basis",
        "period_words",
        "period_symbol",
        "comparison",
        "per",
        "subject_district",
        "subject_company",
        "subject_words",
        "conversion_surface",
        "conversion_value",
        "conversion_unit",
        "conversion_unit_stated",
        "rule",
        "confidence",
    )

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="figures"
    )
    public_id = models.CharField(max_length=12, unique=True)
    number_start = models.PositiveIntegerField()
    number_end = models.PositiveIntegerField()
    key_unit = models.CharField(
        max_length=80, help_text="The unit that is part of the figure's identity."
    )
    ordinal = models.PositiveSmallIntegerField(default=0)

    value = models.DecimalField(max_digits=30, decimal_places=6, db_index=True)
    unit = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.LEVEL)
    hedge = models.CharField(max_length=60, blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True
    )
    indicator_words = models.CharField(
        max_length=300, blank=True, help_text="The indicator's words as printed."
    )
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    period_basis = models.CharField(
        max_length=11, choices=PeriodBasis, blank=True, default=PeriodBasis.NONE
    )
    period_words = models.CharField(max_length=200, blank=True)
    period_symbol = models.CharField(
        max_length=40,
        blank=True,
        help_text="A relative period, kept while the article has no date.",
    )
    comparison = models.CharField(max_length=100, blank=True)
    per = models.CharField(max_length=60, blank=True)
    subject_district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, db_index=False
    )
    subject_company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, blank=True
    )
    merged_from = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="The slug of the company that was merged into the subject.",
    )
    subject_words = models.CharField(max_length=200, blank=True)
    conversion_surface = models.CharField(max_length=200, blank=True)
    conversion_value = models.DecimalField(
        max_digits=30, decimal_places=6, null=True, blank=True
    )
    conversion_unit = models.CharField(max_length=10, blank=True)
    conversion_unit_stated = models.BooleanField(default=True)

    implied_rate = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True, editable=False
    )
    conversion_verdict = models.CharField(
        max_length=12, choices=Verdict, blank=True, default=Verdict.NONE, editable=False
    )
    checks = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Checks raised, each with its code and its sum in words.",
    )
    dismissed_checks = models.JSONField(
        default=dict, blank=True, help_text="Code of a dismissed check: the reason."
    )
    flagged = models.BooleanField(
        default=False, editable=False, help_text="A check stands."
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["article", "raw_start", "ordinal"]
        constraints = [
            *place_constraints("figure"),
            models.UniqueConstraint(
                fields=["document", "number_start", "key_unit", "ordinal"],
                name="figure_once_at_its_number",
            ),
            models.CheckConstraint(
                condition=models.Q(number_start__lt=models.F("number_end")),
                name="figure_number_not_empty",
            ),
            models.CheckConstraint(
                condition=~models.Q(unit=""), name="figure_has_a_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(period_start__isnull=True)
                | models.Q(period_end__isnull=True)
                | models.Q(period_start__lte=models.F("period_end")),
                name="figure_period_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(conversion_surface="", conversion_value__isnull=True)
                | (
                    ~models.Q(conversion_surface="")
                    & models.Q(conversion_value__isnull=False)
                ),
                name="figure_conversion_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_district", "indicator", "period_start"]),
            models.Index(
                fields=["article"],
                condition=models.Q(flagged=True),
                name="figure_flagged",
            ),
            *place_indexes("figure"),
        ]

    def __str__(self) -> str:
        return self.surface

    def get_absolute_url(self) -> str:
        return reverse("figure-detail", args=[self.public_id])

    @property
    def is_decided(self) -> bool:
        return super().is_decided or bool(self.dismissed_checks)

    @property
    def anchor(self) -> str:
        """The figure's place on its article's page."""
        return f"figure-{self.public_id}"

    @property
    def standing_checks(self) -> list[dict]:
        return [c for c in self.checks if c["code"] not in self.dismissed_checks]

    @property
    def subject(self) -> str:
        """Who the figure is about, in the best words there are."""
        named = self.subject_company or self.subject_district
        return str(named) if named else self.subject_words

    def rename(self) -> str | None:
        """Take the id that belongs to this place; returns the one left, if any."""
        fresh = public_id(
            self.document.sha256, self.number_start, self.key_unit, self.ordinal
        )
        left = self.public_id if self.public_id not in ("", fresh) else None
        self.public_id = fresh
        return left
