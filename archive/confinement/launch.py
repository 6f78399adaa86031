"""What the program of `run_module` does: limit itself, then answer standard input.

Standard output carries one byte when all is ready, one that says the kind of the
answer, and the answer. The module's own output goes nowhere.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence

from archive.confinement import channel, kernel
from archive.confinement.answers import TooLarge
from archive.confinement.faults import MEMORY_EXIT
from archive.confinement.limits import Limits, allow_time, confine


def main(order: Sequence[str]) -> None:
    """Run MODULE.main with the limits given; the order: LIMITS PARENT MODULE ..."""
    wanted, parent, module, *arguments = order
    limits = Limits(**json.loads(wanted))
    kernel.die_with(int(parent))
    out = os.dup(1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    work = importlib.import_module(module).main
    kernel.leave_network()
    confine(limits, int(parent))
    _write(out, channel.READY)
    try:
        data = sys.stdin.buffer.read()
    except MemoryError:
        os._exit(MEMORY_EXIT)
    allow_time(limits.seconds)
    kind, chunks = channel.outcome(lambda: _answer(work, data, arguments, limits))
    for chunk in (kind, *chunks):
        _write(out, chunk)
    os._exit(0)


def _answer(
    work: Callable[..., bytes], data: bytes, arguments: list[str], limits: Limits
) -> list[bytes]:
    answer = work(data, *arguments)
    if type(answer) is not bytes:
        raise TypeError(f"the answer is not bytes but {type(answer).__qualname__}")
    if len(answer) > limits.output:
        raise TooLarge
    return [answer]


def _write(file: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(file, view) :]
