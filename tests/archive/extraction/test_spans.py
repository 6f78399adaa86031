"""Every find stands where it says, whatever the text."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import PARTS, Find, Story, extract
from archive.extraction.folding import fold
from archive.extraction.sentences import read_sentences
from tests.archive.extraction.gazetteers import small_gazetteer, story
from tests.effort import examples

GAZETTEER = small_gazetteer()
WORDS = """
0 1 7 15 99 360 1,528 9.96 2019 2021 1234567890123456789 1/3 ½ ٣ million
billion-level percent % yuan US$ RMB ( ) , . ; : - – “ ” ' ’ " of of of a third half
one twenty hundred and another each up down grew by with will Putuo Yangpu Huangpu
River Alibaba Jing’an the district companies projects January to June 2020 Friday
since last year first second ranking top No. square meters number firms finance
biotech İ ﬁ ß 普陀区
"""
PIECES = [*WORDS.split(), "\n\n", "\n", "\t", "\u0301"]
HOSTILE = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


def _assert_in_place(read: Story, finds: Sequence[Find]) -> None:
    rank = {part: index for index, part in enumerate(PARTS)}
    last = (-1, 0, 0)
    for find in finds:
        assert read.part(find.part)[find.start : find.end] == find.surface
        assert find.start < find.end
        place = (rank[find.part], find.start, find.end)
        # Candidates of one ambiguous name share one place; nothing else overlaps.
        assert place[0] > last[0] or find.start >= last[2] or place == last
        last = place


@settings(max_examples=examples(300), deadline=None)
@given(HOSTILE, HOSTILE, st.dates())
def test_it_keeps_every_find_in_its_place(body: str, other: str, day) -> None:
    for read in (
        Story(other, "", body, published_on=day),
        Story("", other, body, captions=other),
    ):
        found = extract(read, GAZETTEER)
        for finds in (found.districts, found.companies, found.industries):
            _assert_in_place(read, finds)
        _assert_in_place(read, found.figures)
        for figure in found.figures:
            text = read.part(figure.part)
            assert figure.start <= figure.number_start < figure.number_end <= figure.end
            if figure.conversion:
                conversion = figure.conversion
                assert conversion.start >= figure.end
                assert text[conversion.start : conversion.end] == conversion.surface


@settings(max_examples=examples(300), deadline=None)
@given(st.text(max_size=400))
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=examples(300), deadline=None)
@given(st.one_of(HOSTILE, st.text(alphabet="aΣσςAİıſK`ßé’–\n\t\xa0ﬁ普", max_size=60)))
def test_folding_a_text_folds_each_character_by_itself(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))


@settings(max_examples=examples(200), deadline=None)
@given(HOSTILE)
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    tokens = [token for each in read_sentences(text) for token in each.tokens]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    printed = "".join(token.text for token in tokens)
    assert printed == "".join(text.split())


@settings(max_examples=examples(200), deadline=None)
@given(
    st.integers(min_value=2, max_value=999_999),
    st.sampled_from(["", " million", " billion"]),
    st.sampled_from(["", "about ", "more than ", "nearly "]),
)
def test_it_reads_any_amount_back_to_its_value(
    number: int, scale: str, hedge: str
) -> None:
    body = f"Tax revenue reached {hedge}{number:,}{scale} yuan."
    factor = {"": 1, " million": 10**6, " billion": 10**9}[scale]
    (figure,) = extract(story(body), GAZETTEER).figures
    assert figure.value == number * factor
    assert figure.hedge == hedge.strip()


def test_a_gazetteer_can_be_sent_to_a_worker_process() -> None:
    sent = pickle.loads(pickle.dumps(GAZETTEER))
    read = story("Putuo drew Alibaba and biotech firms.")
    assert extract(read, sent) == extract(read, GAZETTEER)


def test_an_empty_story_and_an_empty_gazetteer_yield_nothing() -> None:
    found = extract(story(""), GAZETTEER)
    assert not any((found.districts, found.companies, found.industries, found.figures))
    bare = type(GAZETTEER).build()
    assert extract(story("Putuo drew 30 firms."), bare).districts == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It belongs to Orvela Co. The firm is old.", 2),
        ("It belongs to Orvela Co., Ltd. In May it grew.", 2),
        ("It belongs to Orvela Co. Foods are sold.", 1),
        ("It belongs to Orvela Co. and others.", 1),
        ("It is No. The end.", 1),
    ],
)
def test_a_sentence_may_end_behind_the_legal_form_of_a_company(
    text: str, count: int
) -> None:
    assert len(list(read_sentences(text))) == count
