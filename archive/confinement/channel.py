"""What parent and worker say to each other: frames of a kind, a length and a body.

The parent never waits on a worker here: it sends and receives as much as there is
room or bytes for. The worker always waits.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress

from archive.confinement import faults
from archive.confinement.answers import Answers, TooLarge
from archive.confinement.faults import MEMORY_EXIT, Fault
from archive.confinement.limits import Limits

HEADER = struct.Struct("<cQ")
TASK, READY, ANSWER, END = b"t", b"r", b"a", b"e"
_MEMORY, _OUTPUT, _FAULT = b"m", b"o", b"f"

MOST_REASON, MOST_TRACE = 500, 8_000
"""Characters of what a worker may say about a fault."""

FAULT_BYTES = 12 * (MOST_REASON + MOST_TRACE) + 100
"""The same as JSON, with every character escaped."""
_CHUNK = 1 << 20


class Gone(Exception):
    """The other side has closed the channel or broken its rules."""


class Line:
    """The parent's end of a channel to one worker."""

    def __init__(self, connection: socket.socket, output: int) -> None:
        self._socket, self._output = connection, output
        self._outgoing: deque[memoryview] = deque()
        self._kind = b""
        self._missing = HEADER.size
        self._incoming = bytearray()

    @property
    def is_sending(self) -> bool:
        return bool(self._outgoing)

    def put(self, body: bytes, file: int | None = None) -> None:
        """Line up a task to be sent, and at once the file that goes with it."""
        header = HEADER.pack(TASK, len(body))
        if file is not None:
            sent = socket.send_fds(self._socket, [header], [file])
            header = header[sent:]
        self._outgoing += (memoryview(header), memoryview(body))

    def send(self) -> None:
        """Send what there is room for."""
        while self._outgoing:
            part = self._outgoing[0]
            if part:
                try:
                    part = part[self._socket.send(part) :]
                except BlockingIOError:
                    return
                except OSError:
                    self._outgoing.clear()  # the reading end will notice
                    return
                self._outgoing[0] = part
            if not part:
                self._outgoing.popleft()

    def receive(self) -> tuple[bytes, bytearray] | None:
        """The next frame, if it is all there; raises Gone."""
        while True:
            while self._missing:
                try:
                    chunk = self._socket.recv(min(self._missing, _CHUNK))
                except BlockingIOError:
                    return None
                except OSError as error:
                    raise Gone from error
                if not chunk:
                    raise Gone
                self._incoming += chunk
                self._missing -= len(chunk)
            body, self._incoming = self._incoming, bytearray()
            if self._kind:
                kind, self._kind, self._missing = self._kind, b"", HEADER.size
                return kind, body
            self._kind, self._missing = HEADER.unpack(body)
            if self._missing > max(self._output, FAULT_BYTES):
                raise faults.too_much_output(self._output)


def read(kind: bytes, body: bytearray, answers: Answers, limits: Limits) -> object:
    """The answer in a frame, or the Fault the worker tells of, itself being sound.

    Raises the Fault after which the worker cannot go on.
    """
    if kind == ANSWER:
        try:
            return answers.unpack(body)
        except ValueError as error:
            raise faults.malformed() from error
    told = fault(kind, body, limits)
    if kind in (_OUTPUT, _FAULT) and told.code != "crashed":
        return told
    raise told


def fault(kind: bytes, body: bytearray, limits: Limits) -> Fault:
    """What a frame that is no answer tells of."""
    if kind == _MEMORY:
        return faults.too_much_memory(limits.memory)
    if kind == _OUTPUT:
        return faults.too_much_output(limits.output)
    if kind == _FAULT:
        with suppress(ValueError, RecursionError, TypeError):
            reason, trace = json.loads(body)
            if len(reason) <= MOST_REASON and len(trace) <= MOST_TRACE:
                return Fault("fault", str(reason), str(trace))
    return faults.malformed()


def hear(connection: socket.socket) -> tuple[bytearray, int | None]:
    """The next task, in the worker, and the file that came with it; raises Gone."""
    header, files, _, _ = socket.recv_fds(connection, HEADER.size, 1)
    while len(header) < HEADER.size:
        chunk = connection.recv(HEADER.size - len(header))
        if not chunk:
            raise Gone
        header += chunk
    _, length = HEADER.unpack(header)
    try:
        body = bytearray(length)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    view = memoryview(body)
    while view:
        number = connection.recv_into(view[:_CHUNK])
        if not number:
            raise Gone
        view = view[number:]
    return body, files[0] if files else None


def say(connection: socket.socket, kind: bytes, chunks: Iterable[bytes] = ()) -> None:
    """Send a frame, in the worker."""
    chunks = list(chunks)
    start = HEADER.pack(kind, sum(map(len, chunks)))
    if chunks and len(chunks[0]) < _CHUNK:
        start += chunks.pop(0)
    connection.sendall(start)
    for chunk in chunks:
        connection.sendall(chunk)


class Finished(Exception):
    """There is no further answer."""


def attempt(connection: socket.socket, answer: Callable[[], Iterable[bytes]]) -> bool:
    """Send a packed answer, or why there is none; whether it was an answer.

    Only its making is guarded: a channel that breaks ends the worker.
    """
    kind, chunks = outcome(answer)
    say(connection, kind, chunks)
    return kind == ANSWER


def outcome(answer: Callable[[], Iterable[bytes]]) -> tuple[bytes, Iterable[bytes]]:
    """The kind and body of the frame that says what came of it."""
    try:
        try:
            return ANSWER, answer()
        except MemoryError:
            return _MEMORY, ()
        except TooLarge:
            return _OUTPUT, ()
        except Finished:
            return END, ()
        except BaseException as error:  # SystemExit too: a task may not end a worker
            return _FAULT, [_describe(error)]
    except MemoryError:
        os._exit(MEMORY_EXIT)


def _describe(error: BaseException) -> bytes:
    reason = f"{type(error).__name__}: {_words_of(error)}"[:MOST_REASON]
    trace = "".join(traceback.format_exception(error, limit=-20))[-MOST_TRACE:]
    return json.dumps([reason, trace]).encode()


def _words_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(its message cannot be shown)"
