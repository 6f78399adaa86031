"""What editors decided under a crude parser stands under a better one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from archive import decisions
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    Decision,
    DistrictMention,
    Figure,
    FormerAddress,
    IndustryMention,
    PieceMove,
)
from archive.spans import overlap
from districts.models import Company, District, Industry
from tests.archive.ingest.crude import CRUDE
from tests.archive.ingest.directly import take_directly

ROWS = (DistrictMention, CompanyMention, IndustryMention, Figure)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def raw_words(row) -> str:
    return letters(
        "".join(row.document.text[start:end] for start, end in row.raw_ranges)
    )


def figure(surface: str) -> Figure:
    return Figure.objects.filter(surface__contains=surface).order_by("raw_start")[0]


def article(words: str) -> Article:
    return Article.objects.get(document__text__contains=words, placed=True)


@pytest.fixture
def crude(world, documents):
    """The five documents, crudely parsed."""
    take_directly(documents, world, reader=CRUDE)
    return world


def decide_thirty_rows() -> list:
    """Confirm, correct, reject and add rows of every kind; gives them back."""
    decided = []
    for model in ROWS:
        wanted = [
            row
            for row in model.objects.order_by("document__sha256", "raw_start")
            if letters(row.surface) not in ("property", "finance", "education")
        ]
        for row in wanted[:3]:
            decisions.confirm(row, None)
            decided.append(row)
        for row in wanted[3:5]:
            decisions.reject(row, None, reason="not meant")
            decided.append(row)
    other = {
        DistrictMention: {"role": DistrictMention.Role.PASSING},
        CompanyMention: {"company": Company.objects.get(slug="alibaba")},
        IndustryMention: {"industry": Industry.objects.get(slug="steel")},
        Figure: {"kind": Figure.Kind.RANK},
    }
    for model, values in other.items():
        row = model.objects.filter(status="extracted").order_by("-raw_start")[0]
        assert decisions.correct(row, values, None)
        decided.append(row)
    story = article("Jiayin Fin-tech")
    added = [
        DistrictMention(
            district=District.objects.get(slug="putuo"), role="about", article=story
        ),
        CompanyMention(company=Company.objects.get(slug="tencent"), article=story),
        IndustryMention(
            industry=Industry.objects.get(slug="steel"), keyword="firms", article=story
        ),
        Figure(article=story, value=Decimal(2021), unit="count:firsts", kind="level"),
    ]
    words = ("business hub", "big data", "the new firms", "first company")
    for row, surface in zip(added, words, strict=True):
        decisions.add(row, surface, None)
        decided.append(row)
    value = figure("184 million")
    decisions.correct(value, {"value": Decimal(184_000_001)}, None)
    decided.append(value)
    rejected = figure("565 million")
    decisions.reject(rejected, None)
    decided.append(rejected)
    return list({(type(row), row.pk): row for row in decided}.values())


def test_thirty_decisions_stand_where_they_were(crude, documents):
    decided = decide_thirty_rows()
    assert len(decided) >= 30
    for row in decided:
        row.refresh_from_db()
    before = {(type(row), row.pk): row for row in decided}

    take_directly(documents, crude)

    lost = []
    for (model, pk), then in before.items():
        now = model.objects.select_related("article", "document").get(pk=pk)
        assert now.status == then.status
        assert now.person_fields == then.person_fields
        for name in then.person_fields:
            assert getattr(now, name) == getattr(then, name)
        if then.status == "confirmed":
            for name in set(model.MACHINE_FIELDS) - {"rule", "confidence"}:
                if not name.startswith("period"):
                    assert getattr(now, name) == getattr(then, name), name
        assert raw_words(now) == raw_words(then)
        if now.placed:
            assert now.article.placed
            text = getattr(now.article, now.part)
            assert text[now.start : now.end] == now.surface
            assert letters(now.surface) == letters(then.surface)
        else:
            lost.append(now)
    assert set(lost) <= set(decisions.unplaced())
    for row in lost:
        homes = row.document.articles.filter(placed=True)
        shared = sum(overlap(home.ranges, row.ranges) for home in homes)
        assert not shared, f"{row} stands in an article and is listed as lost"
    assert len(lost) < len(before) / 4


def test_rejected_rows_do_not_come_back(crude, documents):
    gone = figure("184 million")
    decisions.reject(gone, None)

    take_directly(documents, crude)

    assert not Figure.objects.visible().filter(surface__contains="184 million").exists()
    assert Figure.objects.get(pk=gone.pk).status == "rejected"


def test_confirmed_menu_words_are_listed_when_the_menu_is_no_story_any_more(
    crude, documents
):
    story = article("Guojiang Technology")
    row = IndustryMention(
        industry=Industry.objects.get(slug="education"),
        keyword="education",
        article=story,
    )
    decisions.add(row, "iDEALShanghai", None)

    take_directly(documents, crude)

    row.refresh_from_db()
    assert not row.placed
    assert row in decisions.unplaced()
    assert row not in IndustryMention.objects.visible()


def test_headline_and_date_set_by_hand_stay(crude, documents):
    story = article("Jiading Hydrogen Energy Harbor")
    values = {"headline": "Jiading courts industry", "published_on": date(2024, 5, 14)}
    decisions.correct(story, values, None, reason="from the printed paper")

    take_directly(documents, crude)

    story.refresh_from_db()
    assert story.placed
    assert story.headline == "Jiading courts industry"
    assert story.published_on == date(2024, 5, 14)
    assert story.date_basis == Article.DateBasis.EDITOR
    assert story.extracted["fields"]["headline"] == ""
    assert "headline" in story.disagreements()


def test_words_repaired_in_a_body_stay_repaired(crude, documents):
    story = Article.objects.get(body__contains="trail op-\nerations")
    body = story.body.replace("trail op-", "trial op-", 1)
    assert decisions.repair_body(story, body, None) == 1

    take_directly(documents, crude)

    assert Article.objects.filter(body__contains="trial operations").count() == 1
    assert BodyRepair.objects.get().placed


def test_a_piece_moved_by_hand_stays_where_it_was_put(crude, documents):
    document = Article.objects.filter(body__contains="Caoy-").get().document
    first, second = document.articles.order_by("anchor")
    raw = document.text
    start = raw.index("based enterprises are expected")
    end = raw.index("over a year before.") + len("over a year before.")
    assert "based enterprises are expected" in second.body
    decisions.move_piece(document, ((start, end),), first, None)
    move = PieceMove.objects.get()

    assert move.placed
    first.refresh_from_db()
    second.refresh_from_db()
    assert "based enterprises are expected" in first.body
    assert "based enterprises are expected" not in second.body
    assert Figure.objects.get(surface__contains="565 million").article == first

    take_directly(documents, crude)

    first.refresh_from_db()
    assert "Putuo-based enterprises are expected" in first.body
    assert PieceMove.objects.get().placed


def test_a_caption_stays_with_the_story_an_editor_gave_it_to(crude, documents):
    document = Article.objects.filter(body__contains="Caoy-").get().document
    first, second = document.articles.order_by("anchor")
    raw = document.text
    start = raw.index("A road in the neighborhood")
    end = raw.index("work is complete.") + len("work is complete.")
    decisions.move_piece(document, ((start, end),), first, None)

    take_directly(documents, crude)

    first.refresh_from_db()
    second.refresh_from_db()
    words = "A road in the neighborhood"
    assert words in first.body + first.captions
    assert words not in second.body + second.captions


def test_every_address_of_before_still_answers(crude, documents, client):
    addresses = set(Article.objects.values_list("public_id", flat=True))
    figures = set(Figure.objects.values_list("public_id", flat=True))

    take_directly(documents, crude)

    live = set(Article.objects.values_list("public_id", flat=True))
    live |= set(Figure.objects.values_list("public_id", flat=True))
    former = set(FormerAddress.objects.values_list("public_id", flat=True))
    assert addresses | figures <= live | former
    for address in addresses:
        assert client.get(f"/articles/{address}/", follow=True).status_code == 200
    for address in figures:
        answer = client.get(f"/figures/{address}/", follow=True)
        if answer.status_code == 410:
            # No rule claims it any more; the page leads to the story it stood in.
            assert FormerAddress.objects.get(public_id=address).article
            assert "The story it belonged to is still here" in answer.text
        else:
            assert answer.status_code == 200


def test_the_book_of_decisions_names_the_place_and_the_words(crude):
    row = figure("9.781 billion")
    decisions.correct(row, {"hedge": "about"}, None, reason="see the report")

    entry = Decision.objects.get()
    assert entry.action == "correct"
    assert entry.quote == row.surface
    assert entry.values == {"hedge": "about"}
    assert entry.previous == {"hedge": ""}
    assert entry.before.endswith("Putuo achieved ")
    assert entry.after.startswith(" (134.18 million)")
