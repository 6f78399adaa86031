"""Mentions and figures on pages of their own: confirm, correct, reject, add."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from archive.models import (
    CompanyMention,
    Decision,
    DistrictMention,
    Figure,
    IndustryMention,
)
from tests.archive.admin.pages import (
    address,
    columns,
    delete,
    filled,
    save,
    saved,
    send,
    told,
)
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)


def one_of_each():
    article = make_article("Putuo has Harbour Batteries and solar cells, 5 of them.")
    return [
        mention_district(article),
        mention_company(article),
        mention_industry(article, make_industry("Solar"), "solar"),
        make_figure(article, "5 of them", 5, "number"),
    ]


def test_a_row_saved_unchanged_is_confirmed(desk, editor):
    for row in one_of_each():
        answer = save(desk, row)
        assert saved(answer)
        row.refresh_from_db()
        assert row.status == "confirmed"
        assert row.person_fields == []
        entry = Decision.objects.get(target=row._meta.model_name)
        assert (entry.action, entry.made_by) == ("confirm", editor)


def test_a_changed_field_is_corrected_and_only_that_field(desk):
    figure = make_figure(indicator_words="revenue", hedge="about")
    save(desk, figure, value="9781000000", reason="A digit was missing.")
    figure.refresh_from_db()
    assert figure.status == "corrected"
    assert figure.person_fields == ["value"]
    assert figure.value == Decimal(9781000000)
    entry = Decision.objects.get()
    assert entry.values == {"value": "9781000000"}
    assert entry.reason == "A digit was missing."


def test_a_mention_is_given_to_another_district(desk):
    mention = mention_district(make_article("The hub of Putuo grew."))
    other = make_district("Jiading")
    save(desk, mention, district=str(other.pk))
    mention.refresh_from_db()
    assert mention.district == other
    assert mention.status == "corrected"
    assert mention.surface == "Putuo"


def test_a_mention_can_not_say_what_another_says_there_already(desk):
    article = make_article("The hub of Putuo grew.")
    mention_district(article)
    other = mention_district(article, make_district("Jiading"), "Putuo")
    answer = save(desk, other, district=str(make_district("Putuo").pk))
    assert not saved(answer)
    assert "says this here already" in told(answer)
    other.refresh_from_db()
    assert other.district.name == "Jiading"


def test_a_deleted_row_is_rejected_and_kept_and_can_be_restored(desk):
    for row in one_of_each():
        page = told(desk.get(address(row, "delete")))
        assert "can be restored" in page
        delete(desk, row, reason="Not meant.")
        row.refresh_from_db()
        assert row.status == "rejected"
        assert Decision.objects.first().reason == "Not meant."
        listed = desk.get(
            address(type(row), "changelist"), {"status__exact": "rejected"}
        )
        assert row in listed.context["cl"].queryset

        save(desk, row, restore="on")
        row.refresh_from_db()
        assert row.status == "confirmed"


def test_a_rejected_row_saved_unchanged_stays_rejected(desk):
    figure = make_figure(status="rejected")
    answer = save(desk, figure)
    figure.refresh_from_db()
    assert figure.status == "rejected"
    assert "Nothing was changed" in told(answer)
    answer = save(desk, figure, hedge="about")
    assert not saved(answer)
    assert "let it count again first" in told(answer)


@pytest.mark.parametrize("model", [DistrictMention, CompanyMention, IndustryMention])
def test_a_mention_made_by_hand_stands_at_its_words(desk, editor, model):
    article = make_article("The port grew.\n\nShips of the old port left.")
    known = {
        DistrictMention: make_district,
        CompanyMention: make_company,
        IndustryMention: make_industry,
    }[model]()
    sent = {"article": article.pk, "words": "the  old port", model.ENTITY: known.pk}
    answer = desk.post(address(model, "add"), {**sent, "role": "about"}, follow=True)
    assert saved(answer)
    row = model.objects.get()
    assert row.status == "added"
    assert row.surface == "the old port"
    assert article.body[row.start : row.end] == row.surface
    start, end = row.raw_ranges[0]
    assert row.document.text[start:end] == row.surface
    assert Decision.objects.get().made_by == editor


def test_a_figure_made_by_hand_is_known_by_its_number(desk):
    article = make_article("The port paid 5,000 yuan each.")
    sent = {"article": article.pk, "words": "5,000 yuan each", "value": "5000"}
    sent |= {"unit": "CNY", "kind": "level"}
    assert saved(desk.post(address(Figure, "add"), sent, follow=True))
    figure = Figure.objects.get()
    assert figure.status == "added"
    number = slice(figure.number_start, figure.number_end)
    assert figure.document.text[number] == "5,000"


def test_words_that_do_not_stand_there_are_an_error_at_their_field(desk):
    article = make_article("The port grew.")
    sent = {"article": article.pk, "words": "The fort grew", "role": "about"}
    sent["district"] = make_district().pk
    answer = desk.post(address(DistrictMention, "add"), sent)
    assert "does not stand in the article" in told(answer)
    assert not DistrictMention.objects.exists()
    assert not Decision.objects.exists()


def test_the_machines_last_word_stays_in_sight_where_an_editor_disagrees(desk):
    figure = make_figure(
        extracted={"fields": {"hedge": "nearly", "value": "9780000000"}}
    )
    save(desk, figure, hedge="over")
    for page in (address(figure), address(Figure, "changelist")):
        assert "nearly" in told(desk.get(page))
    figure.refresh_from_db()
    # A value written in another way is no other value.
    figure.person_fields = ["hedge", "value"]
    figure.save()
    page = told(desk.get(address(figure)))
    assert "The machine now says hedge" in page
    assert "The machine now says value" not in page


def flagged_figure() -> Figure:
    article = make_article(
        "It earned 9.781 billion yuan (134.18 million).", published_on="2023-08-19"
    )
    check = {"code": "conversion", "words": "9.781 bn as 134.18 m implies 72.89."}
    return make_figure(
        article,
        "9.781 billion yuan",
        9_781_000_000,
        conversion_surface="134.18 million",
        conversion_value=134_180_000,
        conversion_unit="USD",
        conversion_unit_stated=False,
        checks=[check],
        flagged=True,
    )


@pytest.fixture
def rate(db):
    from districts.models import ExchangeRate

    ExchangeRate.objects.create(currency="CNY", year=2023, per_dollar="7.08", source="")


def test_a_flagged_figure_shows_its_sum_in_list_and_page(desk, rate):
    figure = flagged_figure()
    assert "implies 72.89" in told(desk.get(address(Figure, "changelist")))
    assert "implies 72.89" in told(desk.get(address(figure)))


def test_a_check_is_dismissed_with_a_reason_and_that_confirms_nothing(desk, rate):
    figure = flagged_figure()
    answer = save(desk, figure, dismiss="conversion")
    assert "Say why the check is dismissed" in told(answer)

    answer = save(desk, figure, dismiss="conversion", reason="As printed, wrong.")
    assert saved(answer)
    figure.refresh_from_db()
    assert figure.dismissed_checks == {"conversion": "As printed, wrong."}
    assert not figure.flagged
    assert figure.status == "extracted"
    assert Decision.objects.get().action == "dismiss"
    assert "As printed, wrong." in told(desk.get(address(figure)))


def test_a_check_is_dismissed_and_a_field_corrected_in_one(desk, rate):
    figure = flagged_figure()
    save(desk, figure, dismiss="conversion", reason="A misprint.", hedge="about")
    figure.refresh_from_db()
    assert figure.hedge == "about"
    assert figure.dismissed_checks == {"conversion": "A misprint."}


def test_half_a_conversion_and_a_period_back_to_front_are_refused(desk):
    figure = make_figure()
    answer = save(desk, figure, conversion_surface="5 dollars")
    assert not saved(answer)
    answer = save(desk, figure, period_start="2023-02-01", period_end="2023-01-01")
    assert "It ends before it begins" in told(answer)


def test_many_rows_are_decided_at_once(desk):
    article = make_article("There are 5 ports and 6 parks and 7 hubs.")
    figures = [
        make_figure(article, f"{n} {noun}", n, f"count:{noun}")
        for n, noun in ((5, "ports"), (6, "parks"), (7, "hubs"))
    ]
    chosen = [figure.pk for figure in figures[:2]]
    for action, status in (
        ("confirm_rows", "confirmed"),
        ("reject_rows", "rejected"),
        ("restore_rows", "confirmed"),
    ):
        answer = desk.post(
            address(Figure, "changelist"),
            {"action": action, "_selected_action": chosen},
            follow=True,
        )
        assert "2 figures" in told(answer)
        found = Figure.objects.filter(status=status)
        assert set(found.values_list("pk", flat=True)) == set(chosen)
    assert Decision.objects.count() == 6


def test_a_second_editor_is_told_and_shown_both_and_nothing_is_lost(desk, editor):
    figure = make_figure(hedge="")
    page = filled(desk.get(address(figure)))
    save(desk, figure, hedge="nearly")

    answer = send(desk, figure, page, hedge="over")

    assert not saved(answer)
    words = told(answer)
    assert "changed in the meantime" in words
    assert "ada" in words
    assert columns(words, "Hedge") == ["nothing", "nearly", "over"]
    assert 'value="over"' in words
    figure.refresh_from_db()
    assert figure.hedge == "nearly"

    assert saved(desk.post(address(figure), filled(answer), follow=True))
    figure.refresh_from_db()
    assert figure.hedge == "over"


def test_what_the_second_editor_left_alone_stays_as_the_first_one_set_it(desk):
    figure = make_figure(hedge="", unit="CNY")
    page = filled(desk.get(address(figure)))
    save(desk, figure, unit="USD", hedge="nearly")
    answer = send(desk, figure, page, hedge="over")
    words = told(answer)
    assert columns(words, "Unit") == ["CNY", "USD", "left as it was"]
    assert columns(words, "Hedge") == ["nothing", "nearly", "over"]
    assert saved(desk.post(address(figure), filled(answer), follow=True))
    figure.refresh_from_db()
    assert (figure.unit, figure.hedge) == ("USD", "over")


def test_a_page_that_was_opened_before_a_change_confirms_nothing(desk):
    figure = make_figure()
    page = filled(desk.get(address(figure)))
    save(desk, figure, value="1")
    answer = send(desk, figure, page)
    assert not saved(answer)
    figure.refresh_from_db()
    assert figure.value == 1
    assert figure.status == "corrected"


def test_a_form_without_a_version_is_refused(desk):
    figure = make_figure()
    page = filled(desk.get(address(figure)))
    del page["seen"]
    assert not saved(send(desk, figure, page, hedge="over"))
    figure.refresh_from_db()
    assert figure.status == "extracted"


def test_a_row_that_was_changed_is_not_deleted_by_an_older_page(desk):
    figure = make_figure()
    save(desk, figure, hedge="over")
    for seen in ({"seen": "1"}, {"seen": "9" * 5000}, {}):
        sent = {"post": "yes", **seen}
        answer = desk.post(address(figure, "delete"), sent, follow=True)
        assert "changed in the meantime" in told(answer)
    figure.refresh_from_db()
    assert figure.status == "corrected"


def test_its_history_says_who_decided_what_and_when(desk):
    figure = make_figure(hedge="about")
    save(desk, figure, hedge="over", reason="See page two.")
    page = told(desk.get(address(figure, "history")))
    for words in ("ada", "corrected", "See page two.", ">about<", ">over<"):
        assert words in page


def test_what_another_changed_since_the_list_was_opened_is_not_decided_on(desk):
    figure, other = make_figure(), make_figure()
    listed = told(desk.get(address(Figure, "changelist")))
    seen = re.findall(r'name="seen-in-list" value="([^"]*)"', listed)
    save(desk, figure, hedge="over")
    sent = {"action": "reject_rows", "_selected_action": [figure.pk, other.pk]}
    sent["seen-in-list"] = seen

    answer = desk.post(address(Figure, "changelist"), sent, follow=True)

    assert "changed in the meantime" in told(answer)
    assert not Figure.objects.filter(status="rejected").exists()
    sent["_selected_action"] = [other.pk]
    desk.post(address(Figure, "changelist"), sent)
    assert Figure.objects.get(status="rejected") == other
