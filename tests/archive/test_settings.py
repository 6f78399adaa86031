"""What the settings promise: safe with nothing configured, clean in production."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def manage(*arguments: str, data_dir: Path, **variables: str):
    """Run manage.py in a process with these variables and no other of ours."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ARCHIVE_", "DJANGO_", "DATABASE_URL"))
    }
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={**environment, "ARCHIVE_DATA_DIR": str(data_dir), **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_documented_production_set_up_passes_the_deployment_check(tmp_path):
    checked = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        data_dir=tmp_path,
        ARCHIVE_HTTPS="1",
        ARCHIVE_ALLOWED_HOSTS="archive.example.org",
        ARCHIVE_SECRET_KEY="a-key-for-tests-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    )
    assert checked.returncode == 0, checked.stderr


def test_a_wrong_variable_stops_the_program_and_is_named(tmp_path):
    checked = manage("check", data_dir=tmp_path, ARCHIVE_DEBUG="yes")
    assert checked.returncode != 0
    assert 'ARCHIVE_DEBUG is \'yes\'; it can be "1" or "0"' in checked.stderr


def test_nothing_configured_is_safe():
    assert settings.DEBUG is False
    assert settings.ENVIRONMENT
    assert len(settings.SECRET_KEY) >= 50
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.SESSION_COOKIE_AGE <= 12 * 60 * 60


def test_a_short_password_is_refused():
    with pytest.raises(ValidationError):
        validate_password("gL7#kq2!", User(username="editor"))
    validate_password("seven-lanterns-over-water", User(username="editor"))


@pytest.mark.django_db
def test_the_database_keeps_what_was_committed():
    """The connection's own word: a commit is on the disk, references are checked."""
    if connection.vendor == "postgresql":
        wanted = {"synchronous_commit": "on"}
        question = "SHOW {}"
    else:
        question = "PRAGMA {}"
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "busy_timeout": 5000,
            "foreign_keys": 1,
        }
    with connection.cursor() as cursor:
        found = {}
        for name in wanted:
            cursor.execute(question.format(name))
            found[name] = cursor.fetchone()[0]
    assert found == wanted


def test_every_answer_forbids_what_pages_do_not_need(client, db):
    headers = client.get("/admin/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_static_files_carry_the_headers_too(client, db):
    answer = client.get("/static/admin/css/base.css")
    assert answer.status_code == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
