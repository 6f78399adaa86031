"""How many articles have a word: the archive's own vocabulary, derived from them."""

from __future__ import annotations

from django.db import models


class WordCounts(models.Model):
    """The words of a range of articles; `archive/vocabulary/` alone writes them.

    One row holds a whole range: it is written at once, and a process that reads the
    vocabulary wants all of it. Nobody asks the database for a single word.
    """

    chunk = models.PositiveIntegerField(
        primary_key=True, help_text="Number of the range of articles."
    )
    stamp = models.BigIntegerField(help_text="Another one with every writing.")
    forms = models.TextField(help_text="Words, unstemmed, in order, one on a line.")
    counts = models.BinaryField(
        help_text="How many articles have each: whole numbers of four bytes."
    )

    class Meta:
        verbose_name_plural = "word counts"

    def __str__(self) -> str:
        return str(self.chunk)
