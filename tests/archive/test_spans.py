"""Texts with a map: every character leads back to the raw one it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.spans import MappedText, Run, overlap, without

RANGE = st.tuples(st.integers(0, 40), st.integers(0, 9)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
RAW = "He signed a stra- \ntegic pact worth 184 million \nyuan in May.\n"


def pact() -> MappedText:
    """The raw text with its broken word joined and its lines run on."""
    ends = [RAW.index("- \n"), RAW.index("\nyuan"), len(RAW)]
    starts = [0, RAW.index("tegic"), RAW.index("yuan")]
    texts = [MappedText.cut(RAW, *cut) for cut in zip(starts, ends, strict=True)]
    return MappedText.join(texts, "")


def raw_of(text: MappedText, start: int, end: int) -> str:
    return "".join(RAW[low:high] for low, high in text.raw_ranges(start, end))


def span(words: str) -> tuple[int, int]:
    start = RAW.index(words)
    return start, start + len(words)


def test_a_joined_word_is_found_by_its_broken_raw_place():
    text = pact()
    start, end = text.locate([span("stra- \ntegic")], RAW)

    assert text.text[start:end] == "strategic"


def test_words_keep_their_place_across_a_line_end():
    start, end = pact().locate([span("184 million \nyuan")], RAW)

    assert pact().text[start:end].split() == ["184", "million", "yuan"]


def test_a_place_that_is_only_partly_there_is_not_the_place():
    text = pact().slice(0, pact().text.index("million"))

    assert text.locate([span("184 million \nyuan")], RAW) is None
    assert text.locate([span("184")], RAW) is not None


def test_a_place_with_other_words_in_between_is_not_the_place():
    moved = MappedText.join(
        [
            MappedText.cut(RAW, *span("184 ")),
            MappedText.cut(RAW, *span("pact ")),
            MappedText.cut(RAW, *span("million")),
        ],
        "",
    )
    assert moved.text == "184 pact million"
    assert moved.locate([span("184 million")], RAW) is None


def test_runs_that_follow_on_each_other_become_one():
    text = MappedText.join([MappedText.cut(RAW, 0, 5), MappedText.cut(RAW, 5, 9)], "")
    assert text.runs == (Run(0, 0, 9),)


def test_what_we_put_in_leads_nowhere():
    text = MappedText.join(
        [MappedText.cut(RAW, 0, 2), MappedText.cut(RAW, 3, 9)], "\n\n"
    )
    assert text.text == "He\n\nsigned"
    assert text.raw_ranges(2, 4) == ()


def test_replaced_words_stand_for_the_place_of_the_old_ones():
    text = MappedText.cut(RAW, 0, len(RAW)).replace(*span("May"), "early June")

    assert text.text.endswith("yuan in early June.\n")
    start = text.text.index("early June")
    assert raw_of(text, start, start + 10) == "May"
    assert raw_of(text, start + 10, start + 11) == "."


def test_a_map_survives_storage():
    text = pact()

    assert MappedText.load(text.text, text.dump()) == text


@given(st.data())
def test_every_slice_leads_to_the_raw_text_it_came_from(data):
    cuts = data.draw(st.lists(st.integers(0, len(RAW)), min_size=2, max_size=8))
    parts = [
        MappedText.cut(RAW, min(pair), max(pair))
        for pair in zip(cuts, cuts[1:], strict=False)
    ]
    text = MappedText.join(parts, data.draw(st.sampled_from(["", " ", "\n\n"])))
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))

    for run in text.slice(start, end).runs:
        words = text.text[start:end][run.start : run.end]
        assert words == RAW[run.raw_start : run.raw_end]


@given(
    st.text(alphabet="ab \n", max_size=20),
    st.text(alphabet="ab \n", max_size=20),
    st.data(),
)
def test_replacing_changes_the_words_and_nothing_else(raw, words, data):
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    text = MappedText.cut(raw, 0, len(raw)).replace(start, end, words)

    assert text.text == raw[:start] + words + raw[end:]
    for run in text.runs:
        inside = start <= run.start and run.end <= start + len(words)
        same = text.text[run.start : run.end] == raw[run.raw_start : run.raw_end]
        assert same or inside or run.start < start + len(words)
    assert sum(run.length for run in text.runs) <= len(raw)


@given(st.lists(RANGE, max_size=6), st.lists(RANGE, max_size=6))
def test_overlap_is_what_each_range_shares_with_each_other_one(left, right):
    shared = [
        len(set(range(*one)).intersection(range(*other)))
        for one in left
        for other in right
    ]
    assert overlap(left, right) == sum(shared)


def test_overlap_of_very_many_ranges_is_counted_at_once():
    many = [(5 * n, 5 * n + 3) for n in range(200_000)]
    assert overlap(many, reversed(many)) == 600_000


def test_overlap_counts_shared_characters():
    assert overlap([(0, 5), (8, 10)], [(3, 9)]) == 3


def test_without_leaves_what_is_not_taken():
    assert without([(0, 10)], [(2, 4), (9, 12)]) == [(0, 2), (4, 9)]


def test_a_text_inside_a_text_leads_to_the_raw_text_of_the_outer_one():
    outer = pact()
    start = outer.text.index("strategic")
    inner = MappedText.join(
        [
            MappedText.cut(outer.text, start, start + 9),
            MappedText.cut(outer.text, start + 10, start + 14),
        ],
        " / ",
    )
    text = inner.through(outer)

    assert text.text == "strategic / pact"
    assert raw_of(text, 0, 9) == "strategic"
    assert text.raw_ranges(0, 9) == (
        (RAW.index("stra-"), RAW.index("- \n")),
        (RAW.index("tegic"), RAW.index(" pact")),
    )
    assert text.raw_ranges(9, 12) == ()


def test_what_the_outer_text_put_in_leads_nowhere_from_the_inner_one():
    outer = MappedText.join(
        [MappedText.cut(RAW, 0, 2), MappedText.cut(RAW, 3, 9)], "\n\n"
    )
    text = MappedText.cut(outer.text, 1, 5).through(outer)

    assert text.text == "e\n\ns"
    assert text.runs == (Run(0, 1, 1), Run(3, 3, 1))


@given(st.data())
def test_going_through_two_maps_is_going_through_one_and_then_the_other(data):
    def cuts(length: int) -> list[tuple[int, int]]:
        ends = data.draw(st.lists(st.integers(0, length), min_size=2, max_size=8))
        return [(min(pair), max(pair)) for pair in zip(ends, ends[1:], strict=False)]

    outer = MappedText.join([MappedText.cut(RAW, *cut) for cut in cuts(len(RAW))], "|")
    inner = MappedText.join(
        [MappedText.cut(outer.text, *cut) for cut in cuts(len(outer.text))], "#"
    )
    text = inner.through(outer)

    def raw_at(mapped: MappedText, at: int) -> int | None:
        ranges = mapped.raw_ranges(at, at + 1)
        return ranges[0][0] if ranges else None

    for at in range(len(inner.text)):
        middle = raw_at(inner, at)
        expected = None if middle is None else raw_at(outer, middle)
        assert raw_at(text, at) == expected
