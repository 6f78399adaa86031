"""No two reviewers are given the same; what was put off stays away."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from archive import decisions
from archive.models import Figure, Lease, PutOff
from archive.queue import KINDS, Place, put_off, release, renew, take, take_up
from tests.archive.queue.items import (
    Kinds,
    flagged_figure,
    kind,
    next_item,
    reviewer,
    taken,
)


@pytest.fixture
def ada(db):
    return reviewer("ada")


@pytest.fixture
def bob(db):
    return reviewer("bob")


def pass_time(minutes: int) -> None:
    for model in (Lease, PutOff):
        for row in model.objects.all():
            row.until -= timedelta(minutes=minutes)
            row.save()


def place_of(figure: Figure) -> Place:
    return Place("figure", figure.pk)


def test_two_reviewers_are_given_different_items(ada, bob):
    first, second = flagged_figure(), flagged_figure()
    assert {taken(ada), taken(bob)} == {first, second}
    assert taken(reviewer("cid")) is None


def test_a_reviewer_keeps_an_item_until_they_decide(ada):
    flagged_figure()
    newest = flagged_figure()
    assert taken(ada) == taken(ada) == newest
    decisions.confirm(newest, ada)
    assert taken(ada) != newest


def test_a_row_that_is_open_for_two_reasons_is_given_once(ada, bob):
    flagged_figure(confidence=0.2)
    assert taken(ada, Kinds.FIGURE)
    assert taken(bob, Kinds.DOUBTFUL) is None


def test_an_expired_lease_is_free(ada, bob):
    figure = flagged_figure()
    assert taken(ada) == figure
    pass_time(14)
    assert taken(bob) is None
    pass_time(2)
    assert taken(bob) == figure
    assert taken(ada) is None


def test_a_lease_is_renewed_while_the_reviewer_works(ada, bob):
    figure = flagged_figure()
    taken(ada)
    pass_time(14)
    assert renew(ada, place_of(figure))
    pass_time(14)
    assert taken(bob) is None
    assert not renew(bob, place_of(figure))


def test_what_is_put_off_comes_again_after_a_day_and_to_others_at_once(ada, bob):
    first, second = flagged_figure(), flagged_figure()
    put_off(ada, kind(Kinds.FIGURE), place_of(second))
    assert taken(ada) == first
    assert taken(bob) == second
    release(place_of(second))
    pass_time(24 * 60 + 1)
    decisions.confirm(first, ada)
    assert taken(ada) == second


def test_what_was_put_off_can_be_taken_up_again(ada):
    figure = flagged_figure()
    put_off(ada, kind(Kinds.FIGURE), place_of(figure))
    assert taken(ada) is None
    take_up(ada, place_of(figure))
    assert taken(ada) == figure


def test_what_was_decided_elsewhere_is_not_held_on_to(ada):
    held = flagged_figure()
    assert next_item(ada).row == held
    decisions.reject(held, None)
    assert taken(ada) is None
    assert not Lease.objects.exists()


def test_in_turns_every_item_is_given_once(ada, bob):
    """On either database; at the same time see below."""
    figures = {flagged_figure().pk for _ in range(10)}
    given = Counter()
    while any(work_at(one, given) for one in (ada, bob)):
        pass
    assert given == Counter(figures)


def work_at(one, given: Counter) -> bool:
    item = take(one, KINDS)
    if item is None:
        return False
    given[item.place.key] += 1
    Figure.objects.filter(pk=item.place.key).update(status="confirmed")
    release(item.place)
    return True


@pytest.mark.django_db(transaction=True)
def test_at_the_same_time_every_item_is_given_once():
    if connection.vendor == "sqlite":
        pytest.skip("threads of a test share its database on PostgreSQL alone")
    figures = {flagged_figure().pk for _ in range(30)}
    given: list[Counter] = []
    start = Barrier(4, timeout=60)

    def work(name: str) -> None:
        mine: Counter = Counter()
        given.append(mine)
        one = reviewer(name)
        start.wait()
        try:
            while work_at(one, mine):
                pass
        finally:
            connection.close()

    threads = [
        Thread(target=work, args=(f"reviewer-{n}",), daemon=True) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(given, Counter()) == Counter(figures)
    assert Lease.objects.filter(until__gt=timezone.now()).count() == 0
