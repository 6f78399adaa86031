"""A merge, an ingest and an editor at work at the same moment.

SQLite lets one writer in at a time; what has to be shown is shown on PostgreSQL.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from archive import decisions, search
from archive.ingest import World, reextract, take_files
from archive.models import CompanyMention, Decision, Document
from archive.verifying import faults
from districts.models import Company
from tests.archive.ingest.test_at_once import Meanwhile
from tests.factories import make_company, make_region

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "Qingteng hires in the north\n\nQingteng will hire 40 people. HB Cells, too.\n"


@pytest.fixture
def paths(transactional_db, tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database with two writers at once")
    search.rebuild()  # what emptied the tables does not know this one
    for name in ("Qingteng", "Qingteng Cloud", "HB Cells"):
        make_company(name)
    made = [tmp_path / f"{n}.txt" for n in range(4)]
    for path in made:
        path.write_text(f"{STORY}\nThe {path.stem}. story of it.\n")
    return made


def company(slug: str) -> Company:
    return Company.objects.get(slug=slug)


def merge() -> None:
    decisions.merge(company("qingteng"), company("qingteng-cloud"), None)


def misnamed() -> list[str]:
    return [str(fault) for fault in faults() if fault.kind == "misnamed"]


def mentions(slug: str) -> int:
    return CompanyMention.objects.filter(company__slug=slug).count()


def test_what_is_written_while_a_merge_is_made_is_merged_too(paths):
    list(take_files(paths[:1], make_region()))
    with transaction.atomic():
        merge()
        ingest = Meanwhile(lambda: list(take_files(paths[1:], make_region())))
        time.sleep(0.5)
    ingest.end()

    assert (mentions("qingteng"), mentions("qingteng-cloud")) == (0, 8)
    assert not misnamed()


def test_a_merge_waits_for_what_is_being_written_and_merges_it(paths):
    list(take_files(paths[:1], make_region()))
    document = Document.objects.get()
    with transaction.atomic():
        reextract(document, World())
        merging = Meanwhile(merge)
        time.sleep(0.3)
        assert mentions("qingteng-cloud") == 0
    merging.end()

    assert (mentions("qingteng"), mentions("qingteng-cloud")) == (0, 2)


def test_an_editors_word_is_not_lost_to_a_merge_nor_the_merge_to_it(paths):
    list(take_files(paths[:1], make_region()))
    mention = CompanyMention.objects.filter(company__slug="qingteng").first()
    with transaction.atomic():
        decisions.confirm(mention, None)
        merging = Meanwhile(merge)
        time.sleep(0.3)
    merging.end()
    late = CompanyMention.objects.get(pk=mention.pk)
    assert (late.status, late.company.slug) == ("confirmed", "qingteng-cloud")

    with pytest.raises(decisions.Conflict):
        decisions.reject(mention, None, version=mention.version)


def test_many_at_once_leave_nothing_astray_and_every_decision_in_the_book(paths, dice):
    list(take_files(paths, make_region()))
    documents = list(Document.objects.all())
    made: list[str] = []

    def decide(work: Callable[[], None]) -> None:
        try:
            work()
            made.append("decision")
        except decisions.Refused:
            pass

    def once(dice: random.Random) -> Callable[[], None]:
        one, other = dice.sample(["qingteng", "qingteng-cloud", "hb-cells"], 2)
        return dice.choice(
            [
                lambda: decide(
                    lambda: decisions.merge(company(one), company(other), None)
                ),
                lambda: decide(lambda: decisions.unmerge(company(one), None)),
                lambda: reextract(dice.choice(documents), World()),
                lambda: decide(
                    lambda: decisions.confirm(dice.choice(_mentions()), None)
                ),
            ]
        )

    def editor(seed: int) -> Callable[[], None]:
        own = random.Random(seed)
        return lambda: [once(own)() for _ in range(8)]

    threads = [Meanwhile(editor(dice.randrange(10**6))) for _ in range(4)]
    for thread in threads:
        thread.end()

    assert not misnamed()
    merges = Decision.objects.filter(action__in=["merge", "unmerge"])
    confirmed = Decision.objects.filter(action="confirm")
    assert merges.count() + confirmed.count() <= len(made)
    merged = merges.filter(action="merge").count()
    apart = merges.filter(action="unmerge").count()
    assert Company.objects.merged().count() == merged - apart


def _mentions() -> list[CompanyMention]:
    return list(CompanyMention.objects.filter(status="extracted")) or [
        CompanyMention.objects.first()
    ]
