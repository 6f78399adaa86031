"""What could break an editor's decision and must not: one trap in each test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from archive import decisions, search
from archive.decisions import holding
from archive.ingest import Prepared, Reader, World, reextract, reparse, take
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    DistrictMention,
    Document,
    Figure,
    FormerAddress,
)
from archive.spans import MappedText
from archive.verifying import faults
from districts.models import Company, District
from tests.archive.ingest.crude import MERGED, stories
from tests.archive.ingest.directly import (
    names_read_once,
    raw_bytes_looked_at_last,
    take_directly,
)

NEWS = """Jiading District counted 412 new firms last year, its bureau said.

The mill alone paid 1.3 billion yuan (US$20 million) in tax, up 12.5 percent.

Putuo told Putuo firms to hope for 30 percent more investment.

A park for new energy vehicles opens in Putuo District with Tencent.

Yangpu took 3.2 billion yuan in fiscal revenue from January to June.

It counts 120 banks and 44 funds.
"""

ONE = stories([0, 1, 2, 3, 4, 5])
TWO = stories([0, 1, 2], [3, 4, 5])
THREE = stories([0, 1], [2, 3], [4, 5])


@pytest.fixture
def read(world, tmp_path):
    """Reads the one document by a reader."""
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")

    def take(reader: Reader) -> Document:
        (outcome,) = take_directly([path], world, reader=reader, world=names)
        assert not outcome.failed, outcome.reason
        document = Document.objects.get()
        assert not [r for r in document.remarks if "could not" in r], document.remarks
        assert [str(fault) for fault in faults()] == []
        return document

    with names_read_once() as names, raw_bytes_looked_at_last():
        yield take


def article(words: str) -> Article:
    return Article.objects.get(body__contains=words, placed=True)


def figure(surface: str) -> Figure:
    return Figure.objects.get(surface__contains=surface)


def test_stories_that_are_joined_leave_the_index(read):
    read(THREE)
    read(ONE)

    assert not search.out_of_step()
    assert Article.objects.published().count() == 1


def test_a_decided_story_whose_heir_leaves_too_stops_no_reading(read):
    read(TWO)
    kept = article("Yangpu took")
    decisions.correct(kept, {"headline": "By hand"}, None)
    read(ONE)
    read(stories([5]))
    read(stories([0]))

    kept.refresh_from_db()
    assert kept.headline == "By hand"
    assert kept in decisions.unplaced() or kept.placed


def test_a_story_takes_the_place_of_one_that_had_it_once(read):
    read(TWO)
    for words in ("412", "Yangpu took"):
        decisions.correct(article(words), {"headline": words}, None)
    read(stories([1, 2, 3, 4]))
    read(stories([3, 4, 5], [1, 2], [0]))
    read(TWO)

    assert article("412").headline == "412"
    assert article("Yangpu took").headline == "Yangpu took"


def test_what_was_withdrawn_stays_out_however_it_is_cut(read):
    read(TWO)
    withdrawn = article("Yangpu took")
    decisions.reject(withdrawn, None)

    for reader in (THREE, ONE, stories([0, 1, 2], [3], [4], [5]), TWO, THREE, TWO):
        read(reader)
        for shown in Article.objects.published():
            assert "Yangpu took" not in shown.body
    withdrawn.refresh_from_db()
    assert withdrawn.status == "rejected"
    assert article("412").is_shown


def test_parts_of_a_withdrawn_story_come_back_when_it_is_restored(read):
    read(ONE)
    decisions.reject(Article.objects.get(), None)
    read(TWO)
    assert Article.objects.filter(placed=True).count() == 1
    assert not Article.objects.published()

    decisions.restore(Article.objects.get(), None)

    # It is read by the rules of the day, for which this is one story.
    assert Article.objects.published().count() == 1
    assert "Yangpu took" in Article.objects.get().body
    assert not list(faults())


@pytest.mark.parametrize("change", ["headline", "body"])
def test_a_withdrawn_story_that_is_edited_stays_withdrawn(read, change):
    read(ONE)
    story = Article.objects.get()
    decisions.reject(story, None)

    if change == "headline":
        decisions.correct(story, {"headline": "Another"}, None)
    else:
        decisions.repair_body(story, story.body.replace("412", "413"), None)

    assert not Article.objects.published()
    assert not list(faults())
    decisions.restore(story, None)
    assert not list(faults())
    story.refresh_from_db()
    assert story.headline == "Another" or "413" in story.body


def test_a_dismissed_check_stays_dismissed_when_the_figure_comes_back(read):
    read(ONE)
    row = figure("1.3 billion yuan")
    assert row.flagged
    decisions.dismiss_check(row, "conversion", "the paper's own rate", None)

    read(stories([0]))
    row.refresh_from_db()
    assert row in decisions.unplaced()
    read(ONE)

    row.refresh_from_db()
    assert row.placed
    assert not row.flagged
    assert row.dismissed_checks == {"conversion": "the paper's own rate"}


def test_an_editor_is_told_when_the_body_was_cut_anew_in_between(read):
    read(ONE)
    story = article("412")
    read(TWO)

    with pytest.raises(decisions.Conflict):
        decisions.repair_body(
            story, story.body.replace("412", "413"), None, story.version
        )


def test_nothing_counts_as_changed_where_nothing_changed(read):
    document = read(ONE)
    versions = lambda: [  # noqa: E731
        (model.__name__, row.pk, row.version)
        for model in (Article, Figure, DistrictMention, CompanyMention)
        for row in model.objects.order_by("pk")
    ]
    before = versions()
    reextract(document, World())
    take_again = Reader(ONE.parse, "later")
    read(take_again)

    assert versions() == before


def test_what_was_confirmed_stays_fixed_when_one_field_is_corrected(read):
    read(ONE)
    row = figure("412")
    decisions.confirm(row, None)
    decisions.correct(row, {"hedge": "about"}, None)

    row.refresh_from_db()
    assert row.status == "corrected"
    for name, value in {"kind": "rank", "value": Decimal(1), "unit": "USD"}.items():
        assert row.take_machine_values({name: value}) == []


def test_a_period_that_follows_the_date_counts_as_a_change(read):
    read(ONE)
    row = figure("412")
    assert row.period_start is None
    decisions.confirm(row, None)
    row.refresh_from_db()
    before = row.version

    decisions.correct(row.article, {"published_on": date(2022, 3, 4)}, None)

    row.refresh_from_db()
    assert row.status == "confirmed"
    assert row.period_start == date(2021, 1, 1)
    assert row.version == before + 1


def test_the_period_of_a_confirmed_then_corrected_row_follows_the_date_too(read):
    read(ONE)
    row = figure("412")
    decisions.confirm(row, None)
    decisions.correct(row, {"hedge": "about"}, None)

    decisions.correct(row.article, {"published_on": date(2022, 3, 4)}, None)

    row.refresh_from_db()
    assert row.period_start == date(2021, 1, 1)


@pytest.mark.parametrize("before", ["confirmed", "added", "extracted", "corrected"])
def test_a_restored_row_is_what_it_was(read, before):
    read(ONE)
    row: Any = figure("412")
    if before == "added":
        row = Figure(article=row.article, value=6, unit="count:months", kind="level")
        decisions.add(row, "January to June", None)
    elif before == "corrected":
        decisions.correct(row, {"hedge": "about"}, None)
    elif before == "confirmed":
        decisions.correct(row, {"hedge": "about"}, None)
        decisions.confirm(row, None)
    decisions.reject(row, None)
    decisions.restore(row, None)

    row.refresh_from_db()
    assert row.status == ("confirmed" if before == "extracted" else before)


def test_a_rejected_row_that_is_corrected_stays_rejected(read):
    read(ONE)
    row = figure("412")
    decisions.reject(row, None)
    decisions.correct(row, {"hedge": "about"}, None)

    row.refresh_from_db()
    assert row.status == "rejected"
    decisions.restore(row, None)
    row.refresh_from_db()
    assert (row.status, row.hedge) == ("corrected", "about")


def test_words_put_before_a_confirmed_name_do_not_shift_it(read):
    read(ONE)
    row = CompanyMention.objects.get(surface="Tencent")
    decisions.confirm(row, None)
    story = article("Tencent")
    body = story.body.replace("Tencent", "the well-known Tencent")
    decisions.repair_body(story, body, None)

    row.refresh_from_db()
    assert row.surface == "Tencent"
    assert CompanyMention.objects.count() == 1


def test_a_word_put_right_by_an_editor_keeps_its_decision(read):
    read(ONE)
    story = article("mill")
    row = CompanyMention(company=Company.objects.get(slug="alibaba"), article=story)
    decisions.add(row, "The mill", None)
    body = story.body.replace("The mill alone", "The plant alone")
    decisions.repair_body(story, body, None)

    row.refresh_from_db()
    assert row.placed
    assert row.surface == "The plant"
    read(TWO)
    row.refresh_from_db()
    assert row.surface == "The plant"


def test_a_decision_on_words_that_an_editor_took_out_is_listed(read):
    read(ONE)
    row = CompanyMention.objects.get(surface="Tencent")
    decisions.confirm(row, None)
    story = article("Tencent")
    decisions.repair_body(story, story.body.replace(" with Tencent", ""), None)

    row.refresh_from_db()
    assert row in decisions.unplaced()


def test_a_place_with_other_words_in_between_is_not_the_place():
    raw = "Putuo- | Going\nbased  | smart"
    across = MappedText.cut(raw, 0, len(raw))
    wanted = [(0, 6), (15, 20)]

    assert across.locate(wanted, raw) is None
    column = MappedText.join(
        [MappedText.cut(raw, 0, 5), MappedText.cut(raw, 15, 20)], "-"
    )
    assert column.locate(wanted, raw) == (0, 11)


def test_a_repair_in_a_column_takes_nothing_of_the_next_one_away(world, documents):
    columns = [path for path in documents if "003" in path.name]
    take_directly(columns, world)
    document = Document.objects.get()
    for story in document.articles.all():
        # Words whose lines another column may stand between.
        words = [w for w in story.body.split() if len(w) > 9][::5]
        body = story.body
        for word in words:
            body = body.replace(word, f"{word}s", 1)
        decisions.repair_body(story, body, None)
        story.refresh_from_db()
        assert story.body == body

    take_directly(columns, world, reader=MERGED)

    story = Article.objects.get(placed=True)
    left = set(document.text.replace("-", " ").split())
    now = story.body.replace("-", " ")
    assert [word for word in left if word not in now] == []
    assert not list(faults())


def test_one_row_by_hand_stands_for_all_that_the_machine_finds_in_it(read):
    read(ONE)
    row = DistrictMention(
        district=District.objects.get(slug="putuo"), role="passing", article=article("")
    )
    decisions.add(row, "12.5 percent. Putuo told Putuo", None)
    decisions.reject(row, None)

    read(stories([2]))

    assert not DistrictMention.objects.visible().exists()


def test_the_last_move_of_a_piece_is_the_one_that_counts(read, monkeypatch):
    document = read(TWO)
    by_two = lambda document, world: reparse(document, world, TWO)  # noqa: E731
    monkeypatch.setattr(holding, "reparse", by_two)
    start, end = NEWS.index("Putuo told"), NEWS.index("A park")
    first, second = document.articles.order_by("anchor")
    decisions.move_piece(document, ((start, end),), second, None)
    decisions.move_piece(document, ((start + 6, end),), second, None)
    assert "Putuo told" in article("Yangpu took").body

    decisions.move_piece(document, ((start, end),), first, None)
    assert "Putuo told Putuo firms" in article("412").body
    read(TWO)
    assert "Putuo told Putuo firms" in article("412").body


def test_a_later_repair_overrules_one_that_was_out_of_sight(read):
    read(ONE)
    story = article("A park")
    joined = story.body.replace("investment.\n\nA park", "investment; a park")
    decisions.repair_body(story, joined, None)
    read(TWO)
    hidden = BodyRepair.objects.get(placed=False)
    assert hidden in decisions.unplaced()

    story = article("A park")
    decisions.repair_body(story, story.body.replace("A park", "One park"), None)
    read(ONE)

    assert "investment.\n\nOne park" in Article.objects.get(placed=True).body


def test_an_address_that_lives_again_is_no_former_one(read):
    read(ONE)
    address = figure("412").public_id
    read(stories([1, 2]))
    assert FormerAddress.objects.filter(public_id=address).exists()
    read(ONE)

    assert figure("412").public_id == address
    assert not FormerAddress.objects.filter(public_id=address).exists()


def test_a_figure_is_not_added_twice_at_one_number(read):
    read(ONE)
    row = figure("44 funds")
    double = Figure(article=row.article, value=44, unit=row.key_unit, kind="level")

    with pytest.raises(decisions.NotFound):
        decisions.add(double, "and 44 funds", None)


def test_a_machine_that_comes_to_agree_is_no_longer_said_to_disagree(read):
    read(ONE)
    row = figure("412")
    decisions.correct(
        row, {"value": Decimal(999), "subject_words": "", "hedge": "about"}, None
    )
    row.refresh_from_db()
    assert set(row.disagreements()) == {"value", "hedge"}
    row.extracted["fields"]["value"] = "9.99E+2"
    assert set(row.disagreements()) == {"hedge"}


def test_a_document_that_a_fault_of_ours_kept_unread_is_tried_again(read, world):
    document = read(ONE)
    later = Reader(TWO.parse, "later")
    failed = Prepared("news.txt", NEWS.encode(), refusal=("fault", "it went wrong"))
    take(failed, world, World(), later)
    document.refresh_from_db()
    assert document.is_accepted
    assert "it went wrong" in document.remarks[0]

    read(later)

    assert Article.objects.published().count() == 2
