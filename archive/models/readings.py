"""What extractors besides our own rules said of stories: asked once, kept."""

from __future__ import annotations

from django.db import models

from archive.models.documents import Document


class Reading(models.Model):
    """An extractor's answer to one story, as it was given.

    It belongs to the story's texts, known by their hash, and counts for no others: so
    it needs no article and outlives every later cut of the document. What stands of it
    is checked whenever the story is read. Readings of a lower rank come first.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="readings", db_index=False
    )
    texts = models.CharField(max_length=64, help_text="SHA-256 of the story's texts.")
    extractor = models.CharField(max_length=40)
    version = models.CharField(max_length=80)
    annotations = models.JSONField(
        help_text="Rows of label, part, start, end, attributes, confidence."
    )
    dropped = models.JSONField(
        default=dict, blank=True, help_text="What was not taken when it came, counted."
    )
    replaces = models.JSONField(
        default=list, blank=True, help_text="Labels for which it speaks alone."
    )
    rank = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["rank", "extractor"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "extractor", "texts"], name="reading_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.extractor} {self.version}"
