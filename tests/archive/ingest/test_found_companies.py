"""Organisations that nobody listed: the same rows, however their documents came."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from archive import decisions
from archive.ingest import Reader, World, files, prepare, reextract, take_files
from archive.ingest.claims import KINDS
from archive.ingest.companies import least, spelling_of
from archive.ingest.storing import rehearse
from archive.models import CompanyMention, Document
from archive.removal import purge
from archive.verifying import faults
from districts.models import Company, Region
from tests.archive.ingest.directly import take_directly
from tests.factories import make_company, make_region

Take = Callable[[list[Path], Region], Any]

KELVO = """Kelvo Motors Opens A Works In The North

Kelvo Motors Co Ltd opened a works in the north on Monday. Kelvo Motors employs 300
people there, the carmaker said. Its partner Brandal Logistics Inc carries the cars.
"""
LOUD = """KELVO MOTORS hires in the north of the city

KELVO MOTORS will hire 40 more people in the north this year. The money comes from
Zentis Capital Ltd, which holds a tenth of it.
"""
SCHOOL = """A school for the north of the city

Ostrava Technical University opens a school in the north. Brandal Logistics Inc gave it
20 million yuan for the building.
"""
TEXTS = {"kelvo.txt": KELVO, "loud.txt": LOUD, "school.txt": SCHOOL}


@pytest.fixture
def region(db) -> Region:
    return make_region()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, TEXTS)


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


def dump() -> list[Any]:
    """All that is stored of companies, without keys."""
    companies = Company.objects.order_by("slug")
    mentions = CompanyMention.objects.order_by("document__sha256", "raw_start")
    return [
        *companies.values_list("slug", "name", "kind", "standing", "spelling"),
        *mentions.values_list(
            "document__sha256", "raw_start", "surface", "company__slug", "extracted"
        ),
    ]


def names() -> dict[str, str]:
    return dict(Company.objects.found().values_list("slug", "name"))


def whole() -> bool:
    return [str(fault) for fault in faults()] == []


def test_a_company_that_nobody_listed_is_found_with_its_name(region, folder):
    list(take_files([folder / "kelvo.txt"], region))

    company = Company.objects.get(slug="kelvo-motors")
    assert (company.name, company.kind, company.standing) == (
        "Kelvo Motors",
        "company",
        "found",
    )
    assert CompanyMention.objects.filter(company=company).count() >= 3
    assert whole()


def test_a_name_in_capitals_gives_way_to_the_usual_spelling(region, folder):
    list(take_files([folder / "loud.txt"], region))
    assert names()["kelvo-motors"] == "KELVO MOTORS"

    list(take_files([folder / "kelvo.txt"], region))

    assert names()["kelvo-motors"] == "Kelvo Motors"
    assert whole()


def stored(order: Iterable[Iterable[Path]], take: Take) -> list[Any]:
    """What these documents make of an empty archive, taken in so many runs."""
    with transaction.atomic():
        region = make_region()
        for paths in order:
            take(list(paths), region)
        assert whole()
        found = dump()
        transaction.set_rollback(True)
    return found


def in_batches(paths: list[Path], region: Region) -> None:
    list(take_files(paths, region))


def test_any_order_and_either_way_in_store_the_same(db, folder):
    paths = [folder / name for name in TEXTS]
    seen = [stored([some], take_directly) for some in itertools.permutations(paths)]
    seen += [
        stored(order, in_batches)
        for order in ([paths], [paths[::-1]], [paths[2:], paths[:2]])
    ]

    assert {"kelvo-motors", "brandal-logistics"} <= {row[0] for row in seen[0]}
    assert all(one == seen[0] for one in seen)


def test_twice_is_once(region, folder):
    list(take_files(files([folder]), region))
    before = dump()

    list(take_files(files([folder]), region))
    take_directly(sorted(folder.iterdir()), region)
    for document in Document.objects.all():
        assert not reextract(document, World()).any

    assert dump() == before


def test_a_rehearsal_stores_no_company(region, folder):
    path = folder / "kelvo.txt"
    reader = Reader()
    rehearse(prepare(path.name, path.read_bytes(), reader), region, World(), reader)
    list(take_files([path], region, dry_run=True))

    assert not Company.objects.exists()


def test_a_rejected_name_does_not_come_back(region, folder):
    list(take_files([folder / "kelvo.txt"], region))
    Company.objects.filter(slug="kelvo-motors").update(standing="rejected")

    (outcome,) = take_files([folder / "loud.txt"], region)
    for document in Document.objects.all():
        reextract(document, World())

    assert (
        outcome.mentions
        == Document.objects.get(sha256=outcome.sha256).companymention_set.count()
    )
    assert not CompanyMention.objects.filter(company__slug="kelvo-motors").exists()
    company = Company.objects.get(slug="kelvo-motors")
    assert (company.name, company.standing) == ("Kelvo Motors", "rejected")


def test_a_name_rejected_while_documents_are_read_is_left_out(
    region, folder, monkeypatch
):
    """The children's word is of before; the writer asks the database."""
    make_company("Kelvo Motors", standing="rejected")
    monkeypatch.setattr(World, "is_rejected", lambda self, slug: False)

    list(take_files([folder / "kelvo.txt"], region))

    assert not CompanyMention.objects.filter(company__slug="kelvo-motors").exists()
    assert names()["brandal-logistics"] == "Brandal Logistics"
    assert whole()


def test_a_confirmed_name_is_read_from_then_on_as_known(region, folder):
    list(take_files([folder / "kelvo.txt"], region))
    Company.objects.filter(slug="kelvo-motors").update(standing="known")

    list(take_files([folder / "loud.txt"], region))

    mention = CompanyMention.objects.filter(
        company__slug="kelvo-motors", document__deliveries__name="loud.txt"
    ).first()
    assert mention.rule == "company-name"
    assert Company.objects.get(slug="kelvo-motors").name == "Kelvo Motors"


def test_a_find_with_the_slug_of_a_known_company_is_of_that(region, folder):
    """An editor has renamed it since; the old name leads to it still."""
    known = make_company("Kelvo Group", slug="kelvo-motors")

    list(take_files([folder / "loud.txt"], region))
    take_directly([folder / "kelvo.txt"], region)

    assert known.companymention_set.count() > 3
    assert Company.objects.get(slug="kelvo-motors").name == "Kelvo Group"
    assert whole()


def test_the_only_document_takes_its_companies_along(region, folder):
    list(take_files([folder / "school.txt"], region))
    assert "brandal-logistics" in names()

    purge(Document.objects.get(), "asked", None)

    assert names() == {}


def test_what_another_document_names_stays_under_the_name_it_has_there(region, folder):
    list(take_files([folder / "kelvo.txt", folder / "loud.txt"], region))

    purge(Document.objects.get(deliveries__name="kelvo.txt"), "asked", None)

    assert names()["kelvo-motors"] == "KELVO MOTORS"
    assert "brandal-logistics" not in names()
    assert whole()


def test_a_seed_of_later_takes_the_mentions_and_the_found_row_leaves(region, folder):
    list(take_files([folder / "kelvo.txt"], region))
    seed = make_company("Kelvo", aliases=("Kelvo Motors",))

    reextract(Document.objects.get(), World())

    assert "kelvo-motors" not in names()
    assert seed.companymention_set.count() >= 3
    assert whole()


def test_a_mention_given_to_another_company_leaves_no_empty_name(region, folder):
    list(take_files([folder / "school.txt"], region))
    mentions = list(CompanyMention.objects.filter(company__slug="brandal-logistics"))
    other = make_company("Brandal Freight")

    for mention in mentions:
        decisions.correct(mention, {"company": other}, None)

    assert "brandal-logistics" not in names()
    reextract(Document.objects.get(), World())
    assert "brandal-logistics" not in names()
    assert whole()


def test_a_rejected_mention_keeps_the_name_of_what_it_is_not(region, folder):
    list(take_files([folder / "school.txt"], region))
    for mention in CompanyMention.objects.filter(company__slug="brandal-logistics"):
        decisions.reject(mention, None)

    reextract(Document.objects.get(), World())

    assert "brandal-logistics" in names()
    rows = CompanyMention.objects.filter(company__slug="brandal-logistics")
    assert {row.status for row in rows} == {"rejected"}


def test_a_batch_asks_little_more_for_names_nobody_listed(
    region, tmp_path, monkeypatch
):
    """Two statements a batch; those without such names ask nothing at all."""
    plain = {"plain.txt": "Mills in the north made 5 billion yuan last year."}
    asked = {}
    for kind, texts in (("plain", plain), ("found", TEXTS)):
        paths = write(tmp_path / kind, texts)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            list(take_files(files([paths]), region))
        table = Company._meta.db_table
        asked[kind] = [
            query["sql"]
            for query in queries
            if f"INTO {table}" in query["sql"] or "ORDER BY slug" in query["sql"]
        ]

    assert len(asked["plain"]) == 0
    assert len(asked["found"]) == 2


def test_the_least_spelling_is_the_usual_one():
    assert min("JALA", "Jala", "jala", key=spelling_of) == "Jala"
    assert min("SmartSens", "Smartsens", "SMARTSENS", key=spelling_of) == "SmartSens"


SAID = st.tuples(
    st.sampled_from(["a", "b"]), st.text("aAbB", min_size=1), st.sampled_from(KINDS)
)


@given(st.lists(SAID), st.integers(0, 10))
def test_it_does_not_matter_who_speaks_first(said, cut):
    parts = [
        (slug, spelling[1:], KINDS[kind])
        for some in (said[cut:], said[:cut])
        for slug, (spelling, kind) in least(some).items()
    ]
    assert least(parts) == least(said) == least(reversed(said))
