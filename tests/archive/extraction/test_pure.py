"""The rules of extraction depend on a story and a gazetteer, and on nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import archive.extraction

FOLDER = Path(archive.extraction.__file__).parent
ALLOWED = {
    *("__future__", "ahocorasick", "archive", "bisect", "calendar", "collections"),
    *("dataclasses", "datetime", "decimal", "enum", "functools", "hashlib"),
    *("itertools", "operator", "re", "typing", "unicodedata"),
}
CLOCKS = {"today", "now", "utcnow", "fromtimestamp", "setlocale", "getlocale"}
DOORS = {"open", "exec", "eval", "compile", "__import__", "input", "breakpoint"}

WATCHED = """
import sys
from tests.archive.extraction.gazetteers import small_gazetteer, story
from archive.extraction import extract

gazetteer = small_gazetteer()
told = story("Putuo's tax rose 3 percent to 9 billion yuan in May.", "2024-06-01")
first = extract(told, gazetteer)
met = []
sys.addaudithook(lambda event, _: met.append(event))
again = extract(told, gazetteer)
doors = [e for e in met if e == "open" or e.startswith(("socket", "os.", "subprocess"))]
assert first == again and first.figures
assert not doors, doors
"""


def modules() -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in FOLDER.rglob("*.py")
    }


OWN = ("archive.extraction", "archive.later")
"""`later` imports what it is told to, and it is told so by the package alone."""


def test_nothing_is_imported_that_could_reach_a_clock_a_file_or_a_network():
    found = set()
    for path, tree in modules().items():
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                inner = top != "archive" or name.startswith(OWN)
                if top not in ALLOWED or not inner:
                    found.add(f"{path.name}: {name}")
    assert not found


def test_neither_the_clock_nor_the_locale_nor_a_file_is_asked():
    asked = set()
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
                asked.add(f"{path.name}, line {node.lineno}: {called.attr}")
            elif isinstance(called, ast.Name) and called.id in DOORS:
                asked.add(f"{path.name}, line {node.lineno}: {called.id}")
    assert not asked


def test_reading_a_story_opens_nothing_and_ends_the_same():
    root = FOLDER.parents[1]
    run = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=root, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
