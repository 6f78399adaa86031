"""What reads documents is loaded where one is read, and not by every process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from archive import extraction, parsing

LOADED = """
import json, sys
import django
django.setup()
import archive.urls
print(json.dumps([name for name in sys.modules if name.startswith("archive.")]))
"""


def test_pages_and_desk_are_shown_without_what_reads_documents() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True
    )
    loaded = json.loads(said.stdout)
    assert "archive.admin.queue" in loaded
    for part in ("parsing.documents", "parsing.html", "parsing.pdf", "parsing.text"):
        assert f"archive.{part}" not in loaded
    for part in ("extraction.extracting", "extraction.dating", "extraction.subjects"):
        assert f"archive.{part}" not in loaded


@pytest.mark.parametrize("package", [extraction, parsing])
def test_every_name_that_a_package_offers_is_there(package: object) -> None:
    for name in package.__all__:
        assert getattr(package, name)


@pytest.mark.parametrize("package", [extraction, parsing])
def test_a_name_that_it_does_not_offer_is_none_of_its(package: object) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = package.no_such_name
