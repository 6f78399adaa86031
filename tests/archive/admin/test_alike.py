"""One decision for all rows that say the same of the same words."""

from __future__ import annotations

import pytest

from archive.decisions import alike as spreading
from archive.models import CompanyMention, Decision, Figure
from tests.archive.admin.pages import address, press, save, seen_on, told
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    mention_company,
    mention_district,
)


@pytest.fixture
def mentions(db) -> list[CompanyMention]:
    """Seven stories that name Summit, which is no company but a meeting."""
    return [
        mention_company(
            make_article(f"The Summit of year {n}."), make_company("Summit")
        )
        for n in range(7)
    ]


def ticks(rows) -> list[str]:
    return [f"{row.pk}:{row.version}" for row in rows]


def spread(desk, original, verb: str, **sent):
    """Open the page of what is alike to a row and press a button there."""
    where = address(original, "alike")
    opened = seen_on(desk.get(where))
    return desk.post(where, {"seen": opened, "verb": verb, **sent}, follow=True)


def statuses() -> set[str]:
    return set(CompanyMention.objects.values_list("status", flat=True))


def test_after_a_rejection_the_others_are_offered_and_rejected_together(
    desk, mentions, editor
):
    page = told(press(desk, mentions[0], "reject"))
    assert "And the 6 alike elsewhere" in page
    where = address(mentions[0], "alike")
    page = told(desk.get(where))
    assert "6 undecided rows elsewhere" in page
    assert 'The <span class="mark-company">Summit</span> of year 6.' in page
    sent = {"row": ticks(mentions[1:]), "reason": "A meeting."}
    answer = spread(desk, mentions[0], "reject", **sent)
    assert "6 company mentions rejected, and kept." in told(answer)
    desk_of_it = f"{address(mentions[0].article)}#companymention-{mentions[0].pk}"
    assert answer.redirect_chain == [(desk_of_it, 302)]
    assert statuses() == {"rejected"}
    entries = Decision.objects.filter(reason="A meeting.")
    assert {entry.made_by for entry in entries} == {editor}
    assert entries.count() == 6


def test_what_is_not_ticked_and_what_changed_in_between_is_left(desk, mentions):
    press(desk, mentions[0], "confirm")
    opened = ticks(mentions[1:5])
    CompanyMention.objects.filter(pk=mentions[1].pk).update(version=2)
    page = told(spread(desk, mentions[0], "confirm", row=opened))
    assert "3 company mentions confirmed." in page
    assert "Left out: 1, changed in the meantime" in page
    assert "Undecided still, with the same words: 3." in page
    found = CompanyMention.objects.order_by("pk").values_list("status", flat=True)
    undecided = [number for number, status in enumerate(found) if status == "extracted"]
    assert undecided == [1, 5, 6]


def test_what_is_not_listed_comes_along_only_when_that_is_ticked(
    desk, mentions, monkeypatch
):
    monkeypatch.setattr("archive.admin.desk.spreading.LISTED", 2)
    press(desk, mentions[0], "reject")
    page = desk.get(address(mentions[0], "alike"))
    beyond = page.context["beyond"]
    assert (beyond["count"], beyond["key"]) == (4, mentions[2].pk)
    assert "and the 4 that are not listed" in told(page)
    spread(desk, mentions[0], "reject", row=ticks(mentions[1:2]))
    assert CompanyMention.objects.filter(status="rejected").count() == 2
    # The second was passed over, and stays so.
    spread(desk, mentions[0], "reject", beyond=beyond["key"])
    mentions[2].refresh_from_db()
    assert mentions[2].status == "extracted"
    assert CompanyMention.objects.filter(status="rejected").count() == 6


def test_at_most_so_many_are_decided_on_at_once(desk, mentions, editor, monkeypatch):
    monkeypatch.setattr(spreading, "MOST_AT_ONCE", 4)
    press(desk, mentions[0], "reject")
    mentions[0].refresh_from_db()
    spread = spreading.decide_alike(mentions[0], "reject", editor, {}, beyond=0)
    assert spread == spreading.Spread(done=4, refused=0, left=2)


def test_a_correction_is_spread_to_what_the_machine_read_alike(desk, mentions):
    other = make_company("Summit Holding")
    save(desk, mentions[0], company=other.pk)
    mentions[0].refresh_from_db()
    where = address(mentions[0], "alike")
    CompanyMention.objects.filter(pk=mentions[0].pk).update(
        extracted={"fields": {"company": "summit"}}
    )
    page = told(desk.get(where))
    assert "6 undecided rows" in page
    assert "Correcting them sets company: <ins>Summit Holding</ins>" in page
    spread(desk, mentions[0], "correct", row=ticks(mentions[1:]))
    assert set(CompanyMention.objects.values_list("company__name", "status")) == {
        ("Summit Holding", "corrected")
    }


def test_of_an_undecided_row_itself_and_its_like_are_decided(desk, mentions):
    where = address(mentions[0], "alike")
    assert "This one:" in told(desk.get(where))
    spread(desk, mentions[0], "confirm", row=ticks(mentions))
    assert statuses() == {"confirmed"}


def test_another_verb_than_was_used_on_the_row_is_refused(desk, mentions):
    press(desk, mentions[0], "confirm")
    others = ticks(mentions[1:])
    assert spread(desk, mentions[0], "reject", row=others).status_code == 403
    assert spread(desk, mentions[0], "confirm", row="all").status_code == 400
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("seen", ["2", "", "9" * 30])
def test_what_was_corrected_otherwise_since_is_not_spread_unseen(desk, seen):
    row, other = (
        make_figure(make_article(f"{t} 12 hubs."), "12 hubs", 12, "count:hubs")
        for t in ("It has", "Again")
    )
    row.extracted = {"fields": {"value": "12"}}
    row.save()
    save(desk, row, value="5")
    save(desk, row, value="7")
    sent = {"verb": "correct", "row": ticks([other]), "seen": seen}
    answer = desk.post(address(row, "alike"), sent, follow=True)
    assert answer.redirect_chain == [(address(row, "alike"), 302)]
    assert "It was changed in the meantime; nothing was saved." in told(answer)
    assert "value: “5” → “7”" in told(answer)
    assert "Correcting them sets value: <ins>7" in told(answer)
    other.refresh_from_db()
    assert (other.status, other.value) == ("extracted", 12)
    spread(desk, row, "correct", row=ticks([other]))
    other.refresh_from_db()
    assert (other.status, other.value) == ("corrected", 7)


def test_alike_is_what_says_the_same_of_the_same_words(desk):
    make_district("Putuo")
    first = make_figure(make_article("It has 12 hubs."), "12 hubs", 12, "count:hubs")
    texts = ("Of 12 hubs.", "All 12 hubs.", "And 12 hubs.", "About 12 hubs.")
    rows = [make_figure(make_article(t), "12 hubs", 12, "count:hubs") for t in texts]
    same, rejected, measured, unlike = rows
    Figure.objects.filter(pk=rejected.pk).update(status="rejected")
    Figure.objects.filter(pk=measured.pk).update(unit="number")
    Figure.objects.filter(pk=unlike.pk).update(surface="12 hub")
    assert list(spreading.alike(first)) == [same]
    assert spreading.counts([first, same]) == {first: 1, same: 1}


def test_a_district_that_only_the_files_name_gives_is_like_none(db):
    rows = [mention_district(make_article("Putuo grew.")) for _ in range(2)]
    assert list(spreading.alike(rows[0])) == [rows[1]]
    for row in rows:
        row.basis, row.surface, row.start, row.end = "address", "", 0, 0
        row.save()
    assert not spreading.alike(rows[0])
    assert spreading.counts(rows) == {}


def test_the_desk_counts_the_like_of_all_its_rows_with_few_queries(
    desk, mentions, django_assert_max_num_queries
):
    article = mentions[0].article
    with django_assert_max_num_queries(15):
        page = told(desk.get(address(article, "alike")))
    assert f'id="alike-companymention-{mentions[0].pk}"' in page
    assert "and the 6 alike" in page
