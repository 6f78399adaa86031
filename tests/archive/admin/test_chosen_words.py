"""Rows made of words that an editor chose: they stand there, and are read before."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from archive.models import CompanyMention, DistrictMention, Figure, IndustryMention
from tests.archive.admin.pages import address, filled, saved, told
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
)

BODY = (
    "Putuo opened 12 hubs in 2022.\n\n"
    "Fiscal revenue of Putuo reached 9.78 billion yuan in the first half of 2023.\n\n"
    "Its hotline is 12345. Putuo opened 12 hubs."
)


@pytest.fixture
def article(db):
    make_district("Putuo", aliases=("Putuo District",))
    make_indicator("Fiscal revenue")
    return make_article(BODY, published_on="2023-08-19")


def opened(desk, model, article, words, **more):
    """The page on which a row is made, with these words given."""
    given = {"article": article.pk, "words": words, **more}
    return desk.get(address(model, "add"), given)


def test_a_figure_is_read_before_an_editor_looks_at_it(desk, article):
    sent = filled(opened(desk, Figure, article, "9.78 billion"))
    assert Decimal(sent["value"]) == 9_780_000_000
    assert sent["unit"] == "CNY"
    assert sent["indicator"] == str(make_indicator("Fiscal revenue").pk)
    assert (sent["period_start"], sent["period_end"]) == ("2023-01-01", "2023-06-30")
    assert sent["subject_district"] == str(make_district("Putuo").pk)


def test_a_number_that_the_machine_would_not_take_is_read_all_the_same(desk, article):
    sent = filled(opened(desk, Figure, article, "hotline is 12345"))
    assert Decimal(sent["value"]) == 12345


def test_a_fact_that_is_told_twice_is_read_at_either_place(desk, article):
    at = BODY.rindex("12 hubs")
    sent = filled(opened(desk, Figure, article, "12 hubs", part="body", at=at))
    assert (Decimal(sent["value"]), sent["unit"]) == (12, "count:hubs")


def test_a_row_stands_at_the_words_that_were_chosen_not_at_the_first(desk, article):
    at = BODY.rindex("Putuo")
    page = opened(desk, DistrictMention, article, "Putuo", part="body", at=at)
    sent = filled(page)
    assert sent["district"] == str(make_district("Putuo").pk)
    back = reverse("admin:archive_article_change", args=[article.pk])
    way = f"{address(DistrictMention, 'add')}?next={back}"
    answer = desk.post(way, sent | {"_save": "Save"}, follow=True)
    row = DistrictMention.objects.get()
    assert answer.redirect_chain == [(f"{back}#districtmention-{row.pk}", 302)]
    assert "Added: “Putuo”." in told(answer)
    assert (row.part, row.start) == ("body", at)
    assert article.body[row.start : row.end] == row.surface
    # The same words can't be chosen twice, though they stand elsewhere as well.
    answer = desk.post(way, sent | {"_save": "Save"}, follow=True)
    assert "“Putuo” is taken" in told(answer)
    assert DistrictMention.objects.count() == 1


def test_words_that_do_not_stand_where_they_were_chosen_are_refused(desk, article):
    page = opened(desk, DistrictMention, article, "Putuo", part="body", at=3)
    assert "“Putuo” does not stand at that place" in told(page)
    sent = {"article": article.pk, "words": "Putuo", "part": "body", "at": "3"}
    sent |= {"district": make_district("Putuo").pk, "role": "about"}
    answer = desk.post(address(DistrictMention, "add"), sent)
    assert "“Putuo” does not stand at that place" in told(answer)
    assert not DistrictMention.objects.exists()


@pytest.mark.parametrize(
    ("model", "make", "words"),
    [
        (CompanyMention, lambda: make_company("Hub", aliases=("Hotline",)), "hotline"),
        (IndustryMention, lambda: make_industry(keywords=("hubs",)), "hubs"),
        (DistrictMention, lambda: make_district("Hubei", aliases=("hubs",)), "hubs"),
    ],
)
def test_a_mention_is_of_whom_the_words_name(desk, article, model, make, words):
    known = make()
    assert filled(opened(desk, model, article, words))[model.ENTITY] == str(known.pk)


def test_words_that_name_nobody_leave_the_choice_to_the_editor(desk, article):
    page = opened(desk, CompanyMention, article, "first half")
    assert "Nothing could be read in these words" in told(page)
    assert filled(page)["company"] == ""


def test_without_a_script_a_button_reads_the_words(desk, article):
    add = address(Figure, "add")
    sent = {"article": article.pk, "words": "9.78 billion yuan", "_read": "Read"}
    answer = desk.post(f"{add}?next=/admin/", sent, follow=True)
    assert Decimal(filled(answer)["value"]) == 9_780_000_000
    assert "next=%2Fadmin%2F" in answer.redirect_chain[0][0]
    assert not Figure.objects.exists()


def test_a_figure_that_was_read_is_saved_as_it_was_read(desk, article):
    make_figure(article, "12 hubs", 12, "count:hubs")
    at = BODY.rindex("12 hubs")
    page = opened(desk, Figure, article, "12 hubs", part="body", at=at)
    assert saved(desk.post(address(Figure, "add"), filled(page), follow=True))
    figure = Figure.objects.get(status="added")
    assert (figure.start, figure.value, figure.unit) == (at, 12, "count:hubs")
