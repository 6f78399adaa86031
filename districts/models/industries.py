"""Branches of the economy and the words that speak for them."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from districts.models.names import Form, Language, names_of


class IndustryQuerySet(models.QuerySet):
    def named(self, word: str) -> IndustryQuerySet:
        """Industries with this slug, name or keyword, in any case."""
        spoken = word.replace("-", " ")
        return self.filter(
            models.Q(slug=word.lower())
            | models.Q(name__iexact=spoken)
            | models.Q(keywords__word__iexact=word)
            | models.Q(keywords__word__iexact=spoken)
        ).distinct()

    def surface_forms(self) -> Iterator[Form]:
        own, fields = ("slug", "name"), ("word", "weight", "language")
        for (slug, name), keywords in names_of(self, own, "keywords", *fields):
            yield Form(name, slug, "keyword")
            for word, weight, language in keywords:
                yield Form(word, slug, "keyword", float(weight), language)


class Industry(models.Model):
    """A branch of the economy, found in texts by its name and keywords."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )

    objects = IndustryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "industries"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="industry_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("industry-detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse a parent whose own parents lead back here."""
        above = self.parent
        seen: set[int | None] = set()
        while above is not None and above.pk not in seen:
            if self.pk is not None and above.pk == self.pk:
                raise ValidationError(
                    {"parent": "The parents of this industry lead back to itself."}
                )
            seen.add(above.pk)
            above = above.parent


class IndustryKeyword(models.Model):
    """A word that speaks for an industry; `weight` 1 is normal, less is weaker."""

    industry = models.ForeignKey(
        Industry, on_delete=models.CASCADE, related_name="keywords"
    )
    word = models.CharField(max_length=100)
    weight = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    language = models.CharField(
        max_length=2, choices=Language, default=Language.ENGLISH
    )

    class Meta:
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(
                "industry", Lower("word"), name="industry_keyword_once"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0),
                name="industry_keyword_weight_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.word
