"""Promises of the whole project: its locks, its floors, its settings, its tools."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
LOCKS = tuple(f"requirements{kind}.txt" for kind in ("", "-dev", "-llm", "-uv"))
ROW = re.compile(
    r"^\| `(?P<name>ARCHIVE_[A-Z_]{1,40}|DATABASE_URL)` \| (?P<default>[^|]{1,99}) \|",
    re.MULTILINE,
)


def locked(name: str) -> dict[str, str]:
    """The packages of a lock with their versions."""
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_every_package_has_its_hash(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    unlocked = [e.splitlines()[0] for e in entries if "--hash=sha256:" not in e]
    assert unlocked == []


def test_the_tests_run_with_the_versions_that_readers_get():
    dev = locked("requirements-dev.txt")
    assert locked("requirements.txt").items() <= dev.items()
    assert locked("requirements-llm.txt").items() <= dev.items()


@pytest.mark.parametrize(
    "name", ["requirements", "requirements-dev", "requirements-uv"]
)
def test_everything_asked_for_is_in_its_lock(name):
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    wanted = {
        re.match(r"[a-z0-9-]+", line).group()
        for line in lines
        if re.match(r"[a-z0-9]", line)
    }
    assert wanted
    assert wanted <= locked(f"{name}.txt").keys()


def test_imports_point_down():
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for(request):
    asked = "postgresql" if request.config.getoption("postgresql") else "sqlite"
    assert connection.vendor == asked


def test_every_setting_has_its_row_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    documented = [(row["name"], row["default"]) for row in ROW.finditer(readme)]
    real = [(v.name, default_cell(v.default)) for v in settings.ENVIRONMENT]
    assert sorted(documented) == sorted(real), (
        "The README's table of settings should hold these rows:\n" + settings_table()
    )


def default_cell(default: str) -> str:
    """A default as the table shows it: a value as code, a description as it is."""
    return default if " " in default else f"`{default}`"


def settings_table() -> str:
    """The README's table as the settings module declares it."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    rows += [
        f"| `{v.name}` | {default_cell(v.default)} | {v.meaning} |"
        for v in settings.ENVIRONMENT
    ]
    return "\n".join(rows)


def test_make_lists_its_commands():
    listed = subprocess.run(
        ["make", "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for command in ("run", "test", "lint", "score"):
        assert re.search(rf"^make {command} +\S", listed, re.MULTILINE)
