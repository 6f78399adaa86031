"""The seeds in a test's database: loaded once, then put back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from tests.kept_rows import KeptRows

_kept: dict[str, KeptRows] = {}


def load_seeds() -> None:
    """As the command leaves them, in an empty database."""
    if connection.vendor in _kept:
        _kept[connection.vendor].put_back()
        tell()
        return
    call_command("load_seeds", stdout=StringIO())
    models = [
        *apps.get_app_config("districts").get_models(),
        apps.get_model("archive", "Change"),
    ]
    _kept[connection.vendor] = KeptRows(models)


def tell() -> None:
    """Rows that were put back are another version of the data than those of before."""
    from archive import changes

    changes.told()


def seeded_folder(parent: Path, **stories: str) -> Path:
    """A folder of documents, story.txt and so on, beside a database with the seeds."""
    load_seeds()
    folder = parent / "documents"
    folder.mkdir()
    for name, text in stories.items():
        (folder / f"{name}.txt").write_text(text)
    return folder
