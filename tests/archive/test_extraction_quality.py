"""The five documents against their annotation; floors that only rise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.ingest import take_files
from tests.seeded import load_seeds

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"

FLOORS = {
    "districts": 1.0,
    "primary district": 1.0,
    "companies": 1.0,
    "industries": 0.90,
    "published date": 1.0,
    "headline": 1.0,
    "figures value+unit": 1.0,
    "figures +kind": 0.97,
    "figures +period+indicator": 0.80,
    "conversions": 1.0,
}


@pytest.fixture
def scores(db, tmp_path) -> dict[str, dict[str, float]]:
    from districts.models import Region

    load_seeds()
    region = Region.objects.get(slug="shanghai")
    list(take_files(sorted((ROOT / "seeds/documents").glob("*.txt")), region))
    output = tmp_path / "predictions.json"
    call_command("export", format="gold", output=output, stderr=sys.stderr)
    scorer = [sys.executable, GOLD / "score.py", "--json", "--gold", GOLD / "seeds"]
    result = subprocess.run(
        [*scorer, "--pred", output], capture_output=True, text=True, check=True
    )
    return json.loads(result.stdout)


def test_the_scores_hold_their_floors(scores):
    found = {name: scores[name]["f1"] for name in FLOORS}

    assert {n: f for n, f in found.items() if f < FLOORS[n]} == {}


def test_the_scorer_can_tell_right_from_wrong():
    result = subprocess.run(
        [sys.executable, GOLD / "score.py", "--selftest", "--gold", GOLD / "seeds"],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout
