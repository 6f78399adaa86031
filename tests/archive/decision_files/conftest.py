"""An archive of one story, and files of decisions that are taken into it.

Models can't be imported while pytest still reads this file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.commands import run

if TYPE_CHECKING:
    from archive.models import Article
    from tests.archive.decision_files.telling import Lines


@pytest.fixture
def story(tmp_path) -> Article:
    from tests.archive.decision_files.telling import STORY
    from tests.archive.one_story import taken_in

    return taken_in(tmp_path, STORY)


@pytest.fixture
def take_in(tmp_path) -> Callable[..., tuple[str, int]]:
    """Takes lines in; gives what the command says, and its exit code."""

    def take_in(told: Lines, *options: str) -> tuple[str, int]:
        from tests.archive.decision_files.telling import as_file

        file = tmp_path / "decisions.jsonl"
        file.write_text(as_file(told))
        said, problem, code = run("decisions", "import", str(file), *options)
        return said + problem, code

    return take_in
