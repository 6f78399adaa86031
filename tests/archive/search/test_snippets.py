"""The sentence that matched: plain words of the article and where the hits stand."""

import time

import pytest

from archive.models import Article
from archive.search.query import parse
from archive.search.snippets import LONGEST, marks, sentences, snippet


def query(words):
    return parse(words, max_length=300, max_terms=20)


def article(body="", **parts):
    return Article(body=body, **parts)


def shown(body, words, most=20_000, **parts):
    found = snippet(article(body, **parts), query(words), most)
    return found.text, [found.text[start:end] for start, end in found.marks]


STORY = "It rained. The port, at last, opened in Putuo. A port and solar park closed."


@pytest.mark.parametrize(
    ("words", "sentence", "hits"),
    [
        ("port", "The port, at last, opened in Putuo.", ["port"]),
        ("port solar", "A port and solar park closed.", ["port", "solar"]),
        ('"at last"', "The port, at last, opened in Putuo.", ["at last"]),
        ("ports -rained", "The port, at last, opened in Putuo.", ["port"]),
        ("solar OR kangaroo", "A port and solar park closed.", ["solar"]),
        ("rain*", "It rained.", ["rained"]),
        ("headline:port", "It rained.", []),
        ("district:putuo", "It rained.", []),
        ("kangaroo", "It rained.", []),
    ],
)
def test_it_shows_the_sentence_with_most_of_the_words(words, sentence, hits):
    assert shown(STORY, words) == (sentence, hits)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("skies", "sky"),
        ("happy", "happiness"),
        ("dying", "die"),
        ("O’Neill", "oneill"),
        ("O'NEILL", "o’neill"),
        ("don’t", "don't"),
        ("Café", "cafes"),
        ("Ｐｏｒｔｓ", "port"),
        ("1,234.5", "1234.5"),
        ("普陀", "普陀"),
        ("new-energy", "energy"),
        ("sea—port", "port"),
    ],
)
def test_a_word_is_found_however_it_is_printed(printed, words):
    """Sentences that can have no hit are not read: none of these may be among them."""
    body = f"It rained. There was “{printed}” to see. It rained again."
    assert shown(body, words)[0] == f"There was “{printed}” to see."


def test_without_words_it_shows_the_standfirst_or_the_first_sentence():
    assert snippet(article(STORY), None, 99).text == "It rained."
    found = snippet(article(STORY, standfirst="In short. And long."), None, 99)
    assert (found.text, found.part) == ("In short.", "standfirst")
    assert snippet(article(""), None, 99).text == ""


def test_it_knows_where_in_the_article_its_words_stand():
    found = snippet(article(STORY), query("solar"), 999)
    assert found.part == "body"
    assert STORY[found.start :].startswith(found.text)
    found = snippet(article("Nothing.", captions="A solar park."), query("solar"), 99)
    assert (found.part, found.text) == ("captions", "A solar park.")


def test_it_marks_chinese_words():
    assert shown("天气好。普陀区的新能源产业很快。", "新能源") == (
        "普陀区的新能源产业很快。",
        ["新能源"],
    )


def test_a_long_sentence_is_cut_around_its_first_hit():
    body = "word " * 200 + "solar " + "word " * 200
    text, hits = shown(body, "solar")
    assert hits == ["solar"]
    assert len(text) <= LONGEST
    assert text.startswith("word") and text.endswith("word")


def test_a_sentence_without_blanks_is_cut_as_well():
    text, hits = shown("x" * 1000 + "-solar-" + "y" * 1000, "solar")
    assert hits == ["solar"]
    assert len(text) <= LONGEST


def test_it_looks_no_further_than_it_may():
    body = "One. " * 100 + "Solar."
    assert shown(body, "solar", most=100) == ("One.", [])
    assert shown(body, "solar", most=1000) == ("Solar.", ["Solar"])


def test_markup_in_an_article_stays_plain_text():
    text, hits = shown("A <b>solar</b> & <script>park</script>.", "solar")
    assert text == "A <b>solar</b> & <script>park</script>."
    assert hits == ["solar"]


def test_it_marks_a_whole_text():
    spans = marks("Solar and more solar power", query('"solar power" solar'), 999)
    assert spans == [(0, 5), (15, 26)]


def test_sentences_are_whole_and_in_order():
    text = "One two. “Three?” Four!\nFive 9.78 six 。七。"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["One two.", "“Three?”", "Four!", "Five 9.78 six 。", "七。"]


@pytest.mark.parametrize(
    "body", ["solar " * 20_000, "solar. " * 20_000, "." * 100_000, "s" * 100_000]
)
def test_an_article_full_of_hits_takes_no_long_time(body):
    begun = time.perf_counter()
    snippet(article(body), query('solar "solar solar" sol*'), 100_000)
    assert time.perf_counter() - begun < 2
