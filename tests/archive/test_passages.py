"""The sentence beside a number: whole where it can be, cut where it must be."""

from __future__ import annotations

import pytest

from archive.passages import WIDEST, sentence_of
from tests.factories import make_article, make_figure

pytestmark = pytest.mark.django_db


def shown(body: str, surface: str) -> tuple[str, str, bool, bool]:
    article = make_article(body)
    passage = sentence_of(article, make_figure(article, surface, 9))
    whole = article.body[passage.offset : passage.offset + len(passage.text)]
    assert whole == passage.text
    marked = passage.text[passage.start : passage.end]
    return passage.text, marked, passage.cut_before, passage.cut_after


def test_it_is_the_sentence_that_says_the_number_and_no_other():
    body = "Ships came. The quay took 9 yuan a day. They left.\n\nIt rained."
    assert shown(body, "9 yuan") == (
        "The quay took 9 yuan a day.",
        "9 yuan",
        False,
        False,
    )


def test_a_sentence_ends_with_its_paragraph():
    body = "Without a full stop\n\n9 yuan were paid\n\nand more"
    assert shown(body, "9 yuan")[0] == "9 yuan were paid"


def test_a_sentence_that_runs_on_is_cut_on_both_sides_and_says_so():
    body = "ships and " * 100 + "9 yuan" + " and quays" * 100
    text, marked, before, after = shown(body, "9 yuan")
    assert marked == "9 yuan"
    assert len(text) <= 2 * WIDEST + len(marked)
    assert before and after


class Whole(str):
    """A story's text that counts the signs cut out of it."""

    cut = 0

    def __getitem__(self, place):
        found = super().__getitem__(place)
        self.cut += len(found)
        return found


def test_a_long_story_is_not_copied_for_a_figure_in_it():
    article = make_article("It rained. " * 2000 + "They paid 9 yuan. " + "So. " * 2000)
    figure = make_figure(article, "9 yuan", 9)
    article.body = Whole(article.body)
    passage = sentence_of(article, figure)
    assert passage.text == "They paid 9 yuan."
    assert article.body.cut <= 2 * WIDEST + len("9 yuan") + 2


@pytest.mark.parametrize("body", ["9 yuan", "9 yuan\nand more", "before\n9 yuan"])
def test_at_the_edge_of_a_line_or_of_the_story_nothing_is_cut(body):
    assert shown(body, "9 yuan") == ("9 yuan", "9 yuan", False, False)
