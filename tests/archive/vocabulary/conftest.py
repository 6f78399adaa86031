"""No test finds in memory what another one's database held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def fresh_vocabulary() -> Iterator[None]:
    # Models can't be imported while pytest still reads this file.
    from tests.archive.vocabulary import memory

    memory.forget()
    yield
    memory.forget()
