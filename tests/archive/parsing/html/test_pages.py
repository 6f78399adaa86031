"""Pages of many shapes: the text, headline, date and the rest of their stories."""

from __future__ import annotations

import pytest
import trafilatura

from archive.parsing.html import parse_html
from archive.parsing.html.references import resolved
from tests.archive.parsing.html.pages import SavedPage, saved_pages, stories
from tests.archive.parsing.html.shingles import mean_f1, precision_and_recall

each_story = pytest.mark.parametrize("saved", stories(), ids=lambda saved: saved.name)


def article_of(page: SavedPage):
    article = parse_html(page.source).article
    assert article is not None
    return article


def test_there_are_thirty_shapes_and_two_pages_without_a_story():
    assert len(stories()) >= 30
    assert len(saved_pages()) - len(stories()) >= 2


def test_the_bodies_are_right_and_nearer_than_trafilatura_alone(record_property):
    pages = stories()
    ours = mean_f1((page.body, article_of(page).body.text) for page in pages)
    alone = mean_f1(
        (page.body, trafilatura.extract(page.source, include_comments=False) or "")
        for page in pages
    )
    record_property("body F1", f"{ours:.3f}; trafilatura alone {alone:.3f}")
    assert ours >= 0.97, f"body F1 {ours:.3f}; trafilatura alone {alone:.3f}"
    assert ours > alone


@each_story
def test_no_body_is_far_off(saved):
    precision, recall = precision_and_recall(saved.body, article_of(saved).body.text)
    assert (precision, recall) >= (0.9, 0.9)


@each_story
def test_the_headline_is_right(saved):
    assert article_of(saved).headline.text == saved.right["headline"]


@each_story
def test_the_date_is_right(saved):
    published = article_of(saved).published
    assert published.on.isoformat() == saved.right["published"]
    assert published.basis == saved.right.get("basis", "stated")
    if "at" in saved.right:
        assert published.at.isoformat() == saved.right["at"]
    if published.at:
        assert published.at.tzinfo is not None


@each_story
def test_what_else_the_page_says_is_right(saved):
    article = article_of(saved)
    for name in ("publisher", "section", "language", "address"):
        if name in saved.right:
            assert getattr(article, name) == saved.right[name]
    for name in ("bylines", "tags", "credits"):
        if name in saved.right:
            assert list(getattr(article, name)) == saved.right[name]
    assert [item.text for item in article.captions] == saved.right.get("captions", [])
    standfirst = article.standfirst.text if article.standfirst else None
    assert standfirst == saved.right.get("standfirst")


@each_story
def test_every_run_leads_back_to_the_same_words_in_the_source(saved):
    article = article_of(saved)
    texts = [article.body, article.headline, article.standfirst, *article.captions]
    for text in filter(None, texts):
        assert text.runs
        for run in text.runs:
            printed = text.text[run.start : run.end]
            raw = saved.source[run.raw_start : run.raw_end]
            for char, raw_char in zip(printed, raw, strict=True):
                assert stands_for(raw_char, char)


@each_story
def test_every_word_of_the_body_has_a_place(saved):
    body = article_of(saved).body
    placed = {at for run in body.runs for at in range(run.start, run.end)}
    for at, char in enumerate(body.text):
        if char.isalnum():
            assert at in placed


@each_story
def test_the_head_is_not_repeated_in_the_body(saved):
    article = article_of(saved)
    assert article.headline.text not in article.body.text.split("\n\n")[:2]
    first = article.body.text[:200]
    assert not any(first.startswith(("By " + name, name)) for name in article.bylines)


@each_story
def test_the_date_leads_back_to_where_it_stands(saved):
    published = article_of(saved).published
    for start, end in published.raw_ranges:
        stated = resolved(saved.source[start:end])
        assert str(published.on.day) in stated
    assert published.raw_ranges or published.basis == "address"


@pytest.mark.parametrize(
    "saved",
    [page for page in saved_pages() if page.right["body"] is None],
    ids=lambda saved: saved.name,
)
def test_a_page_that_tells_no_story_says_so(saved):
    reading = parse_html(saved.source)
    assert reading.article is None
    assert reading.remarks


@each_story
def test_the_same_source_gives_the_same_article(saved):
    assert parse_html(saved.source) == parse_html(saved.source)


def stands_for(raw: str, char: str) -> bool:
    """The same, both white space, or the beginning of a reference or an escape."""
    return raw == char or (raw.isspace() and char.isspace()) or raw in "&\\"
