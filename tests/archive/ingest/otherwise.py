"""`manage.py` by other rules, killed at a moment of one's choice: see `tests.dying`.

    python -m tests.archive.ingest.otherwise split-1 forgetful 17 0.003 ingest FOLDER

The first words name a reader of `crude` and one of RULES, for this process alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django

from tests import dying


def forgetful(said: tuple) -> tuple:
    """Every third find is not seen."""
    return tuple(find for number, find in enumerate(said) if number % 3)


def contrary(said: tuple) -> tuple:
    """Every other find says something else, in the same words."""
    return tuple(
        replace(find, **_OTHERWISE.get(type(find).__name__, {})) if number % 2 else find
        for number, find in enumerate(said)
    )


_OTHERWISE = {
    "DistrictFind": {"role": "passing", "confidence": 0.4},
    "IndustryFind": {"confidence": 0.4},
    "CompanyFind": {"confidence": 0.4},
    "FigureFind": {"hedge": "so they say", "kind": "target", "subject_district": ""},
}

RULES: dict[str, Callable[[tuple], tuple]] = {
    "present": lambda said: said,
    "forgetful": forgetful,
    "contrary": contrary,
}


def change(reader: str, rules: str) -> None:
    """Let this process read by this reader and these rules."""
    # Nothing of this can be imported before Django is set up.
    from archive import extraction
    from archive.ingest import Reader
    from tests.archive.ingest.crude import ALL

    (chosen,) = (one for one in ALL if one.version == reader)
    Reader.__init__.__defaults__ = (chosen.parse, chosen.version)
    make = RULES[rules]
    if rules == "present":
        return
    by_rules = extraction.extract
    extraction.VERSION = rules
    extraction.extract = lambda *story, **more: _made_of(by_rules(*story, **more), make)


def _made_of(extraction: Any, make: Callable[[tuple], tuple]) -> Any:
    kinds = ("districts", "companies", "industries", "figures")
    return replace(
        extraction, **{kind: make(getattr(extraction, kind)) for kind in kinds}
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    change(*sys.argv[1:3])
    dying.main(*sys.argv[3:])
