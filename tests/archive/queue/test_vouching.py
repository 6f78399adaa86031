"""A person answers for a part of a row; what the machine says of it later is told."""

from __future__ import annotations

import pytest

from archive import decisions
from archive.ingest import World, reextract
from archive.models import Article, Contradiction, Decision, Figure
from tests.archive.queue.items import Kinds, reviewer, taken
from tests.factories import make_article, make_figure

pytestmark = pytest.mark.django_db

BODY = "Revenue reached 9.78 billion yuan in 2022."


@pytest.fixture
def ada():
    return reviewer("ada")


def read(body: str = BODY) -> Article:
    article = make_article(body, published_on="2023-08-19")
    reextract(article.document, World())
    return article


def say(figure: Figure, **fields) -> None:
    """Let the machine have said something else of the figure until now."""
    figure.extracted["fields"] |= fields
    figure.save()


def test_vouching_leaves_the_row_as_it_is_and_fixes_the_fields(ada):
    figure = make_figure(unit="CNY")
    assert decisions.vouch(figure, ["unit"], ada, figure.version) == ["unit"]
    figure.refresh_from_db()
    assert (figure.status, figure.version) == ("extracted", 2)
    assert figure.take_machine_values({"unit": "USD", "kind": "change"}) == ["kind"]
    line = Decision.objects.get()
    assert (line.action, line.values) == ("vouch", {"unit": "CNY"})
    assert line.made_by == ada
    assert line.state["person_fields"] == []


def test_fields_that_belong_together_are_answered_for_together(ada):
    article = make_article(date_basis="inferred", date_reason="It tells of 2021.")
    fixed = decisions.vouch(article, ["date_basis"], ada)
    assert set(fixed) == set(Article.DATE_FIELDS)
    assert Decision.objects.get().values["date_reason"] == "It tells of 2021."


def test_vouching_for_another_version_is_a_conflict(ada):
    figure = make_figure()
    decisions.correct(figure, {"unit": "USD"}, None)
    with pytest.raises(decisions.Conflict):
        decisions.vouch(figure, ["unit"], ada, figure.version)
    assert Decision.objects.count() == 1


def test_an_answered_remark_is_written_in_the_book_and_taken_back(ada):
    document = read().document
    document.remarks = ["The order is unsure.", "A caption is loose."]
    document.save()
    for remark in reversed(document.remarks):
        decisions.answer_remark(document, remark, ada, "It is right.")
    document.refresh_from_db()
    assert document.answered == document.remarks
    last = Decision.objects.first()
    assert (last.action, last.quote) == ("answer", "The order is unsure.")
    assert last.reason == "It is right."
    decisions.revert(last, ada)
    document.refresh_from_db()
    assert document.open_remarks == ["The order is unsure."]


@pytest.mark.parametrize("remark", ["Never said.", "Answered."])
def test_what_is_no_open_remark_is_not_answered(ada, remark):
    document = read().document
    document.remarks, document.answered = ["Answered.", "Open."], ["Answered."]
    document.save()
    with pytest.raises(decisions.NotFound):
        decisions.answer_remark(document, remark, ada)


def test_what_the_machine_comes_to_say_against_a_correction_is_asked(ada):
    article = read()
    figure = article.figures.get()
    decisions.correct(figure, {"value": 978}, ada)
    figure.refresh_from_db()
    say(figure, value="5")

    reextract(article.document, World())

    assert taken(ada, Kinds.DISAGREEMENT) == figure


def test_what_the_machine_comes_to_say_against_a_confirmation_is_asked(ada):
    article = read()
    figure = article.figures.get()
    Figure.objects.filter(pk=figure.pk).update(unit="USD")
    decisions.confirm(figure, ada)
    figure.refresh_from_db()
    say(figure, unit="USD")

    reextract(article.document, World())

    assert taken(ada, Kinds.DISAGREEMENT) == figure


def test_what_the_machine_said_already_when_a_person_decided_is_no_news(ada):
    article = read()
    decisions.correct(article.figures.get(), {"value": 978}, ada)
    reextract(article.document, World())
    assert not Contradiction.objects.exists()
    assert taken(ada, Kinds.DISAGREEMENT) is None


def test_once_they_agree_again_nothing_is_asked(ada):
    article = read()
    figure = article.figures.get()
    decisions.correct(figure, {"value": 978}, ada)
    figure.refresh_from_db()
    say(figure, value="5")
    reextract(article.document, World())
    assert Contradiction.objects.exists()
    Figure.objects.filter(pk=figure.pk).update(value="9780000000")
    figure.refresh_from_db()
    say(figure, value="6")

    reextract(article.document, World())

    assert not Contradiction.objects.exists()
