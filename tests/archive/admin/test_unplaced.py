"""Decisions whose words stand nowhere any more are listed, and nothing of them lost."""

from __future__ import annotations

from django.urls import reverse

from archive.models import BodyRepair, Figure, PieceMove
from tests.archive.admin.pages import address, told
from tests.factories import make_article, make_figure, mention_company

PAGE = reverse("admin:archive_decision_unplaced")


def unplace(row):
    row.lose_place()
    row.status = "confirmed"
    row.save()
    return row


def test_the_front_of_the_desk_leads_to_the_list(desk):
    assert f'href="{PAGE}"' in told(desk.get(reverse("admin:index")))
    assert "Every decision has its place" in told(desk.get(PAGE))


def test_everything_without_a_place_is_listed_with_its_way(
    desk, django_assert_max_num_queries
):
    article = make_article("Harbour Batteries sold 9.78 billion yuan of goods.")
    figure = unplace(make_figure(article))
    mention = unplace(mention_company(article))
    layer = {"document": article.document, "raw_ranges": [[0, 3]], "raw_start": 0}
    BodyRepair.objects.create(**layer, quote="Doc", replacement="Dok", placed=False)
    PieceMove.objects.create(**layer, to_raw_start=9, quote="A piece", placed=False)
    with django_assert_max_num_queries(25):
        page = told(desk.get(PAGE))
    assert address(figure) in page
    assert address(mention) in page
    assert "“Doc” → “Dok”" in page
    assert "A piece" in page


def test_a_row_without_a_place_still_has_its_page_and_a_filter(desk):
    figure = unplace(make_figure())
    placed = make_figure()
    assert "stand in no article any more" in told(desk.get(address(figure)))
    page = desk.get(address(Figure, "changelist"), {"placed__exact": "0"})
    assert list(page.context["cl"].queryset) == [figure]
    assert placed not in page.context["cl"].queryset
