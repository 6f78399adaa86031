"""An ingest that is killed at any moment is completed by the next run.

`pytest --rounds 20` kills it more often; `make torture` does.
"""

from __future__ import annotations

import re

import pytest

from archive.ingest.bulk import BATCH
from tests.commands import run_well
from tests.contents import contents
from tests.dying import Words, kill
from tests.stories import write_stories

STORIES = BATCH + 5
"""More than are written in one transaction."""


def differences(found: dict, wanted: dict) -> list[str]:
    """Rows of one archive that the other does not have, cut to a readable length."""
    return [
        f"{model}: {sorted(set(map(repr, found[model])) ^ set(map(repr, rows)))}"[:2000]
        for model, rows in wanted.items()
        if found[model] != rows
    ]


@pytest.mark.django_db
def test_a_killed_ingest_is_completed_by_the_next(
    seeded, machines, dice, tmp_path, pytestconfig
):
    documents = "seeds/documents", write_stories(tmp_path / "stories", STORIES)
    undisturbed = machines(seeded)
    words = Words.of(undisturbed, "ingest", *documents)
    with undisturbed.entered():
        wanted = contents()
    total = len(wanted["Document"])
    rest = total - BATCH
    # Behind these two the bitmaps are written, from what is there by then.
    first, second, *_ = words.commits
    moments = [
        (range(1, first), {total}),
        ([first], {total, rest}),
        (range(first + 1, second), {rest}),
        ([second], {rest, 0}),
        (range(second + 1, words.count + 2), {0}),
    ]
    begin = dice.randrange(len(moments))
    for number in range(begin, begin + pytestconfig.getoption("rounds")):
        choice, left_to_do = moments[number % len(moments)]
        word = dice.choice(choice)
        killed = machines(seeded)

        kill(killed, word, dice, "ingest", *documents)

        with killed.entered():
            said = run_well("ingest", *documents)
            assert int((re.findall(r"(\d+) new", said) or [0])[0]) in left_to_do, word
            assert "All is well." in run_well("verify"), word
            assert differences(contents(), wanted) == [], word
