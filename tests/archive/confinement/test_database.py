"""Children of a process that has a database open."""

from __future__ import annotations

import gc

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from archive.confinement import Limits, Pool

LIMITS = Limits(seconds=20, memory=200 << 20, output=1 << 20)


def tidy(_: object) -> bool:
    """Throw away all that nobody needs, connections of the parent included."""
    gc.collect()
    return True


@pytest.mark.django_db(transaction=True)
def test_the_parents_database_is_left_alone():
    made_by_migrations = set(Group.objects.values_list("name", flat=True))
    Group.objects.create(name="before")
    with transaction.atomic():
        Group.objects.create(name="within")
        with Pool(tidy, 2, LIMITS) as pool:
            assert all(answer is True for _, answer in pool.map(range(10)))
            Group.objects.create(name="meanwhile")
    Group.objects.create(name="after")
    names = set(Group.objects.values_list("name", flat=True))
    assert names - made_by_migrations == {"before", "within", "meanwhile", "after"}
