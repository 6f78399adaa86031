"""How much longer a larger input takes to read, on a machine that is busy or not."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable
from time import thread_time
from typing import Any

TURNS = 5
"""Runs, beginning and ending with the shorter one."""
LONG_ENOUGH = 0.02
"""Seconds from which on a clock tells more than chance."""
MOST = 1_000_000
"""What is read sooner even if it is so long need not be longer."""


def growth(read: Callable[[Any], object], make: Callable[[int], Any]) -> float:
    """How many times as long it takes to read `make(4 * n)` as to read `make(n)`.

    About 4 where the time grows with the length, 16 where it grows with its square. It
    is this thread's processor time, and of several runs by turns the quickest counts:
    whatever else the machine does can only slow a run down.
    """
    count = 250
    while count < MOST and _seconds(read, make(count)) < LONG_ENOUGH:
        count *= 2
    sizes = make(count), make(4 * count)
    quickest = [math.inf, math.inf]
    for turn in range(TURNS):
        which = turn % 2
        quickest[which] = min(quickest[which], _seconds(read, sizes[which]))
    return quickest[1] / quickest[0]


def _seconds(read: Callable[[Any], object], size: Any) -> float:
    gc.disable()
    try:
        start = thread_time()
        read(size)
        return thread_time() - start
    finally:
        gc.enable()
