"""Which stories are nearly the same: what they are found by, pairs, and groups.

All four tables are derived from the articles: `archive/duplicates/` alone writes them
and can make them anew. They carry no foreign keys in the database, so that grouping
never waits for a row that somebody else is writing.
"""

from __future__ import annotations

from django.db import models

from archive.models.articles import Article


def _article(name: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name=name,
        db_constraint=False,
        **options,
    )


class Sketch(models.Model):
    """An article's sketch: see `archive/duplicates/sketching.py`.

    `place` orders the articles that share a key. It depends on their public ids alone,
    not on when they came.
    """

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        related_name="sketch",
        primary_key=True,
        db_constraint=False,
    )
    place = models.BigIntegerField()
    keys = models.BinaryField(help_text="Whole numbers of eight bytes each.")

    class Meta:
        verbose_name_plural = "sketches"

    def __str__(self) -> str:
        return str(self.article_id)


class SketchKey(models.Model):
    """One of the first keys of a sketch, by which an article is found."""

    article = _article("sketch_keys")
    key = models.BigIntegerField()
    place = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "place", "article"])]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.key}"


class Likeness(models.Model):
    """Two articles whose texts are nearly the same; the lower key is `low`."""

    low = _article("likenesses_above", db_index=False)
    high = _article("likenesses_below")

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="likeness_once"),
            models.CheckConstraint(
                condition=models.Q(low__lt=models.F("high")), name="likeness_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} ~ {self.high_id}"


class Duplicate(models.Model):
    """An article that lists do not show, since another one of its group leads."""

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        related_name="duplicate",
        primary_key=True,
        db_constraint=False,
    )
    leading = _article("duplicates")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(article=models.F("leading")),
                name="duplicate_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.leading_id}"
