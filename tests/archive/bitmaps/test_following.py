"""Lists say what the rows say, however these changed and whoever wrote the chunks."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from archive import bitmaps, finding
from archive.bitmaps import columns, packing
from archive.bitmaps.chunks import CHUNK
from archive.bitmaps.facts import Keys, article_facts, figure_facts
from archive.changes import changed, version
from archive.facets import FACETS, FIGURE_FACETS
from archive.finding import refreshing
from archive.models import Article, Change, Chunk, Duplicate, Figure
from tests.archive.bitmaps import plain
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db

DISTRICTS = ("Putuo", "Yangpu", "Jiading")
COMPANIES = ("Aa", "Bb", "Cc")
PUBLISHERS = ("The Daily", "The Weekly", "")
FACES = {"articles": FACETS, "figures": FIGURE_FACETS}


@pytest.fixture(params=["far apart", "side by side"])
def numbered(request, monkeypatch):
    """Articles and figures that lie in several chunks, or in one."""
    apart = 1
    if request.param == "far apart":
        apart = CHUNK // 2
        # Columns count by the bitmaps of their two most frequent values.
        monkeypatch.setattr(columns, "MANY", 1_000)
        monkeypatch.setattr(columns, "OFTEN", 1)
        monkeypatch.setattr(columns, "FREQUENT", 2)

    def number(model):
        save = model.save

        def spread(row, *args, **kwargs):
            if row.pk is None:
                last = model.objects.order_by("-pk").first()
                row.pk = (last.pk if last else 0) + apart
            save(row, *args, **kwargs)

        monkeypatch.setattr(model, "save", spread)

    number(Article)
    number(Figure)


class Archive:
    """An archive that changes at random, as editors and ingest change it."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        energy = make_industry("Energy")
        self.industries = [energy, make_industry("Wind", parent=energy)]
        self.indicators = [make_indicator("Revenue"), make_indicator("Output")]

    def act(self) -> None:
        step = self.dice.choice(
            [self.add, self.add, self.hide, self.date, self.flag, self.group, self.drop]
        )
        step()

    def add(self) -> None:
        dice, year = self.dice, self.dice.choice([None, 2021, 2022, 2023])
        at = datetime(year or 2020, 5, dice.randrange(1, 4), dice.randrange(24))
        article = make_article(
            "word " * 9,
            publisher=dice.choice(PUBLISHERS),
            published_on=at.date() if year else None,
            published_at=at.replace(tzinfo=UTC)
            if year and dice.random() < 0.5
            else None,
        )
        for name in dice.sample(DISTRICTS, dice.randrange(3)):
            mention_district(article, make_district(name), "word")
        for name in dice.sample(COMPANIES, dice.randrange(3)):
            mention_company(article, make_company(name), "word")
        for industry in dice.sample(self.industries, dice.randrange(3)):
            mention_industry(article, industry, "word")
        for occurrence in range(dice.randrange(4)):
            make_figure(
                article,
                "word",
                dice.randrange(9),
                dice.choice(["CNY", "percent"]),
                occurrence=occurrence,
                kind=dice.choice(["level", "growth"]),
                indicator=dice.choice([None, *self.indicators]),
                subject_district=dice.choice([None, make_district("Putuo")]),
                subject_company=dice.choice([None, make_company("Aa")]),
                period_end=dice.choice([None, "2020-12-31", "2023-06-30"]),
                flagged=dice.random() < 0.3,
            )

    def some(self) -> Article | None:
        known = list(Article.objects.order_by("pk"))
        return self.dice.choice(known) if known else None

    def hide(self) -> None:
        if article := self.some():
            shown = self.dice.choice(["rejected", "confirmed"])
            Article.objects.filter(pk=article.pk).update(status=shown)
            changed([article.pk])

    def date(self) -> None:
        article = self.some()
        if article and article.published_on:
            day = article.published_on + timedelta(days=self.dice.randrange(-400, 400))
            Article.objects.filter(pk=article.pk).update(published_on=day)
            changed([article.pk])

    def flag(self) -> None:
        if article := self.some():
            article.figures.update(flagged=self.dice.random() < 0.5)
            article.district_mentions.update(status="rejected")
            changed([article.pk])

    def group(self) -> None:
        one, other = self.some(), self.some()
        if one and one != other and not Duplicate.objects.filter(leading=one).exists():
            Duplicate.objects.update_or_create(
                article_id=one.pk, defaults={"leading_id": other.pk}
            )
            changed([one.pk, other.pk])

    def drop(self) -> None:
        if article := self.some():
            Duplicate.objects.filter(leading=article).delete()
            changed([article.pk, *Article.objects.values_list("pk", flat=True)])
            article.delete()


def check(dice: random.Random) -> None:
    """Totals, counts and pages of random selections are those of the rows."""
    for name, facets in FACES.items():
        rows = plain.articles() if name == "articles" else plain.figures()
        ask = finding.articles if name == "articles" else finding.figures
        offered = {
            result.name: [value.value for value in result.values]
            for result in ask(None, {}, flagged=False).counts()
        }
        for _ in range(3):
            selected = {
                facet.name: tuple(dice.sample(offered[facet.name], 1))
                for facet in facets
                if offered[facet.name] and dice.random() < 0.3
            }
            found = ask(None, selected, flagged=False)
            fitting = [row for row in rows if plain.fits(row, selected)]
            assert found.total == len(fitting), selected
            assert found.page("newest", 0, 999) == [row.key for row in fitting]
            assert found.page("newest", 2, 5) == [row.key for row in fitting[2:5]]
            for result in found.counts():
                shown = {value.value: value.count for value in result.values}
                by_hand = plain.counts(rows, selected, result.name)
                assert {v: n for v, n in shown.items() if n} == dict(by_hand)
            if name == "figures":
                largest = sorted(fitting, key=lambda row: (-row.order[0], row.order[1]))
                assert found.page("value", 0, 9) == [row.key for row in largest[:9]]


@pytest.mark.parametrize("seed", range(3))
def test_lists_follow_every_change(numbered, seed):
    dice = random.Random(seed)
    archive = Archive(dice)
    for _ in range(12):
        for _ in range(dice.randrange(4)):
            archive.act()
        what = dice.random()
        if what < 0.25:
            refreshing.refresh(everything=what < 0.08)
        elif what < 0.5:
            bitmaps.forget()  # another process begins
        check(dice)


def test_the_log_is_cut_and_the_next_process_reads_the_chunks(numbered):
    dice = random.Random(5)
    archive = Archive(dice)
    for _ in range(8):
        archive.add()
    before = version()
    assert refreshing.refresh()
    assert not Change.objects.exists()
    assert Chunk.objects.filter(universe="articles").exists()
    assert version() != before
    bitmaps.forget()
    check(dice)
    assert not refreshing.refresh()


def test_chunks_of_another_release_are_made_anew_from_the_rows(monkeypatch):
    dice = random.Random(6)
    archive = Archive(dice)
    for _ in range(6):
        archive.add()
    monkeypatch.setattr(packing, "FORM", "old")
    refreshing.refresh()
    monkeypatch.undo()
    bitmaps.forget()
    check(dice)


def test_the_form_of_chunks_goes_up_when_other_names_are_in_them():
    empty = [facts(Keys(named=frozenset())) for facts in (article_facts, figure_facts)]
    names = [sorted([*one.values, *one.pairs, *one.numbers]) for one in empty]
    assert (packing.FORM, names) == (
        3,
        [
            [
                *("about", "basis", "company", "district", "flagged", "indicator"),
                *("industry", "name", "publisher", "when", "year"),
            ],
            [
                *("article", "company", "district", "flagged", "indicator", "kind"),
                *("name", "place", "status", "unit", "value", "year"),
            ],
        ],
    )


def test_a_changed_name_is_another_version_and_stays_one():
    make_article("Solar.")
    refreshing.refresh()
    seen = [version()]
    district = make_district("Putuo")
    seen.append(version())
    district.name = "Pu Tuo"
    district.save()
    seen.append(version())
    refreshing.refresh()
    seen.append(version())
    assert len(set(seen)) == 4


def test_what_was_undone_is_forgotten():
    """A row of the log may get the key of one that was rolled back."""
    first = make_article("Solar.", headline="First")
    connection.savepoint()
    saved = connection.savepoint()
    make_article("Wind.", headline="Undone")
    assert finding.articles(None, {}, flagged=False).total == 2
    connection.savepoint_rollback(saved)
    second = make_article("Tide.", headline="Second")
    found = finding.articles(None, {}, flagged=False)
    assert set(found.chosen) == {first.pk, second.pk}
