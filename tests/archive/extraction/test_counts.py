"""Counted things: number words, long nouns, nouns left out."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import figures, told, values

WORDS = [
    ("Fourteen projects began.", "14 count:projects"),
    ("A dozen firms came.", "12 count:firms"),
    ("Two dozen firms came.", "24 count:firms"),
    ("Half a dozen firms came.", "6 count:firms"),
    ("Twenty-one towns took part.", "21 count:towns"),
    ("A hundred firms came.", "100 count:firms"),
    ("One thousand firms came.", "1000 count:firms"),
    ("Three hundred firms came.", "300 count:firms"),
    ("Two thousand and fifty firms came.", "2050 count:firms"),
    ("A million visitors came.", "1000000 count:visitors"),
    ("Ten million visitors came.", "10000000 count:visitors"),
    ("Seventy firms came.", "70 count:firms"),
    ("The mall has eight floors of shops.", "8 count:floors"),
    ("Two headquarters were set up.", "2 count:headquarters"),
]
NOUNS = [
    ("The port handled 4.3 million TEUs.", "4300000 count:teus"),
    ("The port handled 4.3 million TEU.", "4300000 count:teu"),
    (
        "The port handled 47.28 million standard containers.",
        "47280000 count:containers",
    ),
    ("It handled 12,000 tons of cargo.", "12000 count:tons"),
    ("It handled 335 million tonnes of cargo.", "335000000 count:tonnes"),
    ("It saw 74 million passenger trips.", "74000000 count:trips"),
    ("It hosts 60 Fortune 500 companies.", "60 count:companies"),
    ("It hosts 12 Fortune Global 500 enterprises.", "12 count:enterprises"),
    ("It hosts 20 Top 500 firms.", "20 count:firms"),
    ("It built 18,000 5G base stations.", "18000 count:stations"),
    ("It drew 30 3D printing firms.", "30 count:firms"),
    ("It grew 8 “little giant” firms.", "8 count:firms"),
    ('It has 114 "immediate refund" stores.', "114 count:stores"),
    ('It drew 23.789 million "fans" last year.', "23789000 count:fans"),
    ("It has 250 research and development (R&D) centres.", "250 count:centres"),
    ("It has 4,101 State-level high-tech enterprises.", "4101 count:enterprises"),
    (
        "It has 34 million small and medium-sized enterprises.",
        "34000000 count:enterprises",
    ),
    ("It has 15 specialized and sophisticated enterprises.", "15 count:enterprises"),
    ("It sold 26,000 NEVs.", "26000 count:nevs"),
    ("It has 2.2 million people.", "2200000 count:people"),
    ("It has a population of 2.2 million.", "2200000 count:people"),
    ("Its resident population was 21.536 million.", "21536000 count:people"),
    ("It serves about 2.2 million population.", "2200000 count:people"),
    ("Daily passenger volume reached 5.5 million.", "5500000 count:passengers"),
    ("It runs 1,200 staff.", "1200 count:staff"),
    ("It has four 100,000-ton docks.", "4 count:docks"),
    ("It has two 500-bed hospitals.", "2 count:hospitals"),
    ("It has two 500 - bed hospitals.", "2 count:hospitals"),
    ("It makes 20 gigawatts of panels.", "20 count:gigawatts"),
    ("It has 2 GW of solar panels.", "2 count:gw"),
    ("It produced 1.2 billion kilowatt-hours.", "1200000000 count:hours"),
    (
        "It sells to more than 60 countries and regions.",
        "60 count:countries and regions",
    ),
    ("It makes 20 types of drugs.", "20 count:types"),
    ("It has over 600 R&D institutes.", "600 count:institutes"),
    (
        "It has 14 new state-level “little giant” small and medium-sized firms.",
        "14 count:firms",
    ),
    ("It opened 20 new and renovated lanes.", "20 count:lanes"),
    ("It has 385 new primary schools and kindergartens.", "385 count:schools"),
    ("10 plus experts came.", "10 count:experts"),
    ("A start was made by Li Na's 3 shops.", "3 count:shops"),
    ("100-plus companies came.", "100 count:companies"),
    ("20-odd companies came.", "20 count:companies"),
    ("3,000+ companies came.", "3000 count:companies"),
    ("Over 2000 companies came.", "2000 count:companies"),
    ("It attracted 2000 companies.", "2000 count:companies"),
    ("A total of 1900 companies came.", "1900 count:companies"),
    ("It is building 20 parks.", "20 count:parks"),
    ("By Friday 22 projects were signed.", "22 count:projects"),
]
BEFORE = [
    ("The number of banks rose to 7,000.", "7000 count:banks"),
    (
        "The number of the town's patent applications reached 72,917 in 2020.",
        "72917 count:applications",
    ),
    ("The number of berths will increase to 16 after the works.", "16 count:berths"),
    (
        "The total number of coupons exceeded 650,000, they said.",
        "650000 count:coupons",
    ),
    ("Patent applications reached 72,917.", "72917 count:applications"),
    ("Visitors topped 760,000 in May.", "760000 count:visitors"),
    ("Visitors have already topped 760,000.", "760000 count:visitors"),
    ("New firms totaled 1,310, the office said.", "1310 count:firms"),
    ("Area and people: large; population: 1.29 million.", "1290000 count:people"),
    ("Towns: 6; they are small.", "6 count:towns"),
    ("Daily visits averaged 36,000.", "36000 count:visits"),
    ("The number of new jobs stood at 40,000.", "40000 count:jobs"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS + NOUNS + BEFORE)
def test_it_reads_a_count(text: str, expected: str) -> None:
    assert values(text) == [expected]


ELIDED = [
    (
        "It signed 88 new projects and began 58 others.",
        ["88 count:projects", "58 count:projects"],
    ),
    (
        "It has 92 buildings, with nine generating over 100 million yuan.",
        ["92 count:buildings", "9 count:buildings", "100000000 CNY"],
    ),
    (
        "It raised 5,000 firms, including 21 that have gone public.",
        ["5000 count:firms", "21 count:firms"],
    ),
    (
        "It built 10,012 flats, among which 1,357 were assigned.",
        ["10012 count:flats", "1357 count:flats"],
    ),
    (
        "It drew 150 projects. Of the newly signed projects, 35 are centers.",
        ["150 count:projects", "35 count:projects"],
    ),
    (
        "It has 30 schools, 12 of which are new.",
        ["30 count:schools", "12 count:schools"],
    ),
    (
        "It has 30 schools, of which 12 are new.",
        ["30 count:schools", "12 count:schools"],
    ),
    (
        "It has 30 schools, and another 12 are being built.",
        ["30 count:schools", "12 count:schools"],
    ),
    (
        "It has 30 schools. Twelve have opened this year.",
        ["30 count:schools", "12 count:schools"],
    ),
    (
        "It opened 20 stores last year and 12 in 2019.",
        ["20 count:stores", "12 count:stores"],
    ),
    (
        "It added 14 stores, bringing the total to 136.",
        ["14 count:stores", "136 count:stores"],
    ),
    (
        "It has 136 stores, up from 120 a year earlier.",
        ["136 count:stores", "120 count:stores"],
    ),
    (
        "It has 136 stores, compared with 83 in 2020.",
        ["136 count:stores", "83 count:stores"],
    ),
    (
        "It has 136 stores, ten more than last year.",
        ["136 count:stores", "10 count:stores"],
    ),
    (
        "It has 136 stores, an increase of 16 over last year.",
        ["136 count:stores", "16 count:stores"],
    ),
    (
        "It drew 31 firms, nine of them from abroad.",
        ["31 count:firms", "9 count:firms"],
    ),
    (
        "It has 31 firms, some 20 of them private.",
        ["31 count:firms", "20 count:firms"],
    ),
    ("Twenty among the 31 major firms gained.", ["20 count:firms", "31 count:firms"]),
    ("It won nine of the top 10 global law firms.", ["9 count:firms"]),
    ("It won eight of the world's top ten banks.", ["8 count:banks"]),
    ("Last week 32 of the town's projects were approved.", ["32 count:projects"]),
    (
        "It has 3,632 residents. The number of them rose to 4,000.",
        ["3632 count:residents", "4000 count:residents"],
    ),
    (
        "It drew 30 firms, and the total number of those firms has reached 5,000.",
        ["30 count:firms", "5000 count:firms"],
    ),
    (
        "Of the 36 restaurants, 12 are in the district.",
        ["36 count:restaurants", "12 count:restaurants"],
    ),
    (
        "It has 15,000 brands and 40,000 stores.",
        ["15000 count:brands", "40000 count:stores"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ELIDED)
def test_a_noun_left_out_is_that_of_the_count_before(
    text: str, expected: list[str]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Li Na, 52, said so.",
        "It has 30 stores. The chief, aged 52, said so.",
        "It has 30 stores. Mr Li, 52, is their chief.",
        "It has 30 stores. In 2019, it grew.",
        "It has 30 stores. On the 12th it grew.",
        "It has 30 stores. See page 12 for more.",
        "It has 30 stores. Line 12 is open.",
        "It has 30 stores. The town won 3-1.",
        "It has 30 stores, as of June 12.",
        "It has 30 stores and is open 24/7.",
    ],
)
def test_a_lone_number_is_not_taken_for_a_count(text: str) -> None:
    assert values(text) in ([], ["30 count:stores"])


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("100-plus companies came.", "plus"),
        ("20-odd companies came.", "odd"),
        ("20 odd companies came.", "odd"),
        ("3,000+ companies came.", "+"),
        ("Some 3,000 companies came.", "some"),
        ("As many as 3,000 companies came.", "as many as"),
        ("A dozen or so companies came.", "or so"),
        ("Just over 3,000 companies came.", "just over"),
        ("A record 3,000 companies came.", ""),
    ],
)
def test_a_count_keeps_its_hedge(text: str, hedge: str) -> None:
    (figure,) = figures(text)
    assert figure.hedge == hedge


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of firms came.",
        "Hundreds of firms and thousands of workers took part.",
        "Scores of firms came.",
        "Several firms and many workers took part.",
        "A number of firms came.",
        "Both firms came.",
        "One of the firms came.",
        "A couple of firms came.",
        "Countless firms came.",
        "Tens of thousands of visitors came.",
    ],
)
def test_words_that_name_no_number_are_no_figure(text: str) -> None:
    assert told(text) == []
