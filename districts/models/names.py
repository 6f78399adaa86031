"""Names under which known things are met in texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import models


class Form(NamedTuple):
    """A name under which a known thing may be met in a text."""

    form: str
    key: str
    role: str
    weight: float = 1.0
    language: str = "en"
    valid_to: object = None
    unit: str = ""


def names_of(
    things: models.QuerySet, own: tuple[str, ...], related: str, *fields: str
) -> Iterator[tuple[list, list[list]]]:
    """The own fields of each thing, and these fields of each of its names.

    They are read as plain values: to make rows of thousands takes most of the time.
    """
    relation = things.model._meta.get_field(related)
    rows = list(things.values_list("pk", *own))
    found: dict[int, list[list]] = {key: [] for key, *_ in rows}
    if found:
        link = relation.field.name
        names = relation.related_model.objects.filter(**{f"{link}__in": things})
        for key, *values in names.values_list(link, *fields):
            # A thing may have come between the two looks: its names come with it.
            if key in found:
                found[key].append(values)
    for key, *values in rows:
        yield values, found[key]


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    CHINESE = "zh", "Chinese"
