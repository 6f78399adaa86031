"""Every decision: the row, its line in the book, what follows, when it is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from archive import decisions, finding, search
from archive.ingest import World, reextract, take_files
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    Decision,
    DistrictMention,
    Figure,
    PieceMove,
)
from archive.spans import MappedText
from districts.models import ExchangeRate
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_document,
    make_figure,
    make_region,
    mention_company,
    mention_district,
)

pytestmark = pytest.mark.django_db

DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ada")


def found(words: str) -> bool:
    return bool(finding.articles(search.parse(words), {}, flagged=False).total)


def holds(row) -> bool:
    """Whether the row's words stand where it says, in the part and in the source."""
    text = getattr(row.article, row.part)
    start = row.ranges[0][0]
    source = row.document.text
    begins = source[start : start + 1].lower() == row.surface[:1].lower()
    return text[row.start : row.end] == row.surface and begins


# Confirm, correct, reject, restore


def test_a_confirmed_row_is_out_of_the_machines_hands(editor):
    figure = make_figure()
    decisions.confirm(figure, editor, version=1)
    figure.refresh_from_db()
    assert (figure.status, figure.version) == ("confirmed", 2)
    assert figure.take_machine_values({"hedge": "about"}) == []
    entry = Decision.objects.get()
    assert (entry.action, entry.target, entry.target_id) == (
        "confirm",
        "figure",
        figure.pk,
    )
    assert (entry.made_by, entry.made_by_name) == (editor, "ada")
    assert entry.quote == figure.surface
    assert figure.document.text[entry.raw_start :].startswith(entry.quote)


def test_to_confirm_twice_is_one_decision(editor):
    figure = make_figure()
    decisions.confirm(figure, editor)
    decisions.confirm(figure, editor)
    assert Decision.objects.count() == 1


def test_a_correction_sets_only_what_changed_and_keeps_what_was(editor):
    figure = make_figure(hedge="about", kind="level")
    changed = decisions.correct(
        figure, {"hedge": "over", "kind": "level"}, editor, version=1, reason="Page 2."
    )
    figure.refresh_from_db()
    assert changed == ["hedge"] == figure.person_fields
    assert (figure.status, figure.version) == ("corrected", 2)
    entry = Decision.objects.get()
    assert (entry.values, entry.previous) == ({"hedge": "over"}, {"hedge": "about"})
    assert entry.reason == "Page 2."


def test_a_correction_that_changes_nothing_is_none(editor):
    figure = make_figure(hedge="about")
    assert decisions.correct(figure, {"hedge": "about"}, editor) == []
    assert not Decision.objects.exists()


def test_a_corrected_value_is_checked_again(editor):
    ExchangeRate.objects.create(
        currency="CNY", year=2023, per_dollar=Decimal("7.08"), source="test"
    )
    article = make_article("It took 700 yuan ($100).", published_on="2023-01-01")
    figure = make_figure(
        article,
        "700 yuan",
        700,
        conversion_surface="$100",
        conversion_value=100,
        conversion_unit="USD",
    )
    decisions.correct(figure, {"value": Decimal(7000)}, editor)
    figure.refresh_from_db()
    assert figure.flagged
    assert figure.conversion_verdict == "inconsistent"


def test_a_period_is_answered_for_as_a_whole(editor):
    figure = make_figure(period_end="2023-12-31", period_basis="stated")
    decisions.correct(figure, {"period_start": date(2023, 7, 1)}, editor)
    figure.refresh_from_db()
    assert figure.period_basis == "editor"
    figure.take_machine_values({"period_end": date(2022, 12, 31)})
    assert figure.period_end.isoformat() == "2023-12-31"


def test_a_mention_is_not_made_the_double_of_another(editor):
    article = make_article("Putuo grew.")
    mention_district(article)
    other = mention_district(article, make_district("Jiading"), "Putuo")
    with pytest.raises(decisions.Taken):
        decisions.correct(other, {"district": make_district("Putuo")}, editor)
    assert not Decision.objects.exists()


def test_a_rejected_row_is_kept_unseen_and_restored_with_what_was_set(editor):
    figure = make_figure()
    decisions.correct(figure, {"hedge": "over"}, editor)
    decisions.reject(figure, editor, reason="Not meant.")
    assert not Figure.objects.visible().exists()
    decisions.restore(figure, editor)
    figure.refresh_from_db()
    assert (figure.status, figure.hedge) == ("corrected", "over")
    entries = Decision.objects.order_by("id")
    assert [e.action for e in entries] == ["correct", "reject", "restore"]
    assert entries[1].previous == {"status": "corrected"}
    assert entries[1].reason == "Not meant."


def test_a_rejected_row_does_not_come_back_when_the_article_is_read_again(editor):
    make_district("Putuo")
    article = make_article("The port of Putuo grew.")
    reextract(article.document, World())
    mention = DistrictMention.objects.get()
    decisions.reject(mention, editor)
    reextract(article.document, World())
    assert not DistrictMention.objects.visible().exists()


def test_only_a_rejected_row_is_restored(editor):
    figure = make_figure()
    decisions.restore(figure, editor)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("verb", [decisions.restore, decisions.confirm])
def test_a_withdrawn_article_leaves_the_index_and_comes_back(editor, verb):
    article = make_article("The harbour grew.")
    decisions.reject(article, editor)
    assert not found("harbour")
    verb(article, editor)
    assert found("harbour")


@pytest.mark.parametrize(
    "verb",
    [
        lambda row, version: decisions.confirm(row, None, version),
        lambda row, version: decisions.correct(row, {"hedge": "x"}, None, version),
        lambda row, version: decisions.reject(row, None, version),
        lambda row, version: decisions.restore(row, None, version),
        lambda row, version: decisions.dismiss_check(row, "x", "y", None, version),
    ],
)
def test_a_decision_on_an_older_version_is_refused(verb):
    figure = make_figure()
    decisions.correct(figure, {"hedge": "over"}, None)
    with pytest.raises(decisions.Conflict) as refusal:
        verb(figure, 1)
    assert refusal.value.row.hedge == "over"
    assert Decision.objects.count() == 1


def test_a_decision_on_a_row_that_is_gone_is_refused():
    figure = make_figure()
    Figure.objects.filter(pk=figure.pk).delete()
    with pytest.raises(decisions.NotFound):
        decisions.confirm(figure, None)


# Articles


def test_a_corrected_headline_keeps_the_way_of_its_words_to_the_source(editor):
    make_district("Putuo")
    article = make_article("It grew.", headline="The hubs of Putuo")
    decisions.correct(article, {"headline": "New and larger hubs of Putuo"}, editor)
    row = DistrictMention.objects.get()
    assert row.part == "headline"
    assert holds(row)
    assert found("headline:larger")
    assert not found("headline:the")


def test_an_article_without_a_headline_gets_one(editor):
    make_district("Putuo")
    article = make_article("It grew.")
    decisions.correct(article, {"headline": "Putuo grew"}, editor)
    article.refresh_from_db()
    assert article.headline == "Putuo grew"
    # None of its words stand in the source, so nothing is read in it.
    assert not DistrictMention.objects.exists()


def test_a_day_set_by_hand_is_one_decision_on_all_of_the_date(editor):
    article = make_article(date_basis="inferred", date_reason="It speaks of spring.")
    decisions.correct(article, {"published_on": date(2023, 5, 4)}, editor)
    article.refresh_from_db()
    assert (article.date_basis, article.date_reason) == ("editor", "")
    assert set(Article.DATE_FIELDS) <= set(article.person_fields)
    assert Decision.objects.get().previous["date_reason"] == "It speaks of spring."


def test_a_headline_corrected_along_with_an_unchanged_day_leaves_the_time(editor):
    article = make_article(
        published_on="2023-05-04", published_at="2023-05-04T02:00:00Z"
    )
    values = {"headline": "New", "published_on": date(2023, 5, 4)}
    assert decisions.correct(article, values, editor) == ["headline"]
    article.refresh_from_db()
    assert article.published_at is not None
    assert article.date_basis == "stated"


# Add


def test_an_added_row_stands_at_the_first_free_place_of_its_words(editor):
    article = make_article("Putuo and\nPutuo again.")
    mention_district(article)
    row = DistrictMention(
        article=article, district=make_district("Putuo"), role="about"
    )
    decisions.add(row, "Putuo", editor)
    assert row.start == article.body.index("Putuo again")
    assert (row.status, row.rule) == ("added", "editor")
    assert holds(row)
    entry = Decision.objects.get()
    assert entry.action == "add"
    assert entry.values == {"district": "putuo", "role": "about"}


def test_words_may_stand_over_a_line_end_and_in_a_part_that_is_named(editor):
    article = make_article("The old\nport.", captions="The old port.")
    row = CompanyMention(article=article, company=make_company())
    decisions.add(row, "old  port", editor)
    assert (row.part, row.surface) == ("body", "old\nport")
    other = CompanyMention(article=article, company=make_company())
    decisions.add(other, "old port", editor, "captions")
    assert other.part == "captions"


@pytest.mark.parametrize("words", ["", "  ", "the fort", "Old port"])
def test_words_that_do_not_stand_there_are_not_found(words, editor):
    article = make_article("The old port.")
    row = CompanyMention(article=article, company=make_company())
    with pytest.raises(decisions.NotFound):
        decisions.check_words(row, words)
    with pytest.raises(decisions.NotFound):
        decisions.add(row, words, editor)
    assert not CompanyMention.objects.exists()
    assert not Decision.objects.exists()


def test_what_was_rejected_takes_its_place_again_when_it_is_added(editor):
    article = make_article("Harbour Batteries grew.")
    rejected = mention_company(article, extracted={"fields": {"rule": "name"}})
    decisions.reject(rejected, editor)
    row = CompanyMention(article=article, company=rejected.company)
    decisions.add(row, "Harbour Batteries", editor)
    assert row.pk == rejected.pk
    row.refresh_from_db()
    assert (row.status, row.version) == ("added", 3)
    assert row.extracted == {"fields": {"rule": "name"}}


def test_a_second_figure_at_a_number_does_not_take_the_place_of_the_first(editor):
    article = make_article("Up from 5 to 7 million yuan in all.")
    first = make_figure(article, "5 to 7 million yuan", 5, ordinal=0)
    second = make_figure(article, "5 to 7 million yuan", 7, ordinal=1)
    decisions.reject(first, editor)
    row = Figure(article=article, value=Decimal(5), unit="CNY", kind="level")
    decisions.add(row, "from 5 to 7 million", editor)
    second.refresh_from_db()
    assert (second.value, second.status) == (7, "extracted")
    assert row.pk == first.pk


def test_an_added_figure_is_the_machines_figure_when_it_finds_it_later(editor):
    article = make_article("The port paid 5,000 yuan each.")
    row = Figure(article=article, value=Decimal(5000), unit="CNY", kind="level")
    decisions.add(row, "5,000 yuan", editor)
    reextract(article.document, World())
    figure = Figure.objects.get(number_start=row.number_start)
    assert (figure.pk, figure.status) == (row.pk, "added")


# Repair


def repaired(body: str, words: str, **parts: str) -> Article:
    article = make_article(body, **parts)
    decisions.repair_body(article, words, None)
    article.refresh_from_db()
    return article


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The trail run began.", "The trial run began."),
        ("The run began.", "The trial run began at last."),
        ("The long trial run began.", "The run began."),
        ("One.\n\nTwo.", "One. Two."),
        ("One. Two.", "One.\n\nTwo."),
        ("One two three.", "Zero one two three."),
        ("One two three.", "One two three. Four!"),
        ("One two three.", "Quite other words"),
        ("a b c d e f g h", "a x c y e z g w"),
    ],
)
def test_a_repaired_body_reads_as_the_editor_wrote_it(body, words):
    article = repaired(body, words)
    assert article.body == words
    assert "body" in article.person_fields
    assert article.body_repairs.exists()
    source = article.document.text
    assert body in source
    for start, raw_start, length in article.maps["body"]:
        assert start + length <= len(article.body)
        assert raw_start + length <= len(source)


def test_a_paragraph_break_of_our_own_is_taken_away(editor):
    document = make_document("One two\nthree four\nfive six")
    article = make_article("One two", document=document)
    raw = document.text
    lines = [
        MappedText.cut(raw, raw.index(line), raw.index(line) + len(line))
        for line in raw.split("\n")
    ]
    article.set_mapped("body", MappedText.join(lines, "\n\n"))
    article.save()
    decisions.repair_body(article, "One two three four\n\nfive six", editor)
    article.refresh_from_db()
    assert article.body == "One two three four\n\nfive six"


def test_a_second_repair_takes_the_place_of_the_first_and_can_undo_it(editor):
    article = repaired("The trail run began.", "The trial run began.")
    decisions.repair_body(article, "The trial runs began.", editor)
    article.refresh_from_db()
    assert article.body == "The trial runs began."
    assert sorted(r.quote for r in BodyRepair.objects.all()) == ["run", "trail"]
    decisions.repair_body(article, "The trail run began.", editor)
    article.refresh_from_db()
    assert article.body == "The trail run began."
    assert not BodyRepair.objects.exists()
    assert "body" not in article.person_fields


def test_a_repair_at_a_place_that_was_lost_takes_it_over(editor):
    article = make_article("The trail run began.")
    start = article.document.text.index("trail")
    BodyRepair.objects.create(
        document=article.document,
        raw_ranges=[[start, start + 20]],
        raw_start=start,
        quote="trail",
        placed=False,
    )
    decisions.repair_body(article, "The trial run began.", editor)
    repair = BodyRepair.objects.get()
    assert (repair.replacement, repair.placed) == ("trial", True)


def test_rows_stay_at_their_words_when_the_body_is_repaired(editor):
    make_district("Putuo")
    article = make_article("The trail run began in Putuo.")
    figure = make_figure(
        make_article("Early on, 9 days."), "9 days", 9, "count:days", status="confirmed"
    )
    decisions.repair_body(figure.article, "Quite early on, in all 9 days.", editor)
    figure.refresh_from_db()
    assert figure.placed
    assert holds(figure)
    decisions.repair_body(article, "The first trial run began in Putuo.", editor)
    assert holds(DistrictMention.objects.get())
    assert found("trial")
    assert Decision.objects.filter(action="repair").count() == 2


def test_an_unchanged_body_and_a_stale_one_repair_nothing(editor):
    article = make_article("One.\nTwo.")
    assert decisions.repair_body(article, "One.\r\nTwo.\n", editor, version=1) == 0
    decisions.correct(article, {"section": "News"}, editor)
    with pytest.raises(decisions.Conflict):
        decisions.repair_body(article, "Three.", editor, version=1)
    assert not BodyRepair.objects.exists()


# Move, dismiss, what has no place


def test_a_piece_goes_where_it_is_sent_or_is_refused(editor):
    list(take_files(sorted(DOCUMENTS.glob("*003*")), make_region()))
    first, second = Article.objects.order_by("anchor")
    text = second.mapped("body")
    end = text.text.index("\n\n")
    piece = text.raw_ranges(0, end)
    decisions.move_piece(first.document, piece, first, editor)
    move = PieceMove.objects.get()
    assert move.placed
    first.refresh_from_db()
    assert text.text[:60] in first.body
    entry = Decision.objects.get()
    assert (entry.action, entry.quote) == ("move", move.quote)

    nowhere = ((len(first.document.text) + 5, len(first.document.text) + 9),)
    with pytest.raises(decisions.NotFound):
        decisions.move_piece(first.document, nowhere, first, editor)
    assert PieceMove.objects.count() == Decision.objects.count() == 1


def test_a_check_is_dismissed_only_while_it_is_raised(editor):
    figure = make_figure()
    with pytest.raises(decisions.NotFound):
        decisions.dismiss_check(figure, "conversion", "A misprint.", editor)
    assert not Decision.objects.exists()


def test_a_dismissed_check_takes_the_flag_down(editor):
    ExchangeRate.objects.create(
        currency="CNY", year=2023, per_dollar=Decimal("7.08"), source="test"
    )
    article = make_article("It took 700 yuan ($10).", published_on="2023-01-01")
    conversion = {"conversion_surface": "$10", "conversion_value": 10}
    figure = make_figure(article, "700 yuan", 700, conversion_unit="USD", **conversion)
    decisions.correct(figure, {"hedge": "about"}, editor)  # raises the check
    figure.refresh_from_db()
    assert figure.flagged
    decisions.dismiss_check(figure, "conversion", "As printed.", editor, version=2)
    figure.refresh_from_db()
    assert not figure.flagged
    assert figure.checks
    assert Decision.objects.first().reason == "As printed."


def test_everything_without_a_place_is_listed(django_assert_max_num_queries):
    rows = [make_figure(), mention_company(make_article("Harbour Batteries grew."))]
    for row in rows:
        row.lose_place()
        row.status = "confirmed"
        row.save()
    with django_assert_max_num_queries(12):
        listed = decisions.unplaced()
        shown = [f"{row} in {row.document}" for row in listed]
    assert set(listed) == set(rows)
    assert len(shown) == 2
    assert decisions.unplaced(rows[0].document) == [rows[0]]
