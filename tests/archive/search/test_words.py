"""The words of the index: the same for a text and for a query."""

import pytest

from archive.search.words import FILLER, MOST_PLACES, analyse, read_words


def terms(text):
    return [word.term for word in read_words(text)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("9.781 billion", ["9.781", "billion"], "decimals belong to the number"),
        ("1,234,567.5", ["1234567.5"], "commas between thousands say nothing"),
        ("2020,2021", ["2020", "2021"], "four digits are no group of thousands"),
        ("5G and C919", ["5g", "and", "c919"], "letters and digits are one name"),
        ("R&D", ["r", "d"], "found as a phrase, however it is set"),
        ("new-energy", ["new", "energi"], "so is a compound"),
        ("district's", ["district"], "the possessive goes with the stem"),
        ("district’s", ["district"], "whatever its apostrophe"),
        ("Café CAFE\u0301", ["cafe", "cafe"], "accents fold in either form"),
        ("97.81亿元", ["97.81", "亿", "元"], "a number stands before a character"),
        ("2023年", ["2023", "年"], "so does a year"),
        ("ＡＩ", ["ai"], "full-width letters fold"),
        ("snake_case", ["snake", "case"], "an underscore parts words"),
        ("… — ()", [], "signs are no words"),
    ],
)
def test_it_reads_the_words_of_a_text(text, expected, why):
    assert terms(text) == expected, why


def test_every_word_knows_its_place():
    text = "Putuo’s R&D grew 9.781% in 普陀."
    for word in read_words(text):
        assert word.term[0] in text[word.start : word.end].lower()
        assert text[word.start : word.end].strip() == text[word.start : word.end]


def test_it_brings_the_forms_of_a_word_together():
    assert len(set(terms("invest invested investing invests"))) == 1


def test_terms_have_no_sign_that_a_query_language_knows():
    hostile = "".join(chr(code) for code in range(0x20, 0x3000)) + "⑴½ﷺ№™"
    for word in read_words(hostile):
        for text in (word.term, word.form):
            assert text
            assert not set(text) & set("\"'()*:&|!<>\\ -^+={}=\x00")


def test_it_stops_at_the_words_it_is_allowed_but_keeps_the_short_parts():
    text = analyse(["Headline words", "", "body " * 1000, "the caption"], 10)
    assert text.parts[0] == ("headlin", "word")
    assert text.parts[3] == ("the", "caption")
    assert len(text.parts[2]) == 6


def test_a_word_that_comes_too_often_keeps_the_distances():
    text = analyse(["", "", "word " * 300 + "end", ""], 1000)
    assert text.parts[2].count("word") == MOST_PLACES
    assert text.parts[2][-2:] == (FILLER, "end")
    assert len(text.parts[2]) == 301


def test_an_article_of_long_words_stays_within_its_bytes():
    long = " ".join("ж" * 30 + f"{number:06}" for number in range(20_000))
    text = analyse(["", "", long, ""], 1_000_000)
    held = set(text.parts[2]) | set(text.forms)
    assert 300_000 < sum(len(term.encode()) for term in held) < 500_000
