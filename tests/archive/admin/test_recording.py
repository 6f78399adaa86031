"""Known things on the desk: who changed what and why; it can be taken back."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from archive.admin.thing_form import ThingForm
from archive.models import Decision, IndustryMention
from districts.models import Company, District, Industry, Region
from tests.archive.admin.pages import (
    address,
    columns,
    delete,
    filled,
    save,
    saved,
    seen_on,
    send,
    told,
)
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_indicator,
    make_industry,
    make_region,
)

MAKERS = [make_region, make_district, make_company, make_industry, make_indicator]


@pytest.mark.parametrize("make", MAKERS)
def test_a_change_is_in_the_history_with_who_and_why(desk, make):
    thing = make()
    name = thing.name

    assert saved(save(desk, thing, name="Another name", reason="they say so"))

    entry = Decision.objects.get()
    assert (entry.action, entry.made_by_name) == ("correct", "ada")
    assert (entry.values, entry.previous) == ({"name": "Another name"}, {"name": name})
    page = told(desk.get(address(thing, "history")))
    assert "they say so" in page
    assert f"/admin/archive/decision/{entry.pk}/revert/" in page


def test_it_is_taken_back_from_there_after_a_look_at_the_differences(desk):
    industry, other = make_industry("Biology"), make_industry("Steel")
    make_article("Makers of enzymes came to the harbour.")
    sent = filled(desk.get(address(industry))) | {"keywords-0-word": "enzymes"}
    assert saved(desk.post(address(industry), sent, follow=True))
    save(desk, other, name="Iron")
    assert IndustryMention.objects.exists()
    entry = Decision.objects.get(target_slug="biology")
    page = f"/admin/archive/decision/{entry.pk}/revert/"

    assert "enzymes" in told(desk.get(page))
    answer = desk.post(page, {"later": "0", "reason": "a slip"}, follow=True)

    assert saved(answer)
    assert not industry.keywords.exists()
    assert not IndustryMention.objects.exists()
    other.refresh_from_db()
    assert other.name == "Iron"
    assert Decision.objects.filter(action="revert", reason="a slip").exists()


def test_what_was_deleted_is_listed_and_can_be_made_again(desk):
    industry = make_industry("Biology", keywords=("enzymes",))
    delete(desk, industry, reason="not wanted")
    deleted = address(Industry, "changelist") + "deleted/"
    assert deleted in told(desk.get(address(Industry, "changelist")))
    page = desk.get(deleted)
    (entry,) = page.context["page"]
    assert "Biology" in told(page)
    assert entry.reason == "not wanted"

    desk.post(f"/admin/archive/decision/{entry.pk}/revert/", {"later": "0"})

    again = Industry.objects.get(slug="biology")
    assert [keyword.word for keyword in again.keywords.all()] == ["enzymes"]
    page = desk.get(deleted)
    assert "Nothing was deleted" in told(page)


def test_a_thing_that_another_has_changed_is_not_deleted_unseen(desk):
    industry = make_industry("Biology")
    opened = seen_on(desk.get(address(industry, "delete")))
    assert saved(save(desk, industry, name="Life"))
    assert "changed in the meantime" in told(delete(desk, industry, seen=opened))
    assert Industry.objects.get().name == "Life"


def test_many_that_were_deleted_are_listed_page_by_page(desk):
    Decision.objects.bulk_create(
        Decision(
            target="industry",
            target_slug=f"no-{n}",
            action="delete",
            previous={"slug": f"no-{n}"},
            state={"name": f"Number {n}"},
        )
        for n in range(101)
    )
    deleted = address(Industry, "changelist") + "deleted/"
    assert "Page 1 of 2" in told(desk.get(deleted))
    page = told(desk.get(deleted, {"page": 2}))
    assert "Number 0" in page
    assert "Number 1" not in page


@pytest.mark.parametrize("model", [Region, District, Company])
def test_those_deleted_from_the_list_are_in_the_book_too(desk, model):
    make = {Region: make_region, District: make_district, Company: make_company}[model]
    thing = make()
    sent = {"action": "delete_selected", "_selected_action": thing.pk, "post": "yes"}
    desk.post(address(model, "changelist"), sent)
    assert not model.objects.exists()
    assert Decision.objects.get().action == "delete"


def test_what_is_added_is_in_the_book(desk):
    sent = filled(desk.get(address(Industry, "add")))
    sent |= {"name": "Biology", "slug": "biology", "reason": "it grows"}
    desk.post(address(Industry, "add"), sent)
    entry = Decision.objects.get()
    assert (entry.action, entry.reason, entry.state) == ("add", "it grows", {})


def test_a_save_that_changes_nothing_is_not_in_the_book(desk):
    assert saved(save(desk, make_industry("Biology"), reason="none"))
    assert not Decision.objects.exists()


def test_a_look_at_what_a_save_would_change_is_not_in_the_book(desk):
    industry = make_industry("Biology")
    sent = filled(desk.get(address(industry))) | {"name": "Life"}
    desk.post(address(industry), {**sent, "_preview": "Preview"})
    assert not Decision.objects.exists()


def test_a_second_saver_is_told_what_the_first_has_made_of_it(desk):
    company = make_company("Kelvo")
    opened = filled(desk.get(address(company)))
    assert saved(save(desk, company, name="Kelvo Motors"))

    answer = send(desk, company, opened, name="Kelvo Group")

    assert not saved(answer)
    page = told(answer)
    assert "It was corrected by ada" in page
    assert columns(page, "Name") == ["Kelvo", "Kelvo Motors", "Kelvo Group"]
    company.refresh_from_db()
    assert company.name == "Kelvo Motors"
    assert saved(send(desk, company, filled(answer)))
    company.refresh_from_db()
    assert company.name == "Kelvo Group"


def test_an_alias_that_another_added_is_not_lost_by_a_form_opened_before(desk):
    company = make_company("Kelvo")
    opened = filled(desk.get(address(company)))
    company.aliases.create(name="Kelvo Motors")
    assert not saved(send(desk, company, opened, name="Kelvo Group"))
    assert company.aliases.get().name == "Kelvo Motors"


def test_names_that_were_confirmed_or_rejected_are_in_the_history(desk):
    company = make_company("Kelvo", standing="found", spelling="0Kelvo")
    for action in ("confirm_names", "reject_names"):
        sent = {"action": action, "_selected_action": company.pk}
        desk.post(address(Company, "changelist"), sent)
    page = told(desk.get(address(company, "history")))
    entry = Decision.objects.get()  # a known one is not rejected
    assert (entry.action, entry.made_by_name) == ("confirm", "ada")
    assert "confirmed" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [make_district, make_company])
def test_of_two_that_save_at_once_the_second_is_told(desk, make, monkeypatch):
    """The second presses its button while the first is being looked through."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time as it is")
    thing = make("Putuo")
    opened = filled(desk.get(address(thing)))
    answers = []

    def second() -> None:
        answers.append(desk.post(address(thing), opened | {"name": "Second"}))
        connection.close()

    thread, clean = Thread(target=second, daemon=True), ThingForm.clean

    def interrupted(form):
        cleaned = clean(form)
        if form.data["name"] == "First":
            thread.start()
            thread.join(0.3)
        return cleaned

    monkeypatch.setattr(ThingForm, "clean", interrupted)
    first = desk.post(address(thing), opened | {"name": "First"})
    thread.join(60)

    assert (first.status_code, answers[0].status_code) == (302, 200)
    assert "It was corrected by ada" in told(answers[0])
    thing.refresh_from_db()
    assert thing.name == "First"
