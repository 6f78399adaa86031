"""What somebody here decided after, or took back, a file does not bring again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from archive import decisions
from archive.likely_companies import told_apart
from archive.models import Article, Decision, Document, Figure, PieceMove
from districts.models import Region
from tests.archive.decision_files.telling import exported, told_elsewhere
from tests.factories import make_company, make_region

pytestmark = pytest.mark.django_db

OTHERWISE = "here somebody decided otherwise"


def correction(**values: object) -> None:
    decisions.correct(Figure.objects.earliest("pk"), values or {"hedge": "over"}, None)


def taken_back() -> list:
    """What was exported before the one decision that is here was taken back."""
    told = exported()
    decisions.revert(Decision.objects.get(), None, "it was wrong")
    return told


def test_a_correction_that_was_taken_back_here_does_not_come_again(story, take_in):
    correction()
    said, code = take_in(taken_back())
    assert (code, OTHERWISE in said) == (1, True)
    figure = Figure.objects.earliest("pk")
    assert (figure.status, figure.hedge) == ("extracted", "")


def test_a_repair_that_was_taken_back_here_does_not_come_again(story, take_in):
    decisions.repair_body(story, story.body.replace("little", "much"), None)
    said, code = take_in(taken_back())
    assert (code, OTHERWISE in said) == (1, True)
    article = Article.objects.get()
    assert ("much" in article.body, article.status) == (False, "extracted")


def test_a_move_that_was_taken_back_here_does_not_come_again(story, take_in):
    start = story.document.text.index("A third")
    decisions.move_piece(story.document, ((start, start + 30),), None, None)
    said, code = take_in(taken_back())
    assert (code, OTHERWISE in said) == (1, True)
    assert not PieceMove.objects.exists()


def test_an_answer_that_was_taken_back_here_does_not_come_again(story, take_in):
    Document.objects.update(remarks=["Its date is in doubt."])
    document = Document.objects.get()
    decisions.answer_remark(document, "Its date is in doubt.", None)
    said, code = take_in(taken_back())
    assert (code, OTHERWISE in said) == (1, True)
    assert Document.objects.get().open_remarks == ["Its date is in doubt."]


def test_a_decision_on_one_row_keeps_none_from_others(story, take_in):
    told = told_elsewhere(correction)
    other = Figure.objects.latest("pk")
    decisions.confirm(other, None)
    decisions.revert(Decision.objects.get(), None)
    assert take_in(told)[1] == 0
    assert Figure.objects.earliest("pk").hedge == "over"


def test_the_later_word_on_a_region_holds_whichever_came_first(story, take_in):
    make_region("North")
    make_region("South")

    def state(slug: str) -> None:
        region = Region.objects.get(slug=slug)
        decisions.state_region(Document.objects.get(), region, None)

    told = told_elsewhere(lambda: state("north"))
    state("south")
    take_in(told)
    assert Document.objects.get().region.slug == "south"
    for line in told:
        if line["line"] == "entry":
            line["at"] = (timezone.now() + timedelta(days=1)).isoformat()
    take_in(told)
    assert Document.objects.get().region.slug == "north"


def test_companies_are_alike_again_once_the_later_word_says_so(story, take_in):
    one, other = make_company("Aaa Ltd"), make_company("Aaa Co")
    told = told_elsewhere(lambda: decisions.tell_apart(one, other, None))
    decisions.tell_apart(one, other, None)
    decisions.revert(Decision.objects.get(), None)
    assert take_in(told)[1] == 0
    assert Decision.objects.count() == 3
    assert told_apart() == set()


def test_a_page_opened_before_cannot_be_saved_over_what_came(story, take_in):
    told = told_elsewhere(lambda: correction(value=5))
    # The machine has read it anew some times.
    Figure.objects.update(version=5)
    assert take_in(told)[1] == 0
    figure = Figure.objects.earliest("pk")
    with pytest.raises(decisions.Conflict):
        decisions.correct(figure, {"hedge": "over"}, None, 5)
