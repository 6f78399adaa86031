"""The command that loads the seeds: what it prints and when it fails."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.models import District, Region
from tests.districts.worlds import SeedFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> SeedFolder:
    return SeedFolder(tmp_path / "seeds")


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_seeds", *arguments, stdout=out)
    return out.getvalue()


def test_it_tells_what_it_added_and_then_that_nothing_changed(
    folder: SeedFolder,
) -> None:
    assert "2 district, 3 district-alias" in run("--seeds-dir", str(folder.path))
    assert run("--seeds-dir", str(folder.path)) == "nothing changed\n"


def test_it_reads_the_folder_of_the_settings(folder: SeedFolder, settings) -> None:
    settings.ARCHIVE_SEEDS_DIR = folder.path
    run()
    assert District.objects.count() == 2


def test_a_mistake_in_the_files_ends_it_and_loads_nothing(folder: SeedFolder) -> None:
    folder.change("regions/harbour.toml", 'code = "2"', 'code = "1"')
    with pytest.raises(CommandError, match="'westbank': code 1 is taken"):
        run("--seeds-dir", str(folder.path))
    assert not Region.objects.exists()


def test_a_clash_with_an_editors_row_ends_it_in_failure(folder: SeedFolder) -> None:
    harbour = Region.objects.create(slug="harbour", name="Harbour", currency="CNY")
    District.objects.create(region=harbour, slug="islands", code="1", name="Islands")
    with pytest.raises(CommandError, match="'eastbank'"):
        run("--seeds-dir", str(folder.path))
    assert set(District.objects.values_list("slug", flat=True)) == {
        "islands",
        "westbank",
    }
