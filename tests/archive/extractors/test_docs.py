"""docs/extractors.md: the example there is run, and what it says of the code is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.extraction.interface import LABELS
from archive.extractors import checking, figures, loading, names
from archive.models import CompanyMention
from tests.archive.ingest.directly import take_directly
from tests.commands import run_well
from tests.factories import make_company, make_region

DOCS = (Path(__file__).parents[3] / "docs" / "extractors.md").read_text()
(EXAMPLE,) = re.findall(r"^```python\n(.*?)^```", DOCS, re.DOTALL | re.MULTILINE)


def test_the_example_is_as_short_as_it_is_said_to_be():
    lines = [line for line in EXAMPLE.splitlines() if line.strip()]
    assert len(lines) <= 10


@pytest.mark.django_db(transaction=True)
def test_the_example_finds_what_it_says(tmp_path, monkeypatch):
    (tmp_path / "my_harbours.py").write_text(EXAMPLE)
    monkeypatch.syspath_prepend(tmp_path)
    make_company("Amber Harbour", slug="amber-harbour")
    path = tmp_path / "story.txt"
    path.write_text("A quay is dredged\n\nDredging at Amber Harbour took a year.\n")
    take_directly([path], make_region())
    CompanyMention.objects.all().delete()
    output = run_well("annotate", "my_harbours.Harbours", "--again")
    assert output.startswith("harbours 1: 1 stories read, 0 failed, 0 left; 1 finds")


def test_an_entry_point_is_found_by_its_name(tmp_path, monkeypatch):
    (tmp_path / "my_harbours.py").write_text(EXAMPLE)
    about = tmp_path / "my_harbours-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: my-harbours\n")
    offered = f"[{loading.GROUP}]\nharbours-of-mine = my_harbours:Harbours\n"
    (about / "entry_points.txt").write_text(offered)
    monkeypatch.syspath_prepend(tmp_path)
    assert loading.GROUP in DOCS
    assert loading.load("harbours-of-mine").name == "harbours"
    with pytest.raises(loading.NotLoaded, match="known: chat, harbours-of-mine"):
        loading.load("nobody")


def test_all_labels_roles_kinds_and_limits_are_told():
    words = DOCS.replace("\n", " ")
    for label in LABELS:
        assert f"| `{label}` |" in DOCS
    for known in (*names.ROLES, *names.COMPANY_KINDS, *figures.KINDS):
        assert known in words
    assert f"longer than {checking.LONGEST} characters" in words
    for reason in (checking.OUTSIDE, figures.UNREAD, figures.SEVERAL, names.UNKNOWN):
        assert reason in words
