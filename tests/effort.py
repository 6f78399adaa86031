"""How much is tried of what could be tried for ever."""

from __future__ import annotations

import os

WHOLE = "TESTS_OF_EVERYTHING"
"""Set in the environment where all is to be tried: `pytest --rounds 20`."""


def examples(most: int) -> int:
    """So many examples, or on each change a third of them."""
    return most if WHOLE in os.environ else most // 3
