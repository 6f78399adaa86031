"""Readers of pages over HTTP: so many at once, each with a connection of its own."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

TIMEOUT = 300
"""Seconds that a reader waits for a page."""
USUAL = {"Accept-Encoding": "gzip"}


@dataclass
class Readings:
    """What so many readers met: milliseconds of every page, statuses, bytes."""

    clients: int
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0
    size: int = 0

    def as_row(self) -> dict[str, float]:
        times = sorted(self.times)
        ordered = quantiles(times, n=20) if len(times) > 1 else times * 19
        return {
            "clients": self.clients,
            "pages": len(times),
            "p50": round(median(times), 2),
            "p95": round(ordered[18], 2),
            "per_second": round(len(times) / self.seconds, 1),
            "bytes": self.size // len(times),
            "statuses": dict(self.statuses),
        }


def read(
    port: int,
    addresses: Sequence[str],
    clients: int = 1,
    *,
    seconds: float = 2,
    most: int = 0,
    headers: Mapping[str, str] = USUAL,
) -> Readings:
    """Let the readers take one address after the other, until time is up.

    With `most` they stop after so many pages in all, or when the time is up.
    """
    readings = Readings(clients)
    turns = itertools.islice(itertools.cycle(addresses), most or None)
    lock = threading.Lock()
    begun = time.perf_counter()

    def read_on() -> None:
        with Reader(port, headers) as reader:
            while time.perf_counter() - begun < seconds:
                with lock:
                    address = next(turns, None)
                if address is None:
                    break
                status, size, milliseconds = reader.fetch(address)
                with lock:
                    readings.times.append(milliseconds)
                    readings.statuses[status] += 1
                    readings.size += size

    readers = [threading.Thread(target=read_on) for _ in range(clients)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    readings.seconds = time.perf_counter() - begun
    return readings


class Reader:
    """One reader, whose connection lasts from page to page."""

    def __init__(self, port: int, headers: Mapping[str, str] = USUAL) -> None:
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=TIMEOUT
        )
        self._headers = dict(headers)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def fetch(self, address: str) -> tuple[int, int, float]:
        """Status, bytes and milliseconds of one page."""
        begun = time.perf_counter()
        self._connection.request("GET", address, headers=self._headers)
        answer = self._connection.getresponse()
        size = len(answer.read())
        return answer.status, size, (time.perf_counter() - begun) * 1000

    def show(self, address: str) -> None:
        """Fetch a page that must be there."""
        status, _, _ = self.fetch(address)
        if status != 200:
            raise SystemExit(f"{address} is answered with {status}.")


def tag_of(port: int, address: str) -> str:
    """The ETag of a page; empty where it has none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    connection.request("GET", address, headers=dict(USUAL))
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers.get("ETag", "")


def text_of(port: int, address: str) -> str:
    """What stands at an address."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    connection.request("GET", address)
    text = connection.getresponse().read().decode()
    connection.close()
    return text
