"""What a reader types becomes a tree, or an explanation."""

import pytest

from archive.search.query import And, BrokenQuery, Not, Or, Term, parse


def read(words, max_length=300, max_terms=20):
    return parse(words, max_length=max_length, max_terms=max_terms)


def tree(words):
    return read(words).tree


def word(text, term=None):
    return Term((term or text,), text=text)


def test_it_takes_nothing_typed_for_no_search():
    assert read("") is None
    assert read("  \t\n\x00 ") is None


def test_it_asks_for_all_words():
    assert tree("port solar") == And((word("port"), word("solar")))


def test_it_stems_words_as_the_index_does():
    assert tree("Batteries").words == tree("battery").words


def test_it_keeps_the_words_of_a_phrase_together():
    assert tree('"solar port"').words == ("solar", "port")


@pytest.mark.parametrize(
    "words", ["“solar port”", "„solar port“", "«solar port»", '"SOLAR PORT"']
)
def test_it_folds_curly_quotes_and_case(words):
    assert tree(words).words == ("solar", "port")


def test_it_folds_accents():
    assert tree("café").words == tree("cafe").words == tree("cafe\u0301").words


def test_it_binds_or_closer_than_the_blank():
    assert tree("port solar OR wind") == And(
        (word("port"), Or((word("solar"), word("wind"))))
    )


def test_it_takes_a_small_or_for_a_word():
    assert tree("solar or wind") == And((word("solar"), word("or"), word("wind")))


@pytest.mark.parametrize("words", ["solar -wind", "solar NOT wind", "solar −wind"])
def test_it_takes_away_what_has_a_minus(words):
    assert tree(words) == And((word("solar"), Not(word("wind"))))


def test_it_does_not_take_a_dash_between_blanks_for_a_minus():
    assert tree("solar - wind") == And((word("solar"), word("wind")))


def test_it_takes_a_compound_for_a_phrase():
    assert tree("new-energy").words == tree('"new energy"').words


def test_it_keeps_the_beginning_of_a_word_unstemmed():
    assert tree("technologies*") == Term(
        ("technologies",), prefix=True, text="technologies*"
    )


def test_it_reads_fields_with_words_and_phrases():
    assert tree('headline:"new energy"').field == "headline"
    assert tree("District:putuo") == Term((), field="district", text="putuo")
    assert tree('company:"Harbour Batteries"').text == "Harbour Batteries"
    assert tree("year:2019–2021").text == "2019–2021"
    assert tree("-district:putuo") == Not(Term((), field="district", text="putuo"))


@pytest.mark.parametrize("words", ["10:30", "note:abc", "https://example.org/x"])
def test_it_takes_a_colon_that_is_no_field_for_text(words):
    assert tree(words).field == ""


def test_it_finds_chinese_words_as_phrases_of_their_characters():
    assert tree("普陀区").words == ("普", "陀", "区")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('"solar port', "quotation mark is missing"),
        ("district:", "nothing behind district:"),
        ("headline: solar", "nothing behind headline:"),
        ('company:""', "nothing behind company:"),
        ("distric:putuo", "did you mean district:"),
        ("year:20", "not a year"),
        ("year:99999", "not a year"),
        ("year:2021-2019", "not a year"),
        ("year:" + "9" * 200, "not a year"),
        ("a*", "at least 2 letters"),
        ("OR solar", "OR needs a word on either side"),
        ("solar NOT", "NOT needs a word behind it"),
        ("NOT", "NOT needs a word behind it"),
        ("solar AND", "AND needs a word on either side"),
        ("AND solar", "AND needs a word on either side"),
        ("solar NOT OR wind", "NOT needs a word behind it"),
        ("solar OR AND wind", "OR needs a word on either side"),
        ("solar NOT NOT wind", "NOT needs a word behind it"),
        ("solar OR", "OR needs a word on either side"),
        ("solar OR OR wind", "OR needs a word on either side"),
        ("&& -- !!", "no word in this search"),
        ('""', "no word in this search"),
        ("x" * 301, "300 is the most"),
        (" ".join(["word"] * 21), "20 is the most"),
    ],
)
def test_it_explains_what_is_broken(words, says):
    with pytest.raises(BrokenQuery) as broken:
        read(words)
    assert says in broken.value.explanation


def test_its_limits_are_those_it_is_given():
    assert read("port " * 20)
    with pytest.raises(BrokenQuery):
        read("port port", max_terms=1)
    with pytest.raises(BrokenQuery):
        read("port", max_length=3)


def test_it_wants_no_term_behind_a_minus():
    wanted = read("solar -wind district:putuo headline:port").wanted()
    assert [term.text for term in wanted] == ["solar", "port"]


@pytest.mark.parametrize("words", ["(" * 300, "-" * 300, ":" * 300, "a:" * 150])
def test_it_reads_signs_in_any_number(words):
    try:
        assert read(words) is not None
    except BrokenQuery as broken:
        assert broken.explanation
