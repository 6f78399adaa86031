"""Documents against their annotation; floors that only rise.

`seeds` are the five documents; `own` thirty articles that were written for this, with
their answers first. Rules were written beside all of them in the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.ingest import take_files
from districts.models import Region
from tests.seeded import load_seeds

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"

DOCUMENTS = {
    "seeds": ROOT / "seeds" / "documents",
    "own": GOLD / "own" / "documents",
}
SEEDS = {
    "districts": 1.0,
    "primary district": 1.0,
    "companies": 1.0,
    "industries": 0.95,
    "published date": 1.0,
    "headline": 1.0,
    "figures value+unit": 1.0,
    "figures +kind": 1.0,
    "figures +period+indicator": 0.97,
    "conversions": 1.0,
}


OWN = {
    "districts": 1.0,
    "primary district": 1.0,
    "companies": 0.94,
    "industries": 0.82,
    "published date": 1.0,
    "headline": 1.0,
    "figures value+unit": 0.98,
    "figures +kind": 0.96,
    "figures +period+indicator": 0.82,
    "conversions": 1.0,
}


@pytest.mark.django_db
@pytest.mark.parametrize("gold, floors", [("seeds", SEEDS), ("own", OWN)])
def test_the_scores_hold_their_floors(gold, floors, tmp_path):
    scores = scores_of(gold, tmp_path)

    found = {name: scores[name]["f1"] for name in floors}
    assert {n: f for n, f in found.items() if f < floors[n]} == {}


def scores_of(gold: str, folder: Path) -> dict[str, dict[str, float]]:
    load_seeds()
    region = Region.objects.get(slug="shanghai")
    list(take_files(sorted(DOCUMENTS[gold].glob("*.txt")), region))
    output = folder / "predictions.json"
    call_command("export", format="gold", output=output, stderr=sys.stderr)
    scorer = [sys.executable, GOLD / "score.py", "--json", "--gold", GOLD / gold]
    result = subprocess.run(
        [*scorer, "--pred", output], capture_output=True, text=True, check=True
    )
    return json.loads(result.stdout)


def test_the_scorer_can_tell_right_from_wrong():
    result = subprocess.run(
        [sys.executable, GOLD / "score.py", "--selftest", "--gold", GOLD / "seeds"],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout
