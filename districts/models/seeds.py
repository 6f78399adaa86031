"""What the seed files said, kept beside what became of it."""

from __future__ import annotations

from django.db import models


class SeedRecord(models.Model):
    """What the seed files last said about one row, so that an editor's change shows.

    A field that differs from its record was changed by an editor and is left alone;
    a row that is gone although its record stands was deleted and stays away.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="seed_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
