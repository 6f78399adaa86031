"""Lists and their counts are of one moment, whatever other processes write meanwhile.

`pytest --rounds 20` reads for longer; `make torture` does.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from subprocess import Popen

import pytest
from django.db.models import QuerySet

from archive import bitmaps, finding, search
from archive.finding import Found, checking
from archive.models import Article, DistrictMention, Duplicate, Figure
from archive.snapshots import moment
from tests.machines import SECONDS, finish

pytestmark = pytest.mark.django_db

WRITERS = "tests.archive.bitmaps.writers"
SECONDS_OF_A_ROUND = 3
WORDS = ("solar", "grew", "harbour", "batteries")


def test_every_page_is_of_one_moment(machines, migrated, tmp_path, dice, pytestconfig):
    machine = machines(migrated)
    stop, started = tmp_path / "stop", tmp_path / "started"
    seed, writers = dice.randrange(1_000), f"{WRITERS}.write_until"
    workers = [
        machine.start_function(writers, stop, started, seed),
        machine.start_function(f"{WRITERS}.refresh_until", stop),
    ]
    bitmaps.forget()
    try:
        wait_for(started, workers)
        with machine.entered():
            read_for(SECONDS_OF_A_ROUND * pytestconfig.getoption("rounds"), dice)
        stop.touch()
        for worker in workers:
            finish(worker)
        with machine.entered():
            compare(dice)
    finally:
        stop.touch()
        bitmaps.forget()


def wait_for(path: Path, workers: list[Popen]) -> None:
    end = time.monotonic() + SECONDS
    while not path.exists():
        assert time.monotonic() < end
        assert all(worker.poll() is None for worker in workers)
        time.sleep(0.05)


def read_for(seconds: float, dice: random.Random) -> None:
    """As long as that, and until the stories and the chunks have changed often."""
    end = time.monotonic() + seconds
    versions, written = set(), set()
    while time.monotonic() < end or len(versions) < 10 or len(written) < 4:
        state = compare(dice)
        versions.add(state.version)
        written.add(max(state.log.chunks.values(), default=0))
        if dice.random() < 0.1:
            bitmaps.forget()  # another process begins
        assert time.monotonic() < end + SECONDS, "nobody writes any more"


def compare(dice: random.Random) -> bitmaps.State:
    """Lists say what the database says in the same moment."""
    with moment():
        shown = Article.objects.leading()
        found = finding.articles(None, {}, flagged=False)
        assert found.total == shown.count()
        assert counts(found, "district") == named(shown)
        assert counts(found, "year") == years(shown)
        check_a_search(dice.choice(WORDS))
        if dice.random() < 0.7:
            check_figures(shown, dice)
        if dice.random() < 0.1:
            assert [str(wrong) for *_, wrong in checking.miscounts() if wrong] == []
        return found.state


def check_a_search(word: str) -> None:
    """Stories with a word, a copy standing for the one that leads."""
    query = search.parse(word)
    having = Article.objects.published().filter(pk__in=search.holding(query))
    keys = set(having.values_list("pk", flat=True))
    led = dict(Duplicate.objects.values_list("article_id", "leading_id"))
    shown = Article.objects.leading().filter(pk__in={led.get(k, k) for k in keys})
    found = finding.articles(query, {"district": ("putuo",)}, flagged=False)
    assert counts(found, "district") == named(shown)
    of_putuo = _mentions().filter(district__slug="putuo")
    told = shown.filter(pk__in=of_putuo.values("article"))
    assert set(found.chosen) == set(told.values_list("pk", flat=True))
    newest = list(told.newest().values_list("pk", flat=True))
    assert found.page("newest", 0, 1_000) == newest


def check_figures(shown: QuerySet, dice: random.Random) -> None:
    rows = Figure.objects.visible().filter(article__in=shown)
    found = finding.figures(None, {}, flagged=False)
    assert set(found.chosen) == set(rows.values_list("pk", flat=True))
    by_slug = rows.filter(indicator__isnull=False).values_list("indicator__slug")
    told = Counter(slug for (slug,) in by_slug)
    told["none"] = rows.filter(indicator=None).count()
    assert counts(found, "indicator") == +told
    order = dice.choice(["value", "smallest"])
    first = rows.order_by("-value" if order == "value" else "value", "public_id")
    wanted = list(first.values_list("pk", flat=True)[:9])
    assert found.page(order, 0, 9) == wanted


def counts(found: Found, facet: str) -> Counter:
    """What is shown beside the values of a facet, but for zeros."""
    (result,) = (one for one in found.counts() if one.name == facet)
    return Counter({v.value: v.count for v in result.values if v.count})


def named(articles: QuerySet) -> Counter:
    rows = _mentions().filter(article__in=articles)
    pairs = set(rows.values_list("article_id", "district__slug"))
    told = Counter(slug for _, slug in pairs)
    without = articles.exclude(pk__in=_mentions().values("article")).count()
    return +(told + Counter({"none": without}))


def years(articles: QuerySet) -> Counter:
    days = articles.values_list("published_on", flat=True)
    return Counter(str(day.year) if day else "none" for day in days)


def _mentions() -> QuerySet:
    return DistrictMention.objects.visible()
