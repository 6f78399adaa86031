"""Modules' `main` for the tests of run_module: what its first argument names."""

from __future__ import annotations

import os
import socket
import sys
import threading


def main(data: bytes, what: str = "length", *rest: str) -> bytes:
    return globals()[what](data, *rest)


def length(data: bytes) -> bytes:
    return str(len(data)).encode()


def upper(data: bytes) -> bytes:
    return data.upper()


def chatty(data: bytes) -> bytes:
    sys.stdout.write("not an answer\n" * 100)
    sys.stdout.flush()
    sys.stderr.write("a complaint\n" * 100_000)
    return data


def loop(data: bytes) -> bytes:
    while True:
        pass


def hog(data: bytes) -> bytes:
    return b"x" * (1 << 30)


def large(data: bytes) -> bytes:
    return b"x" * 3_000_000


def leave(data: bytes) -> bytes:
    os.write(1, b"aab")
    os._exit(5)


def crash(data: bytes) -> bytes:
    os.abort()


def stumble(data: bytes) -> bytes:
    raise ValueError(f"cannot read {len(data)} bytes")


def outside(data: bytes) -> bytes:
    """What it could open, connect to or start, as words."""
    found = []
    for name, attempt in (
        ("file", lambda: open("/etc/hostname", "rb").close()),
        ("socket", socket.socket),
        ("process", os.fork),
        ("thread", threading.Thread(target=int).start),
    ):
        try:
            attempt()
        except (OSError, RuntimeError):
            continue
        found.append(name)
    return " ".join([*found, *os.environ]).encode()
