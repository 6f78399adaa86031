"""Builds an archive of invented articles, the same from the same seed on each database.

    python -m benchmarks.search.archives --articles 100000 --folder PATH

The archive lies in the folder, or in the empty database that DATABASE_URL names with
the rest of it in the folder. One that is complete is used again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.search import filling, vocabulary
from benchmarks.search.making import Order, repeated
from benchmarks.search.saying import say

VERSION = 1
"""Goes up when the same seed gives another archive."""
MANIFEST = "archive.json"
UNFINISHED = "unfinished"
"""A file that stands beside an archive while it is made."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=0, help="per article, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    order = Order(
        asked.articles, asked.words or usual_words(asked.articles), asked.seed
    )
    folder = asked.folder or usual_folder(order, _vendor())
    if manifest := complete(folder, wanted(order)):
        say("The archive is there already.")
        renew(folder)
    else:
        manifest = build(order, folder, asked.jobs)
    sys.stdout.write(json.dumps(manifest) + "\n")


def usual_words(articles: int) -> int:
    return 300 if articles <= 100_000 else 120


def usual_folder(order: Order, database: str) -> Path:
    name = f"{database}-{order.articles}-{order.words}-{order.seed}-v{VERSION}"
    return Path(tempfile.gettempdir()) / "archive-search-bench" / name


def wanted(order: Order) -> dict[str, Any]:
    """What the manifest of an archive says of it."""
    return {**asdict(order), "version": VERSION}


def complete(folder: Path, order: Mapping[str, Any]) -> dict[str, Any] | None:
    """The manifest of the folder's archive, if that is whole and the one asked for."""
    path = folder / MANIFEST
    if not path.exists():
        return None
    manifest = json.loads(path.read_text())
    return manifest if manifest["order"] == order else None


def build(order: Order, folder: Path, jobs: int = 2) -> dict[str, Any]:
    """Make the archive; returns its manifest."""
    begun = time.perf_counter()
    prepare(folder)
    with filling.room(), filling.without_indexes():
        held = filling.fill(order, jobs)
        say("indexes")
    filling.settle()
    derive()
    words = vocabulary.of(order.articles)
    manifest = {
        "order": wanted(order),
        "picks": {
            **words.pick(held, order.articles, order.words),
            "repeated": repeated(order),
            **frequent(),
        },
        "seconds": round(time.perf_counter() - begun, 1),
    }
    finish(folder, manifest)
    return manifest


def prepare(folder: Path) -> None:
    """An archive with nothing but the seeds in it, which Django uses from now on.

    What is left of one that was not finished makes room.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / UNFINISHED).exists():
        for left in folder.glob("archive.sqlite3*"):
            left.unlink()
    (folder / UNFINISHED).touch()
    use(folder)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if "archive_article" in connection.introspection.table_names():
        from archive.models import Document

        if Document.objects.exists():
            raise SystemExit("There are documents already: a new archive needs room.")
    call_command("load_seeds", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)


def finish(folder: Path, manifest: Mapping[str, Any]) -> None:
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
    (folder / UNFINISHED).unlink()
    say(f"made in {manifest['seconds']} s")


def use(folder: Path) -> None:
    """Let Django work on the archive of this folder, or of DATABASE_URL."""
    os.environ["ARCHIVE_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    import django

    django.setup()


def frequent() -> dict[str, list[str]]:
    """The districts and the years with most articles."""
    from django.db.models import Count

    from archive.models import Article, DistrictMention

    most = Count("pk")
    districts = DistrictMention.objects.visible().values_list("district__slug")
    dated = Article.objects.leading().exclude(published_on=None).order_by()
    years = dated.values_list("published_on__year")
    return {
        "districts": [
            slug
            for slug, _ in districts.annotate(n=most).order_by("-n", "district__slug")
        ],
        "years": [
            str(year)
            for year, _ in years.annotate(n=most).order_by("-n", "published_on__year")
        ],
    }


def renew(folder: Path) -> None:
    """Bring an archive made earlier to the present shape of its tables."""
    use(folder)
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        derive()
    call_command("collectstatic", interactive=False, verbosity=0)


def derive() -> None:
    """Make anew what is derived from the rows, beside the text index."""
    from django.core.management import call_command

    say("derived data")
    call_command("refresh", all=True, stdout=sys.stderr)


def _vendor() -> str:
    return "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"


if __name__ == "__main__":
    main()
