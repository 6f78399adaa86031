"""A backup or a restore that is killed at any moment costs nothing but its time.

`pytest --rounds 20` kills more of them; `make torture` does.
"""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.archive.backups.conftest import STORIES
from tests.archive.backups.dump import differences
from tests.archive.backups.machines import SECONDS, Machine
from tests.archive.backups.test_under_load import write_stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(machines, tmp_path) -> Machine:
    machine = machines()
    machine.run("migrate", "-v0")
    machine.call("tests.archive.backups.small.fill", folder_of(tmp_path))
    return machine


def folder_of(tmp_path: Path) -> Path:
    """Stories enough for a restore to take a while, and those that are decided on."""
    folder = write_stories(tmp_path / "stories", 60)
    for name, text in STORIES.items():
        (folder / name).write_text(text)
    return folder


def kill(process: subprocess.Popen, sign: Path, delay: float) -> bool:
    """Kill so long after something is there that `sign` stands for.

    Returns whether it was still at work.
    """
    end = time.monotonic() + SECONDS
    while process.poll() is None and not list(sign.parent.glob(sign.name)):
        assert time.monotonic() < end
        time.sleep(0.002)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def test_a_restore_that_was_killed_is_begun_anew(
    source, machines, tmp_path, pytestconfig
):
    source.run("backup", tmp_path / "b.tar.gz")
    wanted = source.everything()
    dice = random.Random(2023)
    begun_anew = 0
    for number in range(pytestconfig.getoption("rounds")):
        machine = machines()
        machine.run("migrate", "-v0")
        process = machine.start("restore", tmp_path / "b.tar.gz")
        # The folder is made when all is checked and the writing begins.
        delay = dice.uniform(0, 0.3 * number)
        kill(process, machine.folder / "documents", delay)
        code, _, errors = machine.try_to("restore", tmp_path / "b.tar.gz")
        begun_anew += code == 0
        if code:  # its rows were all in: only the look over them was cut short
            assert "the database is not empty" in errors
        assert "All is well." in machine.run("verify")
        assert differences(machine.everything(), wanted) == []
    assert begun_anew


def test_a_backup_that_was_killed_leaves_no_file_under_its_name(
    source, machines, tmp_path, pytestconfig
):
    there = tmp_path / "backups"
    there.mkdir()
    dice = random.Random(2024)
    cut_short = 0
    for number in range(pytestconfig.getoption("rounds")):
        path = there / f"{number}.tar.gz"
        process = source.start("backup", path)
        delay = dice.uniform(0, 0.1 * number)
        was_at_work = kill(process, there / ".unfinished-backup-*", delay)
        if path.exists():
            machines().run("restore", path)
        else:
            assert was_at_work
            cut_short += 1
        for left in there.glob(".*"):
            left.unlink()
    assert cut_short
    source.run("backup", there / "after.tar.gz")
    machines().run("restore", there / "after.tar.gz")
