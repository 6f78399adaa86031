"""Merges, and documents that are read before, between and after them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from archive import changes, decisions
from archive.ingest import World, reextract, retagging, take_files
from archive.models import CompanyMention, Document, Figure
from districts.models import Company, Region
from tests.archive.decisions.firms import (
    company,
    merge,
    misnamed,
    rows,
    shown,
    standings,
    unmerge,
    whole,
)
from tests.archive.ingest.directly import take_directly
from tests.factories import (
    make_article,
    make_figure,
    mention_company,
)


def test_a_found_name_is_read_everywhere_once_it_is_merged(region, known, paths):
    take_directly(paths, region)
    article = make_article("The lorries of Kelvo Motors are blue.")
    reextract(article.document, World())

    def read() -> list[tuple[str, str]]:
        return list(article.company_mentions.values_list("company__slug", "rule"))

    as_found = read()
    assert "company-name" not in {rule for _, rule in as_found}

    merge("kelvo-motors", "harbour-batteries")

    assert read() == [("harbour-batteries", "company-name")]
    unmerge("kelvo-motors")
    assert read() == as_found
    assert company("kelvo-motors").is_found
    assert not misnamed()


@pytest.mark.parametrize("take", ["directly", "in batches"])
def test_documents_that_come_after_a_merge_make_the_rows_of_before(
    region, known, paths, take
):
    def stored(first: list[Path], later: list[Path]) -> Any:
        with transaction.atomic():
            _take(first, region, take)
            merge("ailo", "qingteng")
            merge("qingteng", "qingteng-cloud-security")
            _take(later, region, take)
            assert whole()
            found = rows(), standings()
            transaction.set_rollback(True)
        return found

    merged_last = stored(paths, [])
    assert merged_last == stored([], paths)
    assert merged_last == stored(paths[:1], paths)


def _take(paths: list[Path], region: Region, take: str) -> None:
    if take == "directly":
        take_directly(paths, region)
    else:
        list(take_files(paths, region))


def test_a_merge_is_seen_by_a_run_that_began_before_it(
    region, known, paths, monkeypatch
):
    """What a process has read of names is of before; the writer asks the database."""
    before = World()
    before.gather("shanghai")
    merge("qingteng", "qingteng-cloud-security")
    monkeypatch.setattr("archive.ingest.bulk.World", lambda: before)

    list(take_files(paths, region))

    assert ("Qingteng", "qingteng") in shown("qingteng-cloud-security")
    assert not shown("qingteng")
    assert whole()


def test_of_very_many_rows_all_move_and_few_statements_do_it(
    known, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(retagging, "AT_ONCE", 1)
    for _ in range(12):
        article = make_article("Qingteng sells. Qingteng hires.")
        mention_company(article, company("qingteng"), "Qingteng")
        mention_company(article, company("qingteng"), "Qingteng", occurrence=1)
        figure = make_figure(article, "hires", 1)
        figure.subject_company = company("qingteng")
        figure.save()
    told = changes.version()

    with django_assert_max_num_queries(60):
        moved = merge("qingteng", "qingteng-cloud-security")

    assert (moved.articles, moved.read.left) == (12, 12)
    assert CompanyMention.objects.filter(merged_from="qingteng").count() == 24
    assert Figure.objects.filter(merged_from="qingteng").count() == 12
    assert changes.version() != told


def test_random_merges_leave_no_trace_when_all_are_taken_apart(
    region, known, paths, pytestconfig
):
    take_directly(paths, region)
    start = random.SystemRandom().randrange(10**6)
    for seed in range(start, start + pytestconfig.getoption("rounds")):
        dice = random.Random(seed)
        with transaction.atomic():
            played, steps = _played(dice, paths, region)
            transaction.set_rollback(True)
        with transaction.atomic():
            vouched = [slug for slug, (s, *_) in played[1].items() if s == "known"]
            for slug in vouched:
                decisions.confirm_name(company(slug), None)
            untouched = rows(), standings()
            transaction.set_rollback(True)
        assert played == untouched, f"seed {seed}: {steps}"


def _played(dice: random.Random, paths: list[Path], region: Region) -> Any:
    steps = [" ".join(step) for step in _steps(dice, paths, region)]
    while merged := Company.objects.merged().order_by("slug"):
        decisions.unmerge(dice.choice(merged), None)
    assert whole(), steps
    return (rows(), standings()), steps


def _steps(dice: random.Random, paths: list[Path], region: Region) -> Iterator[list]:
    for _ in range(10):
        one, other = dice.sample(list(Company.objects.order_by("slug")), 2)
        step = dice.choice(["merge", "merge", "unmerge", "reextract", "take"])
        yield [step, one.slug, other.slug]
        try:
            if step == "merge":
                decisions.merge(one, other, None)
            elif step == "unmerge":
                decisions.unmerge(one, None)
        except decisions.Refused:
            continue
        if step == "take":
            take_directly(paths, region)
        elif step == "reextract":
            for document in Document.objects.all():
                reextract(document, World())
        assert whole()
