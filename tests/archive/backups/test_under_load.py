"""Backups taken while documents come in and editors decide.

`pytest --rounds 20` takes more of them; `make torture` does.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.archive.backups.dump import differences
from tests.archive.backups.files import manifest_of
from tests.archive.backups.machines import SECONDS, Machine

pytestmark = pytest.mark.django_db

EDITING = "tests.archive.backups.editing"
A_ROUND = 40
"""Documents that come in while one backup is taken."""


def write_stories(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05d}.txt").write_text(
            f"Mill number {number} gives Putuo new work\n\n"
            f"Putuo District counted {number}99 new firms last year, a bureau said.\n\n"
            f"The mill paid {number}.44 billion yuan in tax, up {number % 90} percent, "
            "and brewing in Jiading District grew with artificial intelligence.\n"
        )
    return folder


def finish(process: subprocess.Popen) -> str:
    output, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, errors
    return output


def test_backups_under_load_are_each_of_one_moment(machines, tmp_path, pytestconfig):
    rounds = max(2, pytestconfig.getoption("rounds"))
    folder = write_stories(tmp_path / "stories", A_ROUND * rounds)
    source = machines()
    source.run("migrate", "-v0")
    source.run("load_seeds", "-v0")
    stop = tmp_path / "stop"
    editor = source.start_function(f"{EDITING}.edit_until", stop)
    ingest = source.start_function(f"{EDITING}.take_in_slowly", folder, stop)
    taken = [tmp_path / f"{number}.tar.gz" for number in range(rounds)]
    for path in taken:
        source.run("backup", path)
        assert "All is well." in source.run("verify")
    stop.touch()
    finish(ingest)
    finish(editor)
    taken.append(tmp_path / "in-the-end.tar.gz")
    source.run("backup", taken[-1])

    wanted = source.call(f"{EDITING}.state")
    assert wanted["broken"] == []
    assert len(wanted["found"]) == A_ROUND * rounds
    sizes = [manifest_of(path)["raw"]["count"] for path in taken]
    assert sizes[0] < sizes[-1] == A_ROUND * rounds
    restored = [machines() for _ in taken]
    for machine, path in zip(restored, taken, strict=True):
        check_restored(machine, path, wanted)
    everything = restored[-1].everything()
    assert differences(everything, wanted["everything"]) == []
    check_completed(restored[0], folder, wanted)


def check_restored(machine: Machine, path: Path, wanted: dict[str, Any]) -> None:
    """Whole documents only, and decisions as the source had them up to a moment."""
    assert "All is well." in machine.run("restore", path)
    state = machine.call(f"{EDITING}.state")
    found = state["found"]
    assert found == {sha256: wanted["found"][sha256] for sha256 in found}
    assert state["broken"] == []
    decided = state["everything"]["archive.decision"]
    assert decided == wanted["everything"]["archive.decision"][: len(decided)]


def check_completed(machine: Machine, folder: Path, wanted: dict[str, Any]) -> None:
    """Taking in the rest gives what the source has; the decisions stand."""
    before = machine.everything()["archive.decision"]
    machine.run("ingest", folder, "-v0")
    state = machine.call(f"{EDITING}.state")
    assert state["found"] == wanted["found"]
    assert state["broken"] == []
    assert state["everything"]["archive.decision"] == before
