from pathlib import Path

import pytest

from tests.seeded import load_seeds

DOCUMENTS = Path(__file__).parents[3] / "seeds" / "documents"


@pytest.fixture
def world(db):
    """The seeds, loaded; gives the region of the five documents."""
    from districts.models import Region  # not before Django is set up

    load_seeds()
    return Region.objects.get(slug="shanghai")


@pytest.fixture(scope="session")
def documents() -> list[Path]:
    return sorted(DOCUMENTS.glob("*.txt"))
