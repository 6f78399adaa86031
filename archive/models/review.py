"""What a machine said and what a person decided, side by side on one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from archive.spans import MappedText, Range


class Status(models.TextChoices):
    """Whose word a row is. Only `extracted` is the machine's."""

    EXTRACTED = "extracted", "extracted"
    CONFIRMED = "confirmed", "confirmed"
    CORRECTED = "corrected", "corrected"
    REJECTED = "rejected", "rejected"
    ADDED = "added", "added"


class Reviewed(models.Model):
    """A row that a machine fills and a person may decide on.

    The machine writes through `take_machine_values` alone, which leaves every field
    that a person set, and all of a confirmed, rejected or added row.
    """

    status = models.CharField(max_length=9, choices=Status, default=Status.EXTRACTED)
    person_fields = models.JSONField(
        default=list, blank=True, help_text="Names of the fields a person set."
    )
    extracted = models.JSONField(
        default=dict,
        blank=True,
        help_text="What the machine said last, with its version and rule.",
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes of effective fields."
    )

    MACHINE_FIELDS: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def is_decided(self) -> bool:
        return self.status != Status.EXTRACTED or bool(self.person_fields)

    @property
    def is_unconfirmed(self) -> bool:
        return self.status == Status.EXTRACTED

    @property
    def is_shown(self) -> bool:
        return self.status != Status.REJECTED

    def machine_may_set(self, field: str) -> bool:
        if self.status in (Status.CONFIRMED, Status.REJECTED, Status.ADDED):
            return False
        return field not in self.person_fields

    def take_machine_values(self, values: Mapping[str, Any]) -> list[str]:
        """Set the fields a machine may set; return those whose value changed.

        A known thing is given by its key, as its column holds it.
        """
        changed = []
        for field, value in values.items():
            column = self._meta.get_field(field).attname
            if self.machine_may_set(field) and getattr(self, column) != value:
                setattr(self, column, value)
                changed.append(field)
        if changed:
            self.version += 1
        return changed

    def take_person_values(self, values: Mapping[str, Any]) -> list[str]:
        """Set fields by a person's hand; they are the person's from now on."""
        changed = [field for field, v in values.items() if getattr(self, field) != v]
        for field in changed:
            setattr(self, field, values[field])
        if changed:
            self.person_fields = sorted({*self.person_fields, *changed})
            self.version += 1
        return changed

    def disagreements(self, fields: Iterable[str] | None = None) -> dict[str, Any]:
        """Where the machine's last word differs, of fields a person set or these."""
        said = self.extracted.get("fields", {})
        return {
            field: said[field]
            for field in (self.person_fields if fields is None else fields)
            if field in said and not says_the_same(said[field], getattr(self, field))
        }


DOUBTFUL = 0.65
"""Confidence below which a row of the machine's is worth a look."""


class Placed(models.Model):
    """A row that stands at a place in an article.

    `raw_ranges` is the truth about place; part, start and end are derived from it.
    A decided row whose words are in no article any more is not placed, and listed.
    """

    class Part(models.TextChoices):
        HEADLINE = "headline", "headline"
        STANDFIRST = "standfirst", "standfirst"
        BODY = "body", "body"
        CAPTIONS = "captions", "captions"

    # Each table has a unique constraint that begins with the document.
    document = models.ForeignKey(
        "archive.Document", on_delete=models.CASCADE, db_index=False
    )
    part = models.CharField(max_length=10, choices=Part, default=Part.BODY)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    surface = models.TextField(help_text="The words as printed.")
    raw_ranges = models.JSONField(help_text="Where they stand in the document's text.")
    raw_start = models.PositiveIntegerField()
    placed = models.BooleanField(default=True)
    rule = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(default=1.0)

    class Meta:
        abstract = True

    @property
    def ranges(self) -> tuple[Range, ...]:
        return tuple((start, end) for start, end in self.raw_ranges)

    def put(self, part: str, start: int, end: int, text: MappedText) -> None:
        """Stand at text[start:end] of the article's part."""
        self.part, self.start, self.end = part, start, end
        self.surface = text.text[start:end]
        self.placed = True

    def put_raw(self, ranges: Iterable[Range]) -> None:
        self.raw_ranges = [list(span) for span in ranges]
        self.raw_start = self.raw_ranges[0][0]

    def lose_place(self) -> None:
        self.start = self.end = None
        self.placed = False


def place_constraints(
    name: str, wordless: models.Q | None = None
) -> list[models.BaseConstraint]:
    """A placed row has a span with something in it; one without a place has none.

    Rows that `wordless` describes stand at a place where no words are.
    """
    whole = models.Q(placed=True, start__lt=models.F("end"))
    if wordless is not None:
        whole |= wordless & models.Q(placed=True, start=models.F("end"), surface="")
    return [
        models.CheckConstraint(
            condition=whole
            | models.Q(placed=False, start__isnull=True, end__isnull=True),
            name=f"{name}_place_is_whole",
        ),
        models.CheckConstraint(
            condition=models.Q(status__in=Status.values), name=f"{name}_status_known"
        ),
    ]


def place_indexes(name: str) -> list[models.Index]:
    """The few rows that editors look for; most rows are in neither index."""
    return [
        models.Index(
            fields=["status"],
            condition=~models.Q(status=Status.EXTRACTED),
            name=f"{name}_decided",
        ),
        models.Index(
            fields=["placed"],
            condition=models.Q(placed=False),
            name=f"{name}_unplaced",
        ),
        models.Index(
            fields=["confidence", "id"],
            condition=models.Q(
                confidence__lt=DOUBTFUL, status=Status.EXTRACTED, placed=True
            ),
            name=f"{name}_doubtful",
        ),
    ]


def snapshot_value(value: Any) -> Any:
    """A field's value as it is kept in the machine's snapshot (JSON)."""
    if isinstance(value, models.Model):
        return value.slug
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def says_the_same(said: Any, value: Any) -> bool:
    """Whether a value of a snapshot says the same as a field's value."""
    if isinstance(value, Decimal) and said is not None:
        return Decimal(said) == value
    return (said or "") == (snapshot_value(value) or "")
