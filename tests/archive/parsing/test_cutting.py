"""Pieces moved by an editor stay moved on the next parse."""

from __future__ import annotations

from archive.parsing import ParsedArticle, ParsedDocument, move_piece, parse
from archive.parsing.cutting import pieces_of
from archive.spans import MappedText
from tests.archive.parsing.column_layers import Setting, make_layer

RAW = (
    "The port grew by a third. Its quay is new.\n\n"
    "The library opens at nine.\n\n"
    "Cranes of the port wait in the rain.\n\n"
    "A photo of readers\n"
)


def part(words: str) -> MappedText:
    start = RAW.index(words)
    return MappedText.cut(RAW, start, start + len(words))


PORT = part("The port grew by a third. Its quay is new.")
LIBRARY = part("The library opens at nine.")
CRANES = part("Cranes of the port wait in the rain.")
PHOTO = part("A photo of readers")


def two_stories() -> ParsedDocument:
    library = MappedText.join([LIBRARY, CRANES], "\n\n")
    return ParsedDocument(
        text=RAW,
        encoding="utf-8",
        media_type="text/plain",
        articles=(
            ParsedArticle(body=PORT, captions=(PHOTO,)),
            ParsedArticle(body=library, pieces=pieces_of(library)),
        ),
    )


def test_it_moves_a_paragraph_into_the_other_story():
    moved = move_piece(two_stories(), CRANES.all_raw_ranges(), RAW.index("port grew"))
    port, library = moved.articles
    assert port.body.text == f"{PORT.text}\n\n{CRANES.text}"
    assert library.body.text == LIBRARY.text
    assert port.body.slice(44, 50).all_raw_ranges() == (
        (RAW.index("Cranes"), RAW.index("Cranes") + 6),
    )
    assert port.pieces == (*PORT.all_raw_ranges(), *CRANES.all_raw_ranges())


def test_it_puts_a_piece_behind_what_stands_before_it_in_the_raw_text():
    document = two_stories()
    back = move_piece(document, LIBRARY.all_raw_ranges(), RAW.index("port grew"))
    both = move_piece(back, CRANES.all_raw_ranges(), RAW.index("port grew"))
    (only,) = both.articles
    assert only.body.text == f"{PORT.text}\n\n{LIBRARY.text}\n\n{CRANES.text}"


def test_it_moves_a_caption_into_a_body():
    moved = move_piece(two_stories(), PHOTO.all_raw_ranges(), RAW.index("library"))
    port, library = moved.articles
    assert port.captions == ()
    assert library.body.text.endswith(PHOTO.text)


def test_it_moves_part_of_a_paragraph():
    start = RAW.index("Its quay")
    moved = move_piece(
        two_stories(), ((start, start + len("Its quay is new.")),), RAW.index("library")
    )
    port, library = moved.articles
    assert port.body.text == "The port grew by a third."
    assert library.body.text.startswith("Its quay is new.\n\nThe library") or (
        "Its quay is new." in library.body.text.split("\n\n")
    )


def test_a_story_left_without_text_disappears():
    document = two_stories()
    target = RAW.index("library")
    moved = move_piece(document, PORT.all_raw_ranges(), target)
    (only,) = moved.articles
    assert PORT.text in only.body.text


def test_a_second_replay_changes_nothing():
    document = two_stories()
    once = move_piece(document, CRANES.all_raw_ranges(), RAW.index("port grew"))
    assert move_piece(once, CRANES.all_raw_ranges(), RAW.index("port grew")) is once
    assert move_piece(document, PORT.all_raw_ranges(), 0) is document


def test_what_cannot_be_placed_is_none():
    document = two_stories()
    assert move_piece(document, CRANES.all_raw_ranges(), len(RAW) + 5) is None
    assert move_piece(document, ((len(RAW), len(RAW) + 9),), 0) is None
    assert move_piece(document, (), 0) is None


def test_a_moved_piece_of_a_column_page_keeps_its_words():
    document = parse(make_layer(3, Setting()).text.encode(), "page.txt")
    first, second = document.articles
    ranges = (second.pieces[-1],)
    moved = move_piece(document, ranges, first.body.runs[0].raw_start)
    words = sorted(" ".join(a.body.text for a in document.articles).split())
    assert sorted(" ".join(a.body.text for a in moved.articles).split()) == words
    assert moved.articles[1].pieces == second.pieces[:-1]
    again = move_piece(moved, ranges, first.body.runs[0].raw_start)
    assert again is moved


def test_a_piece_becomes_a_story_of_its_own():
    split = move_piece(two_stories(), CRANES.all_raw_ranges(), None)
    port, library, cranes = split.articles
    assert (port.body.text, library.body.text) == (PORT.text, LIBRARY.text)
    assert cranes.body.text == CRANES.text
    assert cranes.pieces == CRANES.all_raw_ranges()
    # A parse that cuts there of itself is left as it is, headline and all.
    assert move_piece(split, CRANES.all_raw_ranges(), None) is split


def test_a_caption_goes_to_the_captions_of_another_story():
    moved = move_piece(
        two_stories(), PHOTO.all_raw_ranges(), RAW.index("library"), "captions"
    )
    port, library = moved.articles
    assert (port.captions, library.captions) == ((), (PHOTO,))
    assert move_piece(moved, PHOTO.all_raw_ranges(), RAW.index("library"), "captions")


def test_a_new_headline_sends_the_old_one_to_the_text():
    first = move_piece(
        two_stories(), PHOTO.all_raw_ranges(), RAW.index("library"), "headline"
    )
    assert first.articles[1].headline.text == PHOTO.text
    second = move_piece(
        first, CRANES.all_raw_ranges(), RAW.index("library"), "headline"
    )
    library = second.articles[1]
    assert library.headline.text == CRANES.text
    assert library.body.text == f"{LIBRARY.text}\n\n{PHOTO.text}"
