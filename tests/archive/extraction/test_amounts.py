"""Amounts of money: forms of the currency, scales, adjectives, sizes."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import figures, told, values

FORMS = [
    ("The fund is worth RMB 5.2 bn.", "5200000000 CNY"),
    ("The fund is worth RMB5.2 billion yuan.", "5200000000 CNY"),
    ("The town took in CNY 300 million of tax.", "300000000 CNY"),
    ("The town took in yuan 300 million of tax.", "300000000 CNY"),
    ("The town took in ¥300 million of tax.", "300000000 CNY"),
    ("The town took in 300 million renminbi.", "300000000 CNY"),
    ("Shops took in 1,025.3 yuan from each guest.", "1025.3 CNY"),
    ("Wages rose to 88,300 yuan.", "88300 CNY"),
    ("Output is worth 0.15 trillion yuan.", "150000000000 CNY"),
    ("It was sold for USD21.3 thousand.", "21300 USD"),
    ("It was sold for USD 21.3 thousand.", "21300 USD"),
    ("It was sold for 40 million US dollars.", "40000000 USD"),
    ("It was sold for 40 million American dollars.", "40000000 USD"),
    ("It was sold for HK$9.9 billion.", "9900000000 HKD"),
    ("It was sold for 9.9 billion Hong Kong dollars.", "9900000000 HKD"),
    ("It was sold for S$1.3 billion.", "1300000000 SGD"),
    ("It was sold for 3 billion euros.", "3000000000 EUR"),
    ("It was sold for EUR 3 million.", "3000000 EUR"),
    ("It was sold for 60 million British pounds.", "60000000 GBP"),
    ("It was sold for £60 million.", "60000000 GBP"),
    ("It was sold for 12 billion Japanese yen.", "12000000000 JPY"),
    ("It was sold for 5 million Swiss francs.", "5000000 CHF"),
    ("It was sold for 1.4 trillion won.", "1400000000000 KRW"),
    ("It was sold for 7 billion Indian rupees.", "7000000000 INR"),
    ("It was sold for $10b.", "10000000000 USD"),
    ("It was sold for US$730m.", "730000000 USD"),
    ("It was sold for US$ 730 mn.", "730000000 USD"),
    ("It was sold for 100m yuan.", "100000000 CNY"),
    ("It was sold for 5billion yuan.", "5000000000 CNY"),
    ("It was sold for RMB1.17trn.", "1170000000000 CNY"),
    ("Ten thousand yuan was paid.", "10000 CNY"),
    ("A million yuan was paid.", "1000000 CNY"),
    ("Half a billion yuan was paid.", "500000000 CNY"),
    ("Two and a half million yuan was paid.", "2500000 CNY"),
    ("It was paid two hundred and fifty million yuan.", "250000000 CNY"),
    ("The price was 35 million Yuan , they said.", "35000000 CNY"),
    ("The price was exceeding$1 billion then.", "1000000000 USD"),
]
ADJECTIVES = [
    ("It set up a 500-million-yuan fund.", "500000000 CNY"),
    ("It is a 1.2-trillion-yuan cluster.", "1200000000000 CNY"),
    ("It is a 42 billion yuan industry.", "42000000000 CNY"),
    ("It is a $42-billion industry.", "42000000000 USD"),
    ("It is a billion-yuan street.", "1000000000 CNY"),
    ("It is a trillion yuan industry.", "1000000000000 CNY"),
    ("It is a ten-billion-yuan cluster.", "10000000000 CNY"),
    ("It is a 100-billion-yuan-level cluster.", "100000000000 CNY"),
    ("It is a 10 billion yuan-level cluster.", "10000000000 CNY"),
    ("It is a 10 billion-level cluster.", "10000000000 CNY"),
    ("It is a 100-million-dollar deal.", "100000000 USD"),
]
SCALE_ONLY = [
    ("Last year its GDP exceeded 500 billion, the office said.", "500000000000 CNY"),
    ("Its GDP came to 501.8 billion.", "501800000000 CNY"),
    ("Taxes rose to 3.2 billion in June.", "3200000000 CNY"),
    ("Retail sales hit 1.1 trillion last year.", "1100000000000 CNY"),
]


@pytest.mark.parametrize(("text", "expected"), FORMS + ADJECTIVES + SCALE_ONLY)
def test_it_reads_an_amount(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A multi-billion-yuan project began.",
        "A multi-million yuan project began.",
        "Billions of yuan were paid.",
        "Several million yuan was paid.",
        "It joined the trillion-yuan club of the nation's billionaires.",
        "It serves a world of 8 billion people's wishes.",
        "The yuan rose.",
        "The dollar fell against the yuan in 2019.",
    ],
)
def test_it_makes_no_amount_of_vague_words(text: str) -> None:
    money = [figure for figure in figures(text) if figure.unit in ("CNY", "USD")]
    assert [figure.value for figure in money] in ([], [1000000000000])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tax came to 12 billion yuan per square kilometer.", "per square kilometer"),
        ("Income was 80,000 yuan per capita.", "per capita"),
        ("Each firm pays 5 million yuan a year.", "a year"),
        ("Each firm pays 5 million yuan annually.", "annually"),
        ("Output was 240,000 yuan per person.", "per person"),
        ("Output was 3 million yuan per mu.", "per mu"),
        ("Rent is 7 yuan per square meter.", "per square meter"),
        ("Homes cost 90,000 yuan per square metre.", "per square metre"),
        ("It pays 3,000 yuan per month.", "per month"),
        ("It pays 3,000 yuan per household.", "per household"),
    ],
)
def test_it_keeps_what_an_amount_is_counted_by(text: str, expected: str) -> None:
    (figure,) = figures(text)
    assert figure.per == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It holds 65 patents per 10,000 people.", ["65 count:patents level"]),
        (
            "Power use per 10,000 yuan of GDP fell 4.5 percent.",
            ["-4.5 percent growth"],
        ),
        ("It has 5 doctors per 1,000 residents.", ["5 count:doctors level"]),
        ("There are 40 beds for every 1,000 seniors.", ["40 count:beds level"]),
        ("It has 12 firms per square kilometer.", ["12 count:firms level"]),
    ],
)
def test_what_a_figure_is_counted_by_is_no_figure(
    text: str, expected: list[str]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "hedge", "surface"),
    [
        ("It paid nearly 12 billion yuan.", "nearly", "nearly 12 billion yuan"),
        ("It paid well over 3 million yuan.", "well over", "well over 3 million yuan"),
        (
            "It paid no less than 3 million yuan.",
            "no less than",
            "no less than 3 million yuan",
        ),
        ("It paid roughly 3 million yuan.", "roughly", "roughly 3 million yuan"),
        (
            "It paid in excess of 3 million yuan.",
            "in excess of",
            "in excess of 3 million yuan",
        ),
        (
            "It paid a total of some 3 million yuan.",
            "some",
            "some 3 million yuan",
        ),
        ("It paid at least US$3 million.", "at least", "at least US$3 million"),
        ("It paid an estimated $3 million.", "an estimated", "an estimated $3 million"),
        ("It paid up to RMB 3 million.", "up to", "up to RMB 3 million"),
        ("It paid close to 3 million yuan.", "close to", "close to 3 million yuan"),
        (
            "It paid slightly less than 3 million yuan.",
            "slightly less than",
            "slightly less than 3 million yuan",
        ),
        ("It paid only 3 million yuan.", "", "3 million yuan"),
        ("It paid 3 million yuan or more.", "or more", "3 million yuan or more"),
        ("It paid around 3 million yuan.", "around", "around 3 million yuan"),
        (
            "It paid upwards of 3 million yuan.",
            "upwards of",
            "upwards of 3 million yuan",
        ),
    ],
)
def test_it_keeps_the_hedge(text: str, hedge: str, surface: str) -> None:
    (figure,) = figures(text)
    assert (figure.hedge, figure.surface) == (hedge, surface)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It restored 3,000 mu (200 hectares) of land.", ["3000 mu"]),
        ("It covers 620 hectares (1,532 acres).", ["620 ha"]),
        ("It covers 6,600 km2 (2,500 square miles).", ["6600 km2"]),
        ("It covers 45 m² of floor.", ["45 m2"]),
        ("It stored 12 million cubic meters of water.", ["12000000 m3"]),
        (
            "It built 40 kilometers (12 stations) of track.",
            ["40 km", "12 count:stations"],
        ),
    ],
)
def test_an_extent_in_two_units_is_one_figure(text: str, expected: list[str]) -> None:
    assert values(text) == expected
