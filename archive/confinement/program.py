"""One task in a program of its own, for a parent in which threads run."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from archive.confinement import channel, faults
from archive.confinement.limits import Limits

READY_WITHIN = 60.0
"""Seconds the interpreter has to start and to import the module."""

_START = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from archive.confinement import launch; launch.main(sys.argv[1:])"
)
"""An isolated Python knows neither the working folder nor the project. Its root comes
last, so that nothing in it hides a module of the standard library."""

_ROOT = str(Path(__file__).resolve().parents[2])
_CHUNK = 1 << 16
_MOST_WORDS = 8_000


def run_module(
    module: str, data: bytes, limits: Limits, arguments: Sequence[str] = ()
) -> bytes:
    """What `main(data, *arguments)` of the module answers, in bytes; raises Fault.

    A fresh interpreter is started and ended for it. It has no environment of ours.
    Safe in any thread, as no process of ours goes on running after a fork. A module
    that cannot be imported is a RuntimeError.
    """
    order = [sys.executable, "-I", "-X", "utf8", "-X", "faulthandler", "-c", _START]
    order += [_ROOT, json.dumps(asdict(limits)), str(os.getpid()), module, *arguments]
    process = subprocess.Popen(
        order,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=_environment(),
        cwd="/",
        start_new_session=True,
    )
    talk = _Talk(process, data, limits)
    try:
        talk.run()
    finally:
        _end(process)
    return _read(talk, process.returncode, limits)


def _environment() -> dict[str, str]:
    """Nothing of ours but where the interpreter's own libraries lie."""
    kept = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _end(process: subprocess.Popen) -> None:
    """Kill it, and what it may have started, unless it has ended."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            pipe.close()
    process.wait()


def _read(talk: _Talk, status: int, limits: Limits) -> bytes:
    """The answer in what it said; raises the Fault there is instead."""
    words = talk.words.decode("utf-8", "backslashreplace")
    if not talk.is_ready:
        raise RuntimeError(f"the program did not get ready:\n{words}")
    if status != 0:
        wait_status = -status if status < 0 else status << 8
        raise faults.ended(wait_status, limits.seconds, limits.memory, words)
    kind, body = bytes(talk.answer[:1]), talk.answer[1:]
    if kind == channel.ANSWER:
        return bytes(body)
    raise channel.fault(kind, body, limits)


class _Talk:
    """Gives a program its data and takes what it says, until it closes its output."""

    def __init__(self, process: subprocess.Popen, data: bytes, limits: Limits) -> None:
        self._in, self._out, self._err = process.stdin, process.stdout, process.stderr
        self._data = memoryview(data)
        self._limits = limits
        self._until = monotonic() + READY_WITHIN
        self.is_ready = False
        self.answer = bytearray()
        self.words = b""

    def run(self) -> None:
        with selectors.DefaultSelector() as selector:
            for pipe in (self._in, self._out, self._err):
                os.set_blocking(pipe.fileno(), False)
            selector.register(self._out, selectors.EVENT_READ, self._hear)
            selector.register(self._err, selectors.EVENT_READ, self._note)
            selector.register(self._in, selectors.EVENT_WRITE, self._tell)
            while not self._out.closed:
                patience = self._until - monotonic()
                if patience <= 0 and self.is_ready:
                    raise faults.too_slow(self._limits.seconds)
                if patience <= 0:
                    return
                for key, _ in selector.select(patience):
                    if not key.data():
                        selector.unregister(key.fileobj)
                        key.fileobj.close()
            self._note()

    def _tell(self) -> bool:
        """Write on; False when all is written or nobody reads."""
        try:
            self._data = self._data[os.write(self._in.fileno(), self._data[:_CHUNK]) :]
        except BlockingIOError:
            return True
        except OSError:
            return False
        return bool(self._data)

    def _hear(self) -> bool:
        chunk = os.read(self._out.fileno(), _CHUNK)
        if chunk and not self.is_ready:
            self.is_ready = True
            self._until = monotonic() + self._limits.seconds
            chunk = chunk[1:]
            self.answer += chunk
            return True
        self.answer += chunk
        if len(self.answer) > 1 + max(self._limits.output, channel.FAULT_BYTES):
            raise faults.too_much_output(self._limits.output)
        return bool(chunk)

    def _note(self) -> bool:
        """Keep the end of what it complains of."""
        if self._err.closed:
            return False
        with suppress(BlockingIOError):
            chunk = os.read(self._err.fileno(), _CHUNK)
            self.words = (self.words + chunk)[-_MOST_WORDS:]
            return bool(chunk)
        return True
