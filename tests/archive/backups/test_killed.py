"""A backup or a restore that is killed at any moment costs nothing but its time.

`pytest --rounds 20` kills more of them; `make torture` does.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.backups.dump import differences, everything
from tests.archive.backups.files import MANIFEST, unpacked
from tests.commands import run, run_well
from tests.dying import Words, kill

pytestmark = pytest.mark.django_db


def test_a_restore_that_was_killed_is_begun_anew(
    migrated, source, backup, machines, dice, pytestconfig
):
    words = Words.of(machines(migrated), "restore", backup.path)
    written, _ = words.commits  # the rows; then the look over them is over
    moments = [range(1, written), [written], range(written + 1, words.count + 2)]
    for number in range(pytestconfig.getoption("rounds")):
        word = dice.choice(moments[number % len(moments)])
        machine = machines(migrated)

        kill(machine, word, dice, "restore", backup.path)

        with machine.entered():
            _, errors, code = run("restore", backup.path)
            if word < written:
                assert code == 0, (word, errors)
            if word > written or code:
                # Its rows are all in: only the look over them was cut short.
                assert "the database is not empty" in errors, word
            assert "All is well." in run_well("verify"), word
            assert differences(everything(), source.everything) == [], word


def test_a_backup_that_was_killed_leaves_no_file_under_its_name(
    source, backup, tmp_path, dice, pytestconfig
):
    there = tmp_path / "backups"
    there.mkdir()
    last = backup.words.count
    for number in range(pytestconfig.getoption("rounds")):
        path = there / f"{number}.tar.gz"
        # The file gets its name after the last word.
        word = last if number % 3 == 2 else dice.randrange(1, last)
        kill(source.machine, word, dice, "backup", path)
        assert word == last or not path.exists(), word
        if path.exists():
            assert contents(path) == contents(backup.path)
        for left in there.glob(".*"):
            left.unlink()
    with source.machine.entered():
        run_well("backup", there / "after.tar.gz")
    assert contents(there / "after.tar.gz") == contents(backup.path)


def contents(path: Path) -> dict[str, bytes]:
    """What is in a backup, but for the manifest with its time."""
    members = unpacked(path)
    assert members.pop(MANIFEST)
    return members
