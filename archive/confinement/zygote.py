"""The process from which all workers are forked.

It is forked once, while the parent holds little, loads what the work needs, and then
only forks, ends and reaps. A worker therefore starts in milliseconds, wherever the
parent stands by then, and inherits nothing the parent opened later.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, sleep

from archive.confinement import descriptors, kernel

_MESSAGE = struct.Struct("<cq")
_CRASH = b"Fatal Python error"
"""With these words faulthandler begins, innermost call first."""

_PATIENCE = 2.0
"""Seconds a zygote has to end its workers and itself when the pool is closed."""

Live = Callable[[socket.socket, int], None]
"""What a worker does: its socket, and the process whose end ends it."""


@dataclass(frozen=True, slots=True)
class Child:
    """A worker as the parent sees it; `words` is what it writes to standard error."""

    process: int
    socket: socket.socket
    words: int

    def last_words(self, most: int = 4096) -> str:
        """What it wrote last and nobody has read yet; of a crash, how it began."""
        text = b""
        with suppress(OSError):  # nothing there, and it might still write
            while len(text) < 1 << 17 and (chunk := os.read(self.words, 1 << 16)):
                text += chunk
        crash = text.rfind(_CRASH)
        text = text[crash : crash + most] if crash >= 0 else text[-most:]
        return text.decode("utf-8", "backslashreplace")

    def close(self) -> None:
        self.socket.close()
        os.close(self.words)


class Zygote:
    """The parent's end: start and end workers, and end them all.

    `prepare` runs once, in the zygote, before any worker; what it raises is raised
    here. It must load all that the work will need, for a worker can open no file:
    modules, codecs, tables. Make a zygote while the process has one thread, or while
    no other thread holds a lock the work may want.
    """

    def __init__(self, live: Live, prepare: Callable[[], object] | None) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(True)
        main = threading.current_thread() is threading.main_thread()
        parent = os.getpid()
        with theirs:
            mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            try:
                self._process = os.fork()
                if self._process == 0:
                    # The kernel tells the end of a thread, and only the main one
                    # is sure to last as long as the process.
                    _be_zygote(theirs, live, prepare, parent if main else None)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        self._patience = 0.0
        try:
            self._hear()
        except BaseException:
            self.close()
            raise
        self._patience = _PATIENCE

    def start(self) -> Child:
        """Fork a worker."""
        ours, theirs = socket.socketpair()
        words, their_words = os.pipe()
        try:
            os.set_blocking(words, False)
            os.set_blocking(their_words, False)
            ours.setblocking(False)
            message = _MESSAGE.pack(b"+", 0)
            socket.send_fds(self._socket, [message], [theirs.fileno(), their_words])
            return Child(self._hear(), ours, words)
        except BaseException:
            ours.close()
            os.close(words)
            raise
        finally:
            theirs.close()
            os.close(their_words)

    def end(self, child: Child) -> tuple[int, str]:
        """Kill a worker unless it has ended: its wait status and its last words."""
        try:
            self._socket.sendall(_MESSAGE.pack(b"-", child.process))
            return self._hear(), child.last_words()
        finally:
            child.close()

    def close(self) -> None:
        """End the zygote and, through it, every worker that is left."""
        if self._process is None:
            return
        process, self._process = self._process, None
        self._socket.close()
        with suppress(ChildProcessError):
            until = monotonic() + self._patience
            try:
                while os.waitpid(process, os.WNOHANG) == (0, 0):
                    if monotonic() > until:
                        break
                    sleep(0.001)
                else:
                    return
            except BaseException:
                _kill(process)
                raise
            _kill(process)

    def _hear(self) -> int:
        answer = b""
        while len(answer) < _MESSAGE.size:
            chunk = self._socket.recv(_MESSAGE.size - len(answer))
            if not chunk:
                raise RuntimeError("the process that starts the workers has ended")
            answer += chunk
        sign, number = _MESSAGE.unpack(answer)
        if sign == b"!":
            text = b""
            while len(text) < number and (chunk := self._socket.recv(number)):
                text += chunk
            raise RuntimeError(
                f"preparing or starting a worker failed:\n{text.decode()}"
            )
        return number


def _kill(process: int) -> None:
    """Its workers end with it: see kernel.die_with."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(process, 0)


def _be_zygote(
    control: socket.socket,
    live: Live,
    prepare: Callable[[], object] | None,
    parent: int | None,
) -> None:
    """Everything the zygote does; it never returns to what the parent was doing.

    The stack below stays as it is until the end and nothing of it is collected, so
    that no destructor of an inherited connection or file ever runs here.
    """
    try:
        gc.freeze()
        inherited = (sys.stdout, sys.stderr)  # theirs to flush, not ours
        if parent is not None:
            kernel.die_with(parent)
        _shed_signals()
        above = descriptors.shed([control.fileno()])
        kernel.leave_network()
        if parent is not None:
            kernel.die_with(parent)  # forgotten when the privileges changed
        if prepare is not None:
            prepare()
        gc.collect()
        gc.freeze()
        control.sendall(_MESSAGE.pack(b"0", 0))
        _obey(control, live, above)
        del inherited
    except BaseException:
        with suppress(BaseException):
            _complain(control)
    finally:
        os._exit(70)


def _shed_signals() -> None:
    """Default signals, and no interrupts."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _complain(control: socket.socket) -> None:
    text = traceback.format_exc()[-4000:].encode("utf-8", "backslashreplace")
    control.sendall(_MESSAGE.pack(b"!", len(text)) + text)


def _obey(control: socket.socket, live: Live, above: int) -> None:
    """Start, end and reap, as the parent says, until it is gone."""
    workers: set[int] = set()
    while True:
        message, files, _, _ = socket.recv_fds(control, _MESSAGE.size, 2)
        if not message:
            break
        sign, number = _MESSAGE.unpack(message)
        if sign == b"+":
            lifted = [descriptors.lift(file, above) for file in files]
            number = _fork(control, live, lifted)
            workers.add(number)
        elif number in workers:
            os.kill(number, signal.SIGKILL)
            number = os.waitpid(number, 0)[1]
            workers.discard(number)
        control.sendall(_MESSAGE.pack(sign, number))
    for worker in workers:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
    for worker in workers:
        with suppress(ChildProcessError):
            os.waitpid(worker, 0)
    os._exit(0)


def _fork(control: socket.socket, live: Live, files: list[int]) -> int:
    zygote = os.getpid()
    process = os.fork()
    if process:
        for file in files:
            os.close(file)
        return process
    try:
        channel, words = files
        os.dup2(words, 2)
        os.close(words)
        os.close(control.detach())
        descriptors.speak_to(2)
        with socket.socket(fileno=channel) as connection:
            connection.setblocking(True)
            live(connection, zygote)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(72)
