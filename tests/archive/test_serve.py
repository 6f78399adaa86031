"""`manage.py serve`: from a command to a page, and clear words when it can't."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def collected(settings, tmp_path):
    """Static files as after `collectstatic`, as far as the command looks."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.django_db
def test_a_port_that_is_taken_is_named_with_a_way_out(collected):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} .*make run PORT="):
            call_command("serve", port=port)


@pytest.mark.django_db
def test_a_number_that_is_no_port_is_refused(collected):
    with pytest.raises(CommandError, match="70000 is no port"):
        call_command("serve", port=70000)


@pytest.mark.django_db
def test_missing_static_files_are_told_before_a_page_fails(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "nothing"
    with pytest.raises(CommandError, match="collectstatic"):
        call_command("serve", port=free_port())


def test_it_serves_pages_goes_on_and_tells_how_to_make_an_account(machines, migrated):
    machine = machines(migrated)
    machine.run("collectstatic", "--no-input", "--verbosity", "0")
    port = free_port()
    server = machine.start("serve", "--port", port, "--workers", 1)
    try:
        page = fetch(f"http://127.0.0.1:{port}/admin/login/")
        # A worker that the system kills takes the site away for a moment alone.
        (worker,) = children(server.pid)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: worker not in children(server.pid))
        assert fetch(f"http://127.0.0.1:{port}/admin/login/")
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=30)
    assert "csrfmiddlewaretoken" in page
    assert f"http://127.0.0.1:{port}/" in said
    assert "manage.py createsuperuser" in said


def children(pid: int) -> list[int]:
    return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def fetch(url: str) -> str:
    """The page at `url`, as soon as somebody answers there."""
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.mark.django_db
def test_pages_that_cannot_be_imported_end_it_at_once(settings, collected) -> None:
    """Workers would be started again and again, and nobody told."""
    settings.ROOT_URLCONF = "archive.no_such_pages"
    with pytest.raises(ModuleNotFoundError, match="no_such_pages"):
        call_command("serve", port=1)
