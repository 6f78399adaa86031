from collections.abc import Iterator

import pytest

from tests.archive.extractors.chat.stub import Stub, serving


@pytest.fixture
def stub(monkeypatch) -> Iterator[Stub]:
    """An endpoint on the loopback, to which no proxy leads."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as stub:
        yield stub
