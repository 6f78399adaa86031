"""The cases of tests/cases/extraction, each with words that say why it is so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "cases" / "extraction"


def grouped(name: str) -> list:
    """A parameter for each row of each group; a row's last words are its reason."""
    return [
        pytest.param(*row, id=f"{group}: {row[-1]}")
        for group, rows in _read(name).items()
        for row in rows
    ]


def listed(name: str, shown: int) -> list:
    """A parameter for each row; `shown` is the column that its name shows besides."""
    return [
        pytest.param(*row, id=f"{row[-1]} ({row[shown] or 'undated'})")
        for row in _read(name)
    ]


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
