"""Backups taken while documents come in and editors decide.

`pytest --rounds 20` takes more of them; `make torture` does.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.archive.backups.dump import differences
from tests.archive.backups.editing import state
from tests.archive.backups.files import manifest_of
from tests.commands import run_well
from tests.machines import SECONDS, Machine, finish
from tests.stories import write_stories

pytestmark = pytest.mark.django_db

EDITING = "tests.archive.backups.editing"
A_ROUND = 15
"""Documents that come in while one backup is taken."""


def test_backups_under_load_are_each_of_one_moment(
    machines, seeded, empty, tmp_path, pytestconfig
):
    rounds = pytestconfig.getoption("rounds")
    folder = write_stories(tmp_path / "stories", A_ROUND * rounds)
    taken = [tmp_path / f"{number}.tar.gz" for number in range(rounds + 1)]
    wanted = save_under_load(machines(seeded), folder, taken)

    assert wanted["broken"] == []
    assert len(wanted["found"]) == A_ROUND * rounds
    sizes = [manifest_of(path)["raw"]["count"] for path in taken]
    assert 0 < sizes[0] < sizes[-1] == A_ROUND * rounds
    for path in taken:
        check_restored(path, empty, wanted)
        if path == taken[0]:
            check_completed(folder, wanted)
    assert differences(state()["everything"], wanted["everything"]) == []


def save_under_load(
    machine: Machine, folder: Path, taken: list[Path]
) -> dict[str, Any]:
    """Take all backups but the last while there is work; what there is in the end."""
    stop, started = folder.parent / "stop", folder.parent / "started"
    workers = [
        machine.start_function(f"{EDITING}.edit_until", stop, started),
        machine.start_function(f"{EDITING}.take_in_slowly", folder, stop),
    ]
    wait_for(started)
    for path in taken[:-1]:
        with machine.entered():
            run_well("backup", path)
            assert "All is well." in run_well("verify")
    stop.touch()
    for worker in workers:
        finish(worker)
    with machine.entered():
        run_well("backup", taken[-1])
        return state()


def wait_for(path: Path) -> None:
    end = time.monotonic() + SECONDS
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.05)


def check_restored(
    path: Path, empty: Callable[[], None], wanted: dict[str, Any]
) -> None:
    """Whole documents only, and decisions as the source had them up to a moment."""
    empty()
    assert "All is well." in run_well("restore", path)
    found = state()
    assert found["found"] == {
        sha256: wanted["found"][sha256] for sha256 in found["found"]
    }
    assert found["broken"] == []
    decided = found["everything"]["archive.decision"]
    assert decided
    assert decided == wanted["everything"]["archive.decision"][: len(decided)]


def check_completed(folder: Path, wanted: dict[str, Any]) -> None:
    """Taking in the rest gives what the source has; the decisions stand."""
    decided = state()["everything"]["archive.decision"]
    run_well("ingest", folder)
    found = state()
    assert found["found"] == wanted["found"]
    assert found["broken"] == []
    assert found["everything"]["archive.decision"] == decided
