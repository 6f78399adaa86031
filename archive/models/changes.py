"""What changed since the bitmaps of lists were written, and these bitmaps.

All of it is derived from articles, mentions and figures: `archive/bitmaps/` can make
it anew.
"""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """An article whose rows changed; without one, names did, or what came in.

    Written in the transaction of the change, see `archive/changes.py`. It is a key
    alone, as the article may be gone already. `mark` is a number by chance: where a
    transaction is undone another one's row may get the same key, but not that mark.
    """

    article = models.BigIntegerField(null=True)
    mark = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.pk}: {self.article}"


class Chunk(models.Model):
    """What bitmaps and columns hold of the articles, or figures, of a range of keys.

    `version` is the moment of the writing in microseconds, and only grows. `low` and
    `high` are the keys of the first and the last article that it has to do with.
    """

    class Universe(models.TextChoices):
        ARTICLES = "articles", "articles"
        FIGURES = "figures", "figures"

    universe = models.CharField(max_length=8, choices=Universe)
    number = models.PositiveIntegerField(help_text="Keys divided by the chunk's size.")
    version = models.BigIntegerField(db_index=True)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    packed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["universe", "number"], name="chunk_once_in_its_universe"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.universe} {self.number}"


class TermChunk(models.Model):
    """The articles of a chunk that have a frequent term, as roaring bitmaps.

    A term that few articles of the chunk have is not kept: the text index answers it
    as fast.
    """

    term = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    anywhere = models.BinaryField()
    headline = models.BinaryField()
    standfirst = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"], name="term_once_in_its_chunk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} {self.number}"
