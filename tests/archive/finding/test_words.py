"""Finding articles: the same answers from SQLite and from PostgreSQL."""

import random

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as limits

from archive import finding, search
from archive.changes import changed
from archive.ingest import index
from archive.models import Article
from archive.search.words import MOST_PLACES
from tests.effort import examples
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_indicator,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db


def found(words):
    """Headlines of what a search finds, in no order."""
    rows = finding.articles(search.parse(words), {}, flagged=False).chosen
    articles = Article.objects.filter(pk__in=list(rows))
    return sorted(articles.values_list("headline", flat=True))


def ranked(words):
    ids = best(words, 0, 100)
    by_id = Article.objects.in_bulk(ids)
    return [by_id[number].headline for number in ids]


def best(words, start, stop):
    """Ids of what a search finds, from one place to another, the best first."""
    found = finding.articles(search.parse(words), {}, flagged=False)
    return found.page("best", start, stop)


@pytest.fixture
def harbour():
    """Four invented stories."""
    make_article(
        "Solar parks grew by 9.781 percent. Batteries followed.",
        headline="Solar boom",
        standfirst="The coast builds.",
        captions="A crane lifts a rotor.",
        published_on="2023-05-01",
    )
    make_article(
        "The new-energy firm moved. It makes wind turbines and 5G masts.",
        headline="Wind firm moves",
        published_on="2022-03-01",
    )
    make_article(
        "Solar and wind power met 1,234 guests at the café; R&D went on.",
        headline="Fair opens",
        published_on="2021-01-01",
    )
    make_article("普陀区的新能源产业发展很快。", headline="中文报道")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("solar", ["Fair opens", "Solar boom"]),
        ("SOLAR", ["Fair opens", "Solar boom"]),
        ("solar wind", ["Fair opens"]),
        ("solar OR turbines", ["Fair opens", "Solar boom", "Wind firm moves"]),
        ("solar -wind", ["Solar boom"]),
        ("-solar -普陀", ["Wind firm moves"]),
        ('"wind power"', ["Fair opens"]),
        ('"power wind"', []),
        ('"new energy"', ["Wind firm moves"]),
        ("new-energy", ["Wind firm moves"]),
        ("battery", ["Solar boom"]),
        ("batteri*", ["Solar boom"]),
        ("turbines*", ["Wind firm moves"]),
        ("turb*", ["Wind firm moves"]),
        ("headline:sol*", ["Solar boom"]),
        ("headline:solar", ["Solar boom"]),
        ("headline:batteries", []),
        ("headline:batt*", []),
        ("coast", ["Solar boom"]),
        ("crane", ["Solar boom"]),
        ('"boom the coast"', []),
        ("9.781", ["Solar boom"]),
        ("9.78", []),
        ("9.7*", ["Solar boom"]),
        ("1234", ["Fair opens"]),
        ("1,234", ["Fair opens"]),
        ("5g", ["Wind firm moves"]),
        ("R&D", ["Fair opens"]),
        ("cafe", ["Fair opens"]),
        ("“wind power”", ["Fair opens"]),
        ("新能源", ["中文报道"]),
        ("能新", []),
        ("普", ["中文报道"]),
        ("year:2022", ["Wind firm moves"]),
        ("year:2021-2022 wind", ["Fair opens", "Wind firm moves"]),
        ("solar OR year:2022", ["Fair opens", "Solar boom", "Wind firm moves"]),
        ("solar OR -wind", ["Fair opens", "Solar boom", "中文报道"]),
        ("-year:2021 wind", ["Wind firm moves"]),
        ("kangaroo", []),
    ],
)
def test_it_finds_what_a_reader_asks_for(harbour, words, expected):
    assert found(words) == sorted(expected)


def test_fields_ask_for_what_articles_name():
    article = make_article("Putuo and Harbour Batteries saw 9.78 billion yuan in wind.")
    make_article("Nothing of the kind.", headline="Other")
    mention_district(article, make_district("Putuo", aliases=("Putuo District",)))
    mention_company(article, make_company(aliases=("HB",)))
    energy = make_industry("Energy")
    wind = make_industry("Wind power", parent=energy, keywords=("wind", "turbine"))
    mention_industry(article, wind, "wind")
    make_figure(article, indicator=make_indicator(aliases=("fiscal income",)))
    Article.objects.filter(pk=article.pk).update(headline="This")
    for words in (
        "district:putuo",
        'district:"putuo district"',
        "district:PUTUO",
        "company:harbour-batteries",
        'company:"harbour batteries"',
        "company:hb",
        "industry:wind-power",
        "industry:turbine",
        "industry:energy",
        "figure:9.78",
        'figure:"9.78 billion"',
        "figure:9780000000",
        "figure:9,780,000,000",
        "figure:fiscal-revenue",
        'figure:"Fiscal income"',
        "district:putuo industry:wind figure:9.78 yuan",
        "nothing OR district:putuo -kind",
    ):
        assert "This" in found(words), words
        assert "Other" not in found(words), words
    assert found("-district:putuo") == ["Other"]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("figure:9.781", True),
        ('figure:"9.781 billion"', True),
        ('figure:"billion yuan"', True),
        ("figure:financial", True),
        ("figure:receipt", True),
        ("figure:nan", False),
        ("figure:9.78", False),
        ("figure:781", False),
        ("figure:9", False),
        ("figure:9,", False),
        ("figure:bill", False),
        ("figure:亿元", True),
        ("figure:97", False),
        ("figure:97.81", True),
    ],
)
def test_a_figure_is_found_by_whole_words_and_numbers(words, is_found):
    first = make_article("It took 9.781 billion yuan (97.81亿元) in receipts.")
    make_figure(
        first,
        "9.781 billion yuan",
        indicator_words="financial receipts",
        value=9_781_000_000,
    )
    second = make_article("97.81亿元")
    make_figure(second, "97.81亿元", value=9_781_000_000)
    assert bool(found(words)) == is_found


def test_a_rejected_mention_is_not_found():
    article = make_article("Putuo again.")
    mention = mention_district(article)
    mention.status = "rejected"
    mention.save()
    changed([article.pk])
    assert found("district:putuo") == []


def test_it_explains_a_name_that_is_not_known():
    make_district("Putuo")
    make_industry("New energy", keywords=("wind",))
    assert search.unknown(search.parse("district:putuo industry:wind x")) == []
    (problem,) = search.unknown(search.parse("-district:putou"))
    assert "putou" in problem
    assert "Did you mean “Putuo”?" in problem
    assert len(search.unknown(search.parse("company:none industry:none"))) == 2


def test_the_best_match_comes_first():
    filler = "Other things happened in other places on that day. " * 5
    make_article(f"{filler} Solar.", headline="In the body", published_on="2024-01-01")
    make_article(filler, standfirst="Solar it is.", headline="In the standfirst")
    make_article(filler, headline="Solar above", published_on="2020-01-01")
    make_article(filler, headline="Without", published_on="2024-01-01")
    assert ranked("solar") == ["Solar above", "In the standfirst", "In the body"]
    assert ranked("solar OR day")[:2] == ["Solar above", "In the standfirst"]


def test_equal_matches_come_newest_first():
    for year in (2021, 2023, 2022):
        make_article("Solar.", headline=f"Of {year}", published_on=f"{year}-01-01")
    make_article("Solar.", headline="Of no year")
    newest = ["Of 2023", "Of 2022", "Of 2021", "Of no year"]
    assert ranked("solar") == newest
    assert ranked("-wind") == newest


def test_it_gives_a_slice_of_the_best():
    for number in range(5):
        make_article("Solar.", published_on=f"202{number}-01-01")
    every = best("solar", 0, 10)
    assert len(every) == 5
    assert best("solar", 1, 3) == every[1:3]
    assert best("wind", 0, 9) == []


def test_an_article_is_found_by_its_new_words_once_indexed():
    article = make_article("Solar.")
    article.body = "Wind."
    article.save()
    index(article)
    assert found("solar") == []
    assert len(found("wind")) == 1


def test_a_withdrawn_article_leaves_the_index():
    article = make_article("Solar.")
    article.status = "rejected"
    article.save()
    index(article)
    assert found("solar") == []
    search.remove([article.pk, 987654321])


def test_it_knows_what_is_out_of_step():
    right, missing, different, extra = (make_article("Solar.") for _ in range(4))
    assert search.out_of_step() == {}
    search.remove([missing.pk])
    Article.objects.filter(pk=different.pk).update(captions="Wind.")
    Article.objects.filter(pk=extra.pk).update(status="rejected")
    wrong = {missing.pk: "missing", different.pk: "different", extra.pk: "extra"}
    assert search.out_of_step() == wrong
    some = Article.objects.filter(pk__in=[right.pk, missing.pk])
    found_in_some = {missing.pk: "missing", extra.pk: "extra"}
    assert search.out_of_step(some) == found_in_some
    assert search.rebuild() == 3
    assert search.out_of_step() == {}


def test_rows_of_deleted_articles_are_out_of_step():
    article = make_article("Solar.")
    number = article.pk
    article.delete()
    assert search.out_of_step() == {number: "extra"}


def test_a_word_that_comes_very_often_is_found_alike_in_all_databases():
    make_article("wind " * (MOST_PLACES + 50) + "solar end", headline="Long")
    assert found("wind") == ["Long"]
    assert found('"solar end"') == ["Long"]
    assert found('"wind wind"') == ["Long"]
    assert found('"wind solar"') == []


def test_words_beyond_the_limit_are_not_indexed(settings):
    settings.ARCHIVE_INDEX_WORDS = 5
    make_article("one two three four five six", headline="", captions="")
    assert found("five") == [""]
    assert found("six") == []


HOSTILE = [
    '"',
    "a*",
    "*",
    "NEAR(a b)",
    "headline : x",
    "{headline body} : x",
    "^solar",
    "a AND",
    "AND OR NOT",
    "solar' | 'x",
    "solar\\",
    "';DROP TABLE archive_article;--",
    "a & b | !c",
    "solar:*",
    "solar:A",
    "<->",
    "(((solar)))",
    "--solar",
    "%s %(x)s %",
    "\x00solar\x00",
    "\ud800solar",
    "solar " * 60,
    "OR ".join(["solar "] * 20),
    "普" * 300,
    "9" * 300,
    "figure:" + "9" * 290,
    "figure:1e-200000",
    "figure:1_0",
    "figure:1e400",
    "figure:NaN",
    "figure:%",
    "year:0000",
    "year:1000-9999",
    "district:'\"",
    "é" * 300,
    "’’’ O’Brien’s",
    "½ ⑴ ﷺ ℡",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_get_an_answer_or_an_explanation(harbour, words):
    try:
        query = search.parse(words)
    except search.BrokenQuery as broken:
        assert broken.explanation.endswith((".", "?", "?\n")) or broken.explanation
        return
    if query is None:
        return
    assert isinstance(search.unknown(query), list)
    for headline in found(words):
        assert headline in ("Solar boom", "Wind firm moves", "Fair opens", "中文报道")
    ranked(words)


def test_random_signs_never_break_it(harbour):
    """Hundreds of odd searches; the seed makes them the same ones each time."""
    pieces = (
        "solar wind OR NOT AND - * \" ' ( ) : headline: year: 2023 普 é & | ! \\ % ^ ~"
    )
    dice = random.Random(7)
    understood = 0
    for _ in range(400):
        words = "".join(
            dice.choice(pieces.split()) + dice.choice(["", " "])
            for _ in range(dice.randrange(1, 9))
        )
        try:
            query = search.parse(words)
        except search.BrokenQuery:
            continue
        if query:
            assert len(best(words, 0, 1_000)) == len(found(words))
            understood += 1
    assert understood > 50


@limits(
    max_examples=examples(150),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=strategies.text(max_size=60))
def test_any_signs_at_all_get_an_answer_or_an_explanation(harbour, words):
    try:
        query = search.parse(words)
    except search.BrokenQuery as broken:
        assert broken.explanation
        return
    if query:
        assert isinstance(search.unknown(query), list)
        assert len(found(words)) == len(ranked(words))


def test_an_article_of_any_signs_can_be_indexed():
    every = "".join(
        chr(code) + (" " if code % 7 == 0 else "")
        for code in range(1, 0x30000)
        if not 0xD800 <= code <= 0xDFFF
    )
    article = make_article(every + " solar", headline="Every sign")
    assert search.out_of_step() == {}
    assert found("headline:sign") == ["Every sign"]
    article.body = "solar " + every[:20_000]
    index(article)
    assert found("solar") == ["Every sign"]


VOCABULARY = ("solar", "wind", "port", "bank", "chips", "ships")
PLAIN_READING = {
    "{0} {1}": lambda text, a, b, c: a in text and b in text,
    "{0} OR {1} {2}": lambda text, a, b, c: (a in text or b in text) and c in text,
    "{0} -{1}": lambda text, a, b, c: a in text and b not in text,
    '"{0} {1}"': lambda text, a, b, c: stand_together(text, a, b),
    '-"{0} {1}" {2}': lambda text, a, b, c: (
        c in text and not stand_together(text, a, b)
    ),
    "{0} OR -{1}": lambda text, a, b, c: a in text or b not in text,
}


def stand_together(text, one, two):
    return (one, two) in zip(text, text[1:], strict=False)


def test_random_searches_find_what_reading_every_article_finds():
    """The index agrees with a plain look at the words of each article."""
    dice = random.Random(11)
    texts = {}
    for number in range(30):
        words = [dice.choice(VOCABULARY) for _ in range(dice.randrange(2, 9))]
        make_article(" ".join(words), headline=f"n{number}")
        texts[f"n{number}"] = words
    for _ in range(40):
        chosen = [dice.choice(VOCABULARY) for _ in range(3)]
        for pattern, holds in PLAIN_READING.items():
            words = pattern.format(*chosen)
            by_hand = sorted(n for n, text in texts.items() if holds(text, *chosen))
            assert found(words) == by_hand, (connection.vendor, words)
