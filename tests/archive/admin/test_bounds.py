"""What no column keeps is refused in the form, and the pages stay up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Article, DistrictMention, Figure
from tests.archive.admin.pages import address, filled, save, saved, told
from tests.archive.admin.queue_pages import open_queue, row_of, say
from tests.archive.queue.items import Kinds, doubtful_figure
from tests.factories import make_article, make_district, make_figure

UNKEPT = [
    ("9" * 24, "24 digits"),
    ("123456789012345678.123456", "24 digits"),
    ("9" * 24 + ".999999", "30 digits"),
    ("1" + "0" * 24, "too large"),
    ("-1e24", "too large"),
    ("1e999999", "too large"),
]


@pytest.mark.parametrize(("value", "why"), UNKEPT)
def test_a_number_that_no_database_keeps_is_refused(desk, value, why):
    figure = make_figure(conversion_surface="9 dollars", conversion_value=9)
    for name in ("value", "conversion_value"):
        answer = save(desk, figure, **{name: value})
        assert not saved(answer)
        assert why in told(answer)
    figure.refresh_from_db()
    assert (figure.status, figure.conversion_value) == ("extracted", 9)


@pytest.mark.parametrize("value", ["123456789.012345", "-999999999999999000000000"])
def test_a_number_that_is_taken_is_kept_as_it_was_written(desk, value):
    figure = make_figure()
    assert saved(save(desk, figure, value=value))
    assert filled(desk.get(address(figure)))["value"] == value


def test_the_queue_takes_no_number_that_its_pages_can_not_show(desk):
    figure = doubtful_figure()
    page = open_queue(desk, Kinds.DOUBTFUL)
    fields = {"unit": figure.unit, "kind": figure.kind}
    answer = say(desk, page, "fix", value="9" * 24, **fields)
    assert "It has 24 digits; the archive keeps 15 exactly." in told(answer)
    assert row_of(open_queue(desk, Kinds.DOUBTFUL)) == figure
    where = [figure.article.get_absolute_url(), "/", "/figures/"]
    assert {Client().get(page).status_code for page in where} == {200}


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ({"published_time": "10:00", "published_offset": "2000"}, "less than or equal"),
        (
            {
                "published_on": "0001-01-01",
                "published_time": "01:00",
                "published_offset": "480",
            },
            "No calendar has this moment",
        ),
        (
            {
                "published_on": "9999-12-31",
                "published_time": "23:00",
                "published_offset": "-480",
            },
            "No calendar has this moment",
        ),
    ],
)
def test_a_moment_that_is_none_is_an_error_of_the_form(desk, date, why):
    article = make_article(published_on="2023-08-19")
    answer = save(desk, article, **date)
    assert not saved(answer)
    assert why in told(answer)
    assert Article.objects.get().status == "extracted"


def huge(field: str) -> dict[str, Any]:
    return {field: str(10**25 - 1)}


def test_a_place_that_no_text_reaches_is_refused(desk):
    article, district = make_article("Putuo grew."), make_district("Putuo")
    sent = {"article": article.pk, "words": "Putuo", "part": "body", "role": "about"}
    where = address(DistrictMention, "add")
    answer = desk.post(where, {**sent, "district": district.pk, **huge("at")})
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not DistrictMention.objects.exists()


def test_a_version_that_no_row_has_is_not_the_rows(desk):
    figure = make_figure(hedge="")
    answer = save(desk, figure, hedge="over", **huge("seen"))
    assert "changed in the meantime" in told(answer)
    assert Figure.objects.get().hedge == ""
