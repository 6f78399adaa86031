"""Districts, and what only bears their names."""

from __future__ import annotations

import pytest

from archive.extraction import Gazetteer, SurfaceForm, extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def _districts(body: str, **parts: str) -> set[tuple[str, str]]:
    found = extract(story(body, **parts), GAZETTEER).districts
    return {(find.district, find.role) for find in found}


@pytest.mark.parametrize(
    "body",
    [
        "Ships pass on the Huangpu River.",
        "The northern bank of Huangpu River is busy.",
        "A shop on Putuo Road opened.",
        "The Yangpu Bridge is old.",
        "Crowds came to Jing'an Temple.",
        "Crowds came to Jing’an Temple Station.",
        "Pilgrims climb Mount Putuo.",
        "Pilgrims reach Putuo Mountain by ferry.",
        "Putuo in Zhoushan is an island.",
        "Zhoushan's Putuo District is an island.",
        "Patients came to Changning Maternity Hospital.",
        "Lights shine on Putuo, Changning and Yangpu roads.",
        "He studied at Yangpu University.",
        "A house in Taopu was sold.",
        "The word putuo is not a name here.",
        "The Putuo-Yangpu-Wuxi Highway ends here.",
        "Zhoushan's Putuo District grew. Putuo built three piers.",
    ],
)
def test_what_is_named_after_a_district_is_not_the_district(body: str) -> None:
    assert _districts(body) == set()


@pytest.mark.parametrize(
    ("body", "district"),
    [
        ("PUTUO District grew.", "putuo"),
        ("Shops in Jing’an opened.", "jingan"),
        ("Shops in Jing'an opened.", "jingan"),
        ("Yangpu's future is digital.", "yangpu"),
        ("Yangpu’s future is digital.", "yangpu"),
        ("Shanghai's Putuo grew.", "putuo"),
        ("The Yangpu government said so.", "yangpu"),
        ("The Yangpu riverside is green.", "yangpu"),
        ("The Putuo-based firm grew.", "putuo"),
        ("It stands in Huangpu District near Huangpu River.", "huangpu"),
        ("普陀区发展很快。", "putuo"),
        ("Ferries sail to Zhoushan. In Putuo, three shops opened.", "putuo"),
        ("Putuo opened three shops in May. Zhoushan is far away.", "putuo"),
        ("Zhoushan's Yangpu pier is a ship's name.", "yangpu"),
        ("Putuo has a pact with Zhoushan's Putuo District.", "putuo"),
        ("The Putuo-Wuxi pact is new.", "putuo"),
    ],
)
def test_a_district_is_found_in_every_print(body: str, district: str) -> None:
    assert {slug for slug, _ in _districts(body)} == {district}


def test_the_district_is_the_one_the_story_is_about() -> None:
    found = extract(story("Putuo grew. The district is busy."), GAZETTEER).districts
    assert [(find.surface, find.district, find.rule) for find in found] == [
        ("Putuo", "putuo", "district-name"),
        ("The district", "putuo", "the-district"),
    ]
    assert found[1].confidence < found[0].confidence


def test_the_district_stays_silent_where_no_district_is_named() -> None:
    assert _districts("The district is busy.") == set()


def test_a_district_named_in_passing_is_told_from_the_one_it_is_about() -> None:
    body = (
        "Putuo supports firms. Putuo has a hub.\n\n"
        "Many districts such as Yangpu have plans. Putuo leads."
    )
    found = _districts(body, headline="New force for Putuo")
    assert found == {("putuo", "about"), ("yangpu", "passing")}


def test_a_headline_s_name_is_the_one_that_the_story_places_elsewhere() -> None:
    body = "The port of Zhoushan's Putuo District grew.\n\nThe district built a pier."
    assert _districts(body, headline="Putuo builds a pier") == set()


def test_a_story_can_be_about_two_districts() -> None:
    body = "Putuo and Yangpu signed a pact.\n\nPutuo and Yangpu will share a hub."
    assert _districts(body) == {("putuo", "about"), ("yangpu", "about")}


def test_a_town_counts_for_its_district_only_when_the_text_names_the_district() -> None:
    found = extract(story("Malu Town grew in Jiading."), GAZETTEER).districts
    assert [(find.surface, find.rule) for find in found] == [
        ("Malu Town", "district-area"),
        ("Jiading", "district-name"),
    ]


def test_a_name_left_blank_is_found_nowhere() -> None:
    blank = Gazetteer.build(districts=[SurfaceForm(" ", "putuo")])
    assert extract(story("Putuo grew."), blank).districts == ()
