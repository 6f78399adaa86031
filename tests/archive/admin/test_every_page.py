"""Every list and every row's page of the desk opens, with few queries."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone

from archive import decisions
from archive.models import (
    Article,
    BodyRepair,
    Decision,
    Delivery,
    Document,
    Figure,
    FormerAddress,
    PieceMove,
    Reading,
)
from tests.archive.admin.pages import address
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

MODELS = [*apps.get_app_config("archive").get_models()]
MODELS += [*apps.get_app_config("districts").get_models()]
# What is only derived is shown with the articles it is derived from.
NOT_SHOWN = ("seedrecord", "sketch", "sketchkey", "likeness", "duplicate", "change")
NOT_SHOWN += ("chunk", "termchunk", "wordcounts", "lease", "putoff", "contradiction")
MODELS = [model for model in MODELS if model._meta.model_name not in NOT_SHOWN]
SHOWN = [model for model in MODELS if not model._meta.model_name.endswith("alias")]
SHOWN = [model for model in SHOWN if model._meta.model_name != "industrykeyword"]


def fill(number: int = 1, editor=None) -> None:
    """Some stories with a row of each kind, each decided on."""
    for n in range(number):
        body = (
            f"Putuo is home to Harbour Batteries {n}, a maker of solar cells. "
            "Revenue reached 9.78 billion yuan."
        )
        article = make_article(body, headline=f"Story {n}", published_on="2023-08-19")
        company = make_company(f"Harbour Batteries {n}")
        putuo = make_district("Putuo")
        mention_district(article, putuo)
        mention_company(article, company)
        mention_industry(article, make_industry("Solar"), "solar")
        figure = make_figure(
            article,
            indicator=make_indicator(),
            subject_district=putuo,
            subject_company=company,
        )
        decisions.confirm(figure, editor)
        document = article.document
        BodyRepair.objects.create(
            document=document,
            article=article,
            raw_ranges=[[0, 3]],
            raw_start=0,
            quote="Doc",
            replacement="doc",
        )
        PieceMove.objects.create(
            document=document, raw_ranges=[[0, 3]], raw_start=0, to_raw_start=9
        )
        FormerAddress.objects.create(public_id=f"old{n}", figure=figure)
        Reading.objects.create(
            document=document,
            texts="0" * 64,
            extractor="chat",
            version="1",
            annotations=[["company", "body", 0, 3, {"name": "Doc"}, 0.9]],
            taken_at=timezone.now(),
        )


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_every_model_is_on_the_desk(model):
    assert admin.site.is_registered(model)


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_its_list_and_its_rows_open(model, desk, editor):
    fill(1, editor)
    page = desk.get(address(model, "changelist"), {"q": "a", "_facets": "True"})
    assert page.status_code == 200
    for row in model.objects.all()[:2]:
        assert desk.get(address(row)).status_code == 200
        assert desk.get(address(row, "history")).status_code == 200


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_a_longer_list_takes_no_more_queries(
    model, desk, editor, django_assert_max_num_queries
):
    fill(2, editor)
    more_rows(3, editor)
    with django_assert_max_num_queries(30) as few:
        assert desk.get(address(model, "changelist")).status_code == 200
    more_rows(6, editor)
    with django_assert_max_num_queries(30) as more:
        assert desk.get(address(model, "changelist")).status_code == 200
    assert len(more) == len(few)


def more_rows(number, editor):
    """Stories of other places, companies and trades."""
    for article in [make_article() for _ in range(number)]:
        mention_district(article, make_district(f"Place {article.pk}"), "district")
        mention_company(article, make_company(f"Firm {article.pk}"), "harbour")
        mention_industry(article, make_industry(f"Trade {article.pk}"), "grew")
        indicator = make_indicator(f"Measure {article.pk}")
        figure = make_figure(article, "Its", 3, "number", indicator=indicator)
        decisions.confirm(figure, editor)


def test_an_article_with_more_rows_takes_no_more_queries(
    desk, django_assert_max_num_queries
):
    words = " ".join(f"{n} enterprises of Putuo sell solar cells." for n in range(9))
    article = make_article(words, headline="Enterprises")
    putuo, solar = make_district(), make_industry("Solar")
    indicator = make_indicator("Enterprises")

    def add_rows(numbers):
        for n in numbers:
            mention_district(article, putuo, "Putuo", occurrence=n)
            mention_industry(article, solar, "solar", occurrence=n)
            make_figure(
                article,
                f"{n} enterprises",
                n,
                "count:enterprises",
                indicator=indicator,
                subject_district=putuo,
            )

    add_rows([0, 1])
    desk.get(address(article))
    with django_assert_max_num_queries(60) as few:
        desk.get(address(article))
    add_rows(range(2, 9))
    with django_assert_max_num_queries(60) as more:
        page = desk.get(address(article))
    assert len(more) == len(few)
    assert page.content.decode().count('class="desk-row ') == 27


@pytest.mark.parametrize("model", [Document, Delivery, Decision, FormerAddress])
def test_what_came_and_what_was_decided_is_for_nobody_to_change(model, desk, editor):
    fill(1, editor)
    row = model.objects.first()
    before = model.objects.filter(pk=row.pk).values().get()
    assert desk.get(address(model, "add")).status_code == 403
    assert desk.get(address(row, "delete")).status_code == 403
    assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 403
    assert desk.post(address(row), {"text": "x", "quote": "x"}).status_code == 403
    page = desk.get(address(row)).content.decode()
    assert 'name="_save"' not in page
    for action in ("delete_selected", "reject_rows"):
        desk.post(
            address(model, "changelist"),
            {"action": action, "_selected_action": row.pk, "post": "yes"},
        )
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_a_document_shows_how_it_came_and_what_was_made_of_it(desk):
    article = make_article("Revenue reached 5 million yuan.", headline="A year")
    make_figure(article, "5 million yuan", 5_000_000)
    document = article.document
    Document.objects.filter(pk=document.pk).update(remarks=["The order is unsure."])

    page = desk.get(address(document)).content.decode()

    assert document.deliveries.get().name in page
    assert "The order is unsure." in page
    assert "A year" in page
    text = desk.get(address(document, "text")).content.decode()
    assert text.count('class="mark-figure"') == 2  # the legend has one
    assert "5 million yuan" in text


def test_stored_script_is_shown_as_words(desk):
    attack = "<script>alert(1)</script>"
    article = make_article(
        f"Revenue of {attack} reached 5 million yuan.", headline=f"A {attack} year"
    )
    make_figure(article, f"{attack} reached 5 million yuan", 5_000_000)
    for page in (
        address(article),
        address(article, "history"),
        address(article, "move"),
        address(article.document),
        address(article.document, "text"),
        address(Figure.objects.get()),
        address(Figure.objects.get(), "alike"),
        address(Figure, "changelist"),
        address(Article, "changelist"),
    ):
        answer = desk.get(page)
        assert answer.status_code == 200
        assert attack not in answer.content.decode()


@pytest.mark.django_db
def test_nobody_gets_in_without_an_account(client):
    article = make_article()
    for page in ("change", "move", "history", "delete"):
        answer = client.get(address(article, page))
        assert answer.status_code == 302
        assert "/login/" in answer.url


@pytest.mark.django_db
def test_staff_without_rights_sees_nothing(client):
    user = get_user_model().objects.create_user("bob", is_staff=True)
    client.force_login(user)
    article = make_article()
    for page in ("change", "move", "delete"):
        assert client.get(address(article, page)).status_code == 403
    assert client.get(address(article.document, "text")).status_code == 403
    assert client.get("/admin/archive/decision/unplaced/").status_code == 403
