"""The seeds in a test's database: loaded once, then put back."""

from __future__ import annotations

from io import StringIO

from django.apps import apps
from django.core.management import call_command

from tests.kept_rows import KeptRows

_kept: list[KeptRows] = []


def load_seeds() -> None:
    """As the command leaves them, in an empty database."""
    if _kept:
        _kept[0].put_back()
        return
    call_command("load_seeds", stdout=StringIO())
    _kept.append(KeptRows(apps.get_app_config("districts").get_models()))
