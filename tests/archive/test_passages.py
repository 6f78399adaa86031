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
