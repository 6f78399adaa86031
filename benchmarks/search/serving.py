"""Our pages over HTTP: one server as it is documented, read by 1, 8 and 64 clients.

python -m benchmarks.search.serving --folder PATH
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.search.archives import MANIFEST
from benchmarks.search.cases import PER_PAGE, Case, cases, page_at
from benchmarks.search.clients import USUAL, Reader, read, tag_of, text_of
from benchmarks.search.saying import say
from benchmarks.search.servers import Serving, free_port, serving
from benchmarks.search.timing import measure
from benchmarks.search.worker import LIST

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = (1, 8, 64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=3, help="for each measure")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    picks = json.loads((asked.folder / MANIFEST).read_text())["picks"]
    found = measure_all(asked.folder, picks, asked.seconds, asked.workers)
    sys.stdout.write(json.dumps(found) + "\n")


def measure_all(
    folder: Path,
    picks: dict,
    seconds: float,
    workers: int = 2,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Times by the name of the case, pages a second, memory, start."""
    port = free_port()
    command = [sys.executable, ROOT / "manage.py", "serve", "--port", port]
    command += ["--workers", workers]
    settings = {"ARCHIVE_DATA_DIR": str(folder), "ARCHIVE_LOG_LEVEL": "ERROR"}
    settings |= environment or {"DATABASE_URL": ""}
    worker = min(_worker_started(settings) for _ in range(3))
    with serving(command, port, LIST, settings) as server:
        found: dict[str, Any] = {
            "start_seconds": round(server.seconds, 2),
            "worker_seconds": round(worker, 2),
        }
        # Each worker loads what it needs before anything is measured.
        read(port, [f"{LIST}?flagged=1"], 8, seconds=seconds)
        total = json.loads(text_of(port, "/articles.json?per_page=1"))["total"]
        found["cases"] = {
            one.name: _case(port, one, total, seconds) for one in cases(picks)
        }
        found["pages"] = _pages(port, picks, seconds)
        found["throughput"] = _throughput(port, picks, seconds)
        found["MiB"] = _memory(server)
    return found


def _worker_started(settings: Mapping[str, str]) -> float:
    """Seconds from the beginning of a process until it has shown its first list."""
    environment = {**os.environ, **settings}
    # What is compiled is kept, as where the site is installed.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search.worker"],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout) - begun


def _case(port: int, case: Case, total: int, seconds: float) -> dict[str, Any]:
    """The first answers and repeats to one client, then many clients."""
    more = f"&page={page_at(total, case.depth)}" if case.depth else ""
    addresses = [f"{address}{more}" for address in case.addresses]
    with Reader(port) as reader:
        times = measure(addresses, reader.show, seconds).as_row()
    many = [read(port, addresses, n, seconds=seconds).as_row() for n in CLIENTS]
    say(f"over HTTP: {case.label} {times} {[row['p95'] for row in many]}")
    return {**times, "clients": many}


def _pages(port: int, picks: dict, seconds: float) -> dict[str, Any]:
    """Other public pages, with 8 clients."""
    listed = json.loads(text_of(port, "/articles.json?per_page=50"))
    found = {
        "home": ["/"],
        "a story": [_path(one["url"]) for one in listed["articles"]],
        "a district": [f"/districts/{one}/" for one in picks["districts"]],
        "figures": ["/figures/", *(f"/figures/?year={y}" for y in picks["years"])],
        "list as JSON": [f"/articles.json?year={year}" for year in picks["years"]],
    }
    return {
        name: read(port, addresses, 8, seconds=seconds).as_row()
        for name, addresses in found.items()
    }


def _path(address: str) -> str:
    return "/" + address.partition("://")[2].partition("/")[2]


def _throughput(port: int, picks: dict, seconds: float) -> dict[str, Any]:
    """Pages a second with 8 clients: never asked before, asked again, not modified."""
    lists = product(picks["districts"], picks["years"], ("newest", "oldest"))
    addresses = [
        f"{LIST}?district={district}&year={year}&order={order}"
        for district, year, order in lists
    ]
    few = addresses[: 4 * PER_PAGE]
    # Whoever remembers pages has not seen these.
    found = {
        "rendered": read(
            port, addresses, 8, seconds=5 * seconds, most=len(addresses)
        ).as_row(),
        "again": read(port, few, 8, seconds=seconds).as_row(),
    }
    if tag := tag_of(port, LIST):
        headers = {**USUAL, "If-None-Match": tag}
        found["not modified"] = read(
            port, [LIST], 8, seconds=seconds, headers=headers
        ).as_row()
    return found


def _memory(server: Serving) -> list[int]:
    """MiB of each process, the workers last."""
    return sorted(server.workers().values())


if __name__ == "__main__":
    main()
