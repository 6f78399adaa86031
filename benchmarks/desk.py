"""The editors' desk measured: pages opened in this process, on a database of its own.

    python -m benchmarks.desk article [--rows 300] [--rounds 5] [--postgresql]
    python -m benchmarks.desk queue [--items 100000] [--rounds 5] [--postgresql]

`queue` opens the review queue with so many open items; with --plans it shows how the
database finds what is next of each kind.

A line for each page: the median of its rounds in milliseconds, the slowest, the number
of queries and the size of the answer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any


def main() -> None:
    arguments = _arguments()
    with ExitStack() as closing:
        folder = closing.enter_context(tempfile.TemporaryDirectory(prefix="desk-"))
        os.environ["ARCHIVE_DATA_DIR"] = folder
        if arguments.postgresql:
            from tests.postgresql import running_server

            os.environ["DATABASE_URL"] = closing.enter_context(running_server()).url
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        import django
        from django.conf import settings

        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        PAGES[arguments.page](arguments)
        from django.db import connection

        connection.close()


def article(arguments: argparse.Namespace) -> None:
    """The desk of an article with so many marked spans."""
    from django.urls import reverse

    from tests.factories import (
        make_article,
        make_district,
        make_figure,
        make_indicator,
        mention_district,
    )

    figures = arguments.rows // 2
    body = "\n\n".join(f"Putuo opened {n} hubs in its parks." for n in range(figures))
    story = make_article(body, headline="Hubs")
    putuo, indicator = make_district("Putuo"), make_indicator("Hubs")
    for n in range(figures):
        about = {"indicator": indicator, "subject_district": putuo}
        make_figure(story, f"{n} hubs", n, "count:hubs", **about)
        mention_district(story, putuo, occurrence=n)
    address = reverse("admin:archive_article_change", args=[story.pk])
    measure(f"article desk, {2 * figures} rows", address, arguments.rounds)
    counted = reverse("admin:archive_article_alike", args=[story.pk])
    measure("rows alike, counted", counted, arguments.rounds)


def queue(arguments: argparse.Namespace) -> None:
    """The review queue with so many open items, of all kinds and of each."""
    from django.urls import reverse

    from archive.queue import KINDS
    from benchmarks.desk_queue import fill, plans

    count = fill(arguments.items)
    address = reverse("desk-queue")
    measure(f"review queue, {count:,} open items", address, arguments.rounds)
    for kind in KINDS:
        title = f"    {kind.label}"
        measure(title, f"{address}?kind={kind.name}", arguments.rounds)
    for title, plan in plans(_editor()[0]) if arguments.plans else ():
        sys.stdout.write(f"{title}:\n{plan}\n")


def measure(title: str, address: str, rounds: int) -> None:
    """Open a page as an editor, once to warm up and then so often."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _, client = _editor()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
        count = len(queries)
    assert answer.status_code == 200, answer.status_code
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - start))
    sys.stdout.write(
        f"{title}: {statistics.median(times):.0f} ms (slowest {max(times):.0f}), "
        f"{count} queries, {len(answer.content) / 1000:.0f} kB\n"
    )


def _editor() -> tuple[Any, Any]:
    """An editor who may do everything, and her browser."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    users = get_user_model().objects
    user = users.filter(username="ada").first() or users.create_superuser("ada")
    client = Client()
    client.force_login(user)
    return user, client


PAGES: dict[str, Callable[[argparse.Namespace], None]] = {
    "article": article,
    "queue": queue,
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page", choices=PAGES)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--plans", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
