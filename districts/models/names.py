"""Names under which known things are met in texts."""

from __future__ import annotations

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


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    CHINESE = "zh", "Chinese"
