"""Which PostgreSQL server the tests choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import postgresql
from tests.postgresql import major_version, running_server, system_binaries


def test_the_server_named_in_the_environment_comes_first():
    named = "postgresql://tester@db.example/postgres"
    with running_server({"TEST_DATABASE_URL": named}) as server:
        assert server.url == named
        assert server.origin == "TEST_DATABASE_URL"


def test_of_the_systems_servers_the_newest_is_taken(tmp_path, monkeypatch):
    for version in ("9.6", "15", "16"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        if version != "16":
            (folder / "initdb").touch()
    monkeypatch.setattr(postgresql, "SYSTEM_BINARIES", (f"{tmp_path}/*/bin",))
    monkeypatch.setenv("PATH", "")
    assert system_binaries() == tmp_path / "15" / "bin"


def test_a_machine_without_a_server_says_so(monkeypatch):
    monkeypatch.setattr(postgresql, "SYSTEM_BINARIES", ())
    monkeypatch.setenv("PATH", "")
    assert system_binaries() is None


@pytest.mark.parametrize(
    ("folder", "version"),
    [("/usr/lib/postgresql/15/bin", 15), ("/usr/pgsql-17/bin", 17), ("/usr/bin", 0)],
)
def test_a_servers_version_is_read_off_its_folder(folder, version):
    assert major_version(Path(folder)) == version


def test_the_packaged_server_answers_and_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(postgresql, "system_binaries", lambda: None)
    with running_server({}) as server:
        assert int(server.version().split(".")[0]) >= 16
        folder = Path(server.url.partition("host=")[2]).parent
        assert folder.is_dir()
    assert not folder.exists()
