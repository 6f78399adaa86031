"""Prepared queries give what their querysets give, and are compiled once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Figure
from archive.prepared import Prepared
from tests.factories import make_article, make_district, make_figure, make_indicator

pytestmark = pytest.mark.django_db


def with_things(articles):
    things = "indicator", "subject_district", "subject_company"
    figures = Figure.objects.filter(article__in=articles).select_related(*things)
    return figures.annotate(half=F("value") / 2).order_by("pk")


@pytest.fixture
def articles() -> list[Article]:
    told = "Sales rose 40 percent. Rents fell 8 percent."
    made = [make_article(told, headline=f"Quay {number}") for number in range(3)]
    quay, dues = make_district("Quay"), make_indicator("Dues")
    for article in made:
        make_figure(article, "40 percent", 40, "percent", subject_district=quay)
        make_figure(article, "8 percent", 8, "percent", indicator=dues)
    return made


def test_objects_are_those_of_the_queryset(articles):
    keys = [articles[0].pk, articles[2].pk]
    wanted = list(with_things(keys))
    assert len(wanted) == 4

    found = Prepared(with_things)(keys)

    assert found == wanted
    with CaptureQueriesContext(connection) as asked:
        for one, other in zip(found, wanted, strict=True):
            for field in Figure._meta.concrete_fields:
                assert getattr(one, field.attname) == getattr(other, field.attname)
            assert one.half == other.half
            assert one.subject_district == other.subject_district
            assert one.indicator == other.indicator
            assert one.subject_company is None
    assert len(asked) == 0


def test_an_object_found_can_be_saved_as_any_other(articles):
    (figure, _) = Prepared(with_things)([articles[0].pk])
    figure.surface = "40 per cent"
    figure.save()
    assert Figure.objects.get(pk=figure.pk).surface == "40 per cent"


def test_a_column_left_out_is_read_when_it_is_asked_for(articles):
    prepared = Prepared(lambda keys: Article.objects.filter(pk__in=keys).defer("body"))
    (found,) = prepared([articles[0].pk])
    assert found.get_deferred_fields() == {"body"}
    assert found.body == articles[0].body


def test_keys_may_be_words(articles):
    def make(ids):
        return Article.objects.filter(public_id__in=ids).values_list("headline")

    prepared = Prepared(make, of=str)
    assert prepared([articles[1].public_id]) == [["Quay 1"]]
    assert prepared(["' OR 1=1 --", 'a"]', "é"]) == []
    assert prepared([]) == []


def test_it_is_compiled_once_for_each_limit(articles):
    made = []

    def make(keys, most):
        made.append(most)
        newest = Article.objects.filter(pk__in=keys).order_by("headline")
        return newest.values_list("headline")[:most]

    prepared, keys = Prepared(make), [one.pk for one in articles]
    assert prepared(keys, 2) == [["Quay 0"], ["Quay 1"]]
    assert prepared(keys[1:], 2) == [["Quay 1"], ["Quay 2"]]
    assert prepared(keys, 1) == [["Quay 0"]]
    assert made == [2, 1]
