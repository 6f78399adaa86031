"""Settings from environment variables: typed, bounded, and named when wrong."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.environment import (
    Environment,
    database,
    secret_key,
)


@pytest.mark.parametrize(("value", "means"), [("1", True), ("0", False)])
def test_a_flag_is_one_or_nought(value, means):
    environment = Environment({"ARCHIVE_DEBUG": value})
    assert environment.flag("ARCHIVE_DEBUG", False, "…") is means


@pytest.mark.parametrize("value", ["", "true", "True", "yes", "on", "2", " 1", "01"])
def test_any_other_flag_is_refused_by_name(value):
    environment = Environment({"ARCHIVE_DEBUG": value})
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_DEBUG"):
        environment.flag("ARCHIVE_DEBUG", False, "…")


@pytest.mark.parametrize("value", ["1", "25", "500"])
def test_a_number_between_its_bounds_is_taken(value):
    environment = Environment({"ARCHIVE_PAGE_SIZE": value})
    number = environment.number("ARCHIVE_PAGE_SIZE", 7, "…", least=1, most=500)
    assert number == int(value)


@pytest.mark.parametrize(
    "value", ["", "0", "501", "-1", "2.5", "1e2", "٢", "ten", "9" * 5000]
)
def test_a_number_out_of_bounds_or_no_number_is_refused_by_name(value):
    environment = Environment({"ARCHIVE_PAGE_SIZE": value})
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_PAGE_SIZE"):
        environment.number("ARCHIVE_PAGE_SIZE", 7, "…", least=1, most=500)


def test_what_is_not_set_has_its_default(tmp_path):
    environment = Environment({})
    assert environment.text("ARCHIVE_REGION", "shanghai", "…") == "shanghai"
    assert environment.words("ARCHIVE_HOSTS", "a, b,,", "…") == ["a", "b"]
    assert environment.folder("ARCHIVE_DIR", "var", "…", base=tmp_path) == (
        tmp_path / "var"
    )


def test_a_choice_lists_what_it_could_be():
    environment = Environment({"ARCHIVE_LOG_LEVEL": "LOUD"})
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_LOG_LEVEL.*INFO, ERROR"):
        environment.choice("ARCHIVE_LOG_LEVEL", "INFO", ("INFO", "ERROR"), "…")


def test_a_misspelt_variable_is_refused_with_the_nearest_name():
    environment = Environment({"ARCHIVE_HTTP": "1", "PATH": "/bin"})
    environment.flag("ARCHIVE_HTTPS", False, "…")
    with pytest.raises(ImproperlyConfigured, match="mean ARCHIVE_HTTPS"):
        environment.refuse_unknown()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    environment = Environment({"ARCHIVE_DATA_DIR": "file"})
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_DATA_DIR"):
        environment.folder("ARCHIVE_DATA_DIR", "var", "…", base=tmp_path, made=True)


def test_a_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "secret-key"
    key = secret_key("", path)
    assert len(key) >= 50
    assert secret_key("", path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_processes_that_start_at_once_agree_on_one_key(tmp_path):
    path = tmp_path / "secret-key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key("", path), range(40)))
    assert len(keys) == 1


def test_a_key_that_is_given_is_used_and_none_is_kept(tmp_path):
    given = "k" * 50
    assert secret_key(given, tmp_path / "secret-key") == given
    assert list(tmp_path.iterdir()) == []


def test_a_short_or_empty_key_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_SECRET_KEY"):
        secret_key("short", tmp_path / "secret-key")
    (tmp_path / "secret-key").write_text("\n")
    with pytest.raises(ImproperlyConfigured, match="secret-key"):
        secret_key("", tmp_path / "secret-key")


def test_a_place_for_the_key_that_cannot_be_written_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_DATA_DIR"):
        secret_key("", tmp_path / "file" / "secret-key")


def test_without_an_address_the_database_is_sqlite_in_the_data_folder(tmp_path):
    described = database("", tmp_path / "archive.sqlite3")
    assert described["ENGINE"] == "django.db.backends.sqlite3"
    assert described["NAME"] == tmp_path / "archive.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_moves_the_database_to_postgresql(tmp_path):
    described = database(
        "postgresql://ed:p%40ss@db.example:5433/news?sslmode=require", tmp_path
    )
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert described["USER"] == "ed"
    assert described["PASSWORD"] == "p@ss"
    assert (described["HOST"], described["PORT"]) == ("db.example", 5433)
    assert described["NAME"] == "news"
    assert described["OPTIONS"] == {"sslmode": "require"}
    assert described["CONN_MAX_AGE"] == 600
    assert described["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ed:hidden@db.example/news",
        "sqlite:///hidden.sqlite3",
        "postgresql://ed:hidden@db.example:port/news",
        "hidden",
    ],
)
def test_a_wrong_address_is_refused_without_showing_the_password(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as caught:
        database(url, tmp_path / "archive.sqlite3")
    assert "hidden" not in str(caught.value)
