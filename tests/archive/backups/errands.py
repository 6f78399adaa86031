"""What is done at a machine in one go, and what is then to be seen there."""

from __future__ import annotations

from typing import Any

from tests.archive.backups import small
from tests.archive.backups.dump import everything
from tests.archive.backups.editing import state
from tests.commands import run, run_well


def take_in(*folders: str) -> dict[str, list]:
    """Documents and decisions on them; all rows there are."""
    small.take_in(*folders)
    return everything()


def fill_and_save(folder: str, path: str) -> dict[str, list]:
    """The seeds, documents and decisions, and a backup; all rows there are."""
    small.fill(folder)
    run_well("backup", path)
    return everything()


def save_under_load(path: str) -> None:
    run_well("backup", path)
    assert "All is well." in run_well("verify")


def save_in_the_end(path: str) -> dict[str, Any]:
    """Make a backup when all work is done; all that is asked of an archive."""
    run_well("backup", path)
    return state()


def restore(path: str) -> dict[str, Any]:
    """Restore a backup; what was said, all rows, and what is to be said of them."""
    output, errors, code = run("restore", path)
    return {
        "said": output + errors,
        "code": code,
        "everything": everything(),
        "verified": run_well("verify"),
        "is_of_this_version": run("migrate", "--check")[2] == 0,
    }
