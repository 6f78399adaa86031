"""Two writers at once: neither misses the copy that the other one brings."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from archive import duplicates
from archive.models import Article
from tests.archive.duplicates.groups import expected, groups
from tests.archive.duplicates.stories import STORIES
from tests.factories import make_article, make_region

pytestmark = pytest.mark.django_db(transaction=True)


def test_copies_that_two_writers_bring_at_the_same_moment_are_grouped():
    if connection.vendor != "postgresql":
        pytest.skip("needs a database with two writers at once")
    make_region()
    bodies = [f"Edition {n}\n{STORIES[0]}" for n in range(2)]
    together = threading.Barrier(2)
    problems = []

    def write(body: str) -> None:
        try:
            with transaction.atomic():
                article = make_article(body, indexed=False)
                together.wait(timeout=20)
                duplicates.settle([article])
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    writers = [
        threading.Thread(target=write, args=[body], daemon=True) for body in bodies
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)
    assert problems == []
    assert Article.objects.count() == 2
    assert len(groups()) == 1
    assert groups() == expected()[0]
