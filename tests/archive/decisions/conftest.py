"""Firms that are known, and stories of them and others.

Models can't be imported while pytest still reads this file.
"""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def region(db):
    from tests.factories import make_region

    return make_region()


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    from tests.archive.decisions.firms import TEXTS

    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return sorted(tmp_path.iterdir())


@pytest.fixture
def known(db) -> None:
    from tests.factories import make_company

    make_company("Qingteng")
    make_company("Qingteng Cloud Security")
    make_company("Harbour Batteries", aliases=("HB Cells",))
    make_company("HB Cells")
    make_company("Ailo")
