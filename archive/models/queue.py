"""Who works on what in the review queue, and what was put off."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class QueueKind(models.TextChoices):
    """What may need a person's word, the most useful first."""

    FIGURE = "figure", "flagged figure"
    UNPLACED = "unplaced", "decision without a place"
    DISAGREEMENT = "disagreement", "the machine now says otherwise"
    ORDER = "order", "doubt about a document"
    COMPANY = "company", "new company name"
    DATE = "date", "uncertain date"
    DOUBTFUL = "doubtful", "low confidence"


class QueueItem(models.Model):
    """Something that may need a person's word: a row of a kind's model, by its key.

    `about` is that model's name; a kind may have rows of several.
    """

    kind = models.CharField(max_length=12, choices=QueueKind)
    about = models.CharField(max_length=15)
    key = models.PositiveBigIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    until = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}: {self.reviewer}"


class Lease(QueueItem):
    """A reviewer is looking at it: nobody else is given it until then."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "key"], name="leased_to_one"),
        ]


class PutOff(QueueItem):
    """A reviewer did not want to decide on it: they are not asked again until then."""

    class Meta:
        verbose_name_plural = "put off"
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "about", "key", "kind"], name="put_off_once"
            ),
        ]


class Contradiction(models.Model):
    """The machine came to say otherwise than a person of a row they decided on.

    `about` and `key` name the row as in a queue's item. It stands until a person has
    heard it.
    """

    about = models.CharField(max_length=15)
    key = models.PositiveBigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "key"], name="contradicted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.key}"
