"""Whom a figure is about: a district, a company, or a place by its words."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import Gazetteer, SurfaceForm, extract
from tests.archive.extraction.cases import grouped
from tests.archive.extraction.gazetteers import small_gazetteer, story
from tests.growth import growth

GAZETTEER = small_gazetteer()


def subjects_of(text: str) -> list[str]:
    """Whom each figure is about: a slug, or words."""
    told = replace(story(text, "2024-01-15"), region="shanghai")
    return [
        figure.subject_district or figure.subject_company or figure.subject_words
        for figure in extract(told, GAZETTEER).figures
    ]


@pytest.mark.parametrize(("text", "expected", "why"), grouped("subjects"))
def test_it_says_whom_each_figure_is_about(
    text: str, expected: list[str], why: str
) -> None:
    assert subjects_of(text) == expected, why


PLACES = st.sampled_from(
    [
        "Beixin Town",
        "Lanhu Science Park",
        "Nanwan Free Trade Zone",
        "Robot Valley",
        "Donghe Subdistrict",
        "Lanhu Waterfront",
        "Xinhe Science and Innovation Base",
        "Donghai Island",
    ]
)
TELLING = st.sampled_from(
    [
        "has 45 laboratories",
        "earned 45 million yuan in taxes",
        "will hire 45 workers",
        "is home to 45 firms",
        "covers 45 hectares",
        "saw its output rise 4 percent",
    ]
)


@given(PLACES, TELLING)
def test_a_place_that_leads_its_sentence_is_the_subject(
    place: str, telling: str
) -> None:
    assert subjects_of(f"Putuo is growing. The {place} {telling}.") == [place]


@given(PLACES, TELLING, st.sampled_from(["in", "of", ", in"]))
def test_the_district_behind_a_place_only_tells_where_it_is(
    place: str, telling: str, where: str
) -> None:
    comma = "," if where.startswith(",") else ""
    text = f"The {place}{' ' * (not comma)}{where} Putuo{comma} {telling}."
    assert subjects_of(text) == [place]


@given(PLACES, TELLING)
def test_the_sort_of_place_points_back_to_it(place: str, telling: str) -> None:
    sort = place.split()[-1].lower()
    text = f"Putuo opened the {place}. Visitors came.\n\nThe {sort} {telling}."
    assert subjects_of(text) == [place]


@given(
    st.sampled_from(["Huayi", "Jala", "Star Motors", "Himalaya"]),
    TELLING,
    st.sampled_from(["company", "firm", "group"]),
)
def test_the_company_points_back_to_the_one_named_last(
    name: str, telling: str, sort: str
) -> None:
    text = f"Alibaba came to Putuo. So did {name}. The {sort} {telling}."
    slug = name.lower().replace(" ", "-")
    assert subjects_of(text) == [slug]


@given(PLACES, TELLING)
def test_a_place_named_behind_a_district_that_leads_is_not_the_subject(
    place: str, telling: str
) -> None:
    assert subjects_of(f"Putuo {telling}, said a guide of {place}.") == ["putuo"]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Robot Valley wins makers", "Great Robot Valley"),
        ("Great Robot Valley wins makers", "Great Robot Valley"),
        ("Putuo's Robot Valley wins makers", "putuo"),
        ("Nanhai Road wins makers", "putuo"),
        ("Lamp Island wins makers", "putuo"),
        ("Makers come", "putuo"),
    ],
)
def test_a_place_that_the_headline_names_is_what_the_story_is_about(
    headline: str, expected: str
) -> None:
    body = (
        "Great Robot Valley in Putuo is busy, and Nanhai Road too.\n\n"
        "Some 90 firms came."
    )
    told = replace(story(body, "2024-01-15"), region="shanghai", headline=headline)
    (figure,) = extract(told, GAZETTEER).figures
    assert (figure.subject_district or figure.subject_words) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [("Liangxi reopens its malls", "Liangxi district"), ("Malls reopen", "Wuxi")],
)
def test_a_story_of_another_city_is_of_the_district_in_its_headline(
    headline: str, expected: str
) -> None:
    body = "Shops in Wuxi like Liangxi district.\n\nSome 40 malls reopened."
    told = replace(story(body, "2024-01-15"), region="shanghai", headline=headline)
    [figure] = extract(told, GAZETTEER).figures
    assert figure.subject_words == expected


def test_a_name_that_the_headline_shortens_is_the_whole_one() -> None:
    body = "Taopu Science Park in Putuo is busy.\n\nSome 90 firms came."
    told = replace(story(body, "2024-01-15"), headline="TAOPU: Makers come")
    (figure,) = extract(told, GAZETTEER).figures
    assert figure.subject_words == "Taopu Science Park"


@given(
    st.sampled_from(["Lumetra", "Oak & Finch", "Tall Oak", "Zentavia"]),
    st.sampled_from(
        [", a maker of lamps,", ", which makes lamps,", ", whose lamps shine,"]
    ),
    TELLING,
)
def test_a_stranger_that_a_story_introduces_is_the_subject(
    name: str, aside: str, telling: str
) -> None:
    text = f"Putuo grew. {name}{aside} {telling}. {name} {telling}."
    assert subjects_of(text) == [name, name]


@given(
    st.sampled_from(["Wang Min", "John Smith", "Li Xiaoming"]),
    st.sampled_from(["manager", "chef", "professor"]),
    TELLING,
)
def test_a_person_that_a_story_introduces_is_no_subject(
    name: str, trade: str, telling: str
) -> None:
    assert subjects_of(f"Putuo grew. {name}, a {trade} in town, {telling}.") == [
        "putuo"
    ]


def test_what_was_named_long_before_any_figure_is_still_meant() -> None:
    text = "Alibaba came. " + "Rain fell. " * 40 + "The company hired 45 clerks."
    assert subjects_of(text) == ["alibaba"]


def test_after_so_many_lone_words_none_is_taken_for_a_name() -> None:
    openers = [f"{first}{last}la" for first in "BDFGKLMNPRTVZ" for last in "aeiou"]
    telling = [f"Then came {name}. {name} covers 45 hectares." for name in openers]
    told = subjects_of("Putuo grew.\n\n" + "\n\n".join(telling))
    assert told == [*openers[:64], "putuo"]


def test_a_long_text_is_not_kept_sentence_by_sentence() -> None:
    def most(count: int) -> int:
        read = story("Putuo has 45 firms. " + "; " * count)
        tracemalloc.start()
        extract(read, GAZETTEER)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(1000)
    assert most(40_000) - most(10_000) < 30_000 * 60


@pytest.mark.parametrize(
    "unit",
    [
        "Beixin Town and Lanhu Park, ",
        "the town and the company ",
        "Science and Technology and ",
        "Alibaba said Putuo's ",
        "such as Huayi and Jala, ",
        "Beixin ",
        "Lumetra, a maker of lamps, which ",
        "Huayi, Jala and Alibaba and ",
        "nine others of them there, ",
        "Lumetra has 5 firms. That is 5 percent. ",
        "With its Lanhu Park (LPX), ",
        "Kestrel Works sold; than Hebei's average of ",
        "the South Korean Beixin Town company, ",
    ],
)
def test_names_in_endless_rows_take_no_more_than_their_share(unit: str) -> None:
    def text(count: int) -> object:
        return story("Putuo has 45 firms. " + unit * count + " 5 percent.")

    assert growth(lambda read: extract(read, GAZETTEER), text) < 9


@pytest.mark.parametrize(
    "sentence",
    [
        "Putuo District drew 30 firms.",
        "Putuo district drew 30 firms.",
        "Shanghai's Putuo District drew 30 firms.",
    ],
)
def test_a_district_that_is_known_by_its_bare_name_may_be_called_one(sentence):
    known = Gazetteer.build(districts=[SurfaceForm("Putuo", "putuo")], city="Shanghai")
    (figure,) = extract(story(sentence, "2024-01-15"), known).figures
    assert (figure.subject_district, figure.subject_words) == ("putuo", "")
