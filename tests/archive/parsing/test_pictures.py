"""Pictures between the parts of a page: captions, credits, the places of files."""

from __future__ import annotations

import pytest

from tests.archive.parsing.sites import (
    FIRST,
    LAST,
    SECOND,
    STORY,
    TITLE,
    article,
    the_story,
)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "A drone films the night of the park in 2017. LI MING/XINHUA",
            "A drone films the night of the park in 2017.",
            "LI MING/XINHUA",
        ),
        (
            "Workers load barges at the lock. LI MING FOR NORTHFIELD DAILY",
            "Workers load barges at the lock.",
            "LI MING FOR NORTHFIELD DAILY",
        ),
        ("The pier of Northfield. Photo: VCG", "The pier of Northfield.", "Photo: VCG"),
        (
            "Phase III of the park. Provided to Northfield Daily",
            "Phase III of the park.",
            "Provided to Northfield Daily",
        ),
        ("Ti GongThe hall of the fair.", "The hall of the fair.", "Ti Gong"),
        (
            "Li Ming / SHINEVisitors try on silk scarves.",
            "Visitors try on silk scarves.",
            "Li Ming / SHINE",
        ),
        (
            "Most mills of the district are seeing a slow year. (Reuters)",
            "Most mills of the district are seeing a slow year.",
            "Reuters",
        ),
    ],
)
def test_a_caption_and_its_credit_may_share_a_line(line, caption, credit):
    found = article(f"{TITLE}\n\n2024-03-02\n\n{line}\n\n{STORY}")
    assert [text.text for text in found.captions] == [caption]
    assert found.credits == (credit,)
    assert found.body.text == STORY


@pytest.mark.parametrize(
    "line",
    [
        "The district plans to spend 300 million yuan on the tram, it said. (Xinhua)",
        "Ti GongThe district has drawn 40 firms since May, up 12 percent, it said.",
        "The firms named were ZTE, TCL and BYD.",
        "The sum rose to 8 billion yuan, the largest part of which came from IBM.",
    ],
)
def test_a_paragraph_of_the_story_is_not_taken_for_a_caption(line):
    page = f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{LAST}"
    assert line in article(page).body.text
    opening = f"{TITLE}\n\n2024-03-02\n\n{line}\n\n{SECOND}\n\n{LAST}"
    assert line in article(opening).body.text


def test_a_caption_may_be_labelled_as_one():
    line = (
        "Photo: Workers at the northern lock of Northfield load barges with paper for "
        "the islands."
    )
    found = article(f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{LAST}")
    assert [text.text for text in found.captions] == [line]
    assert found.body.text == STORY


def test_a_long_credit_in_brackets_has_no_caption_with_it():
    line = "[Photo taken by the press office of the harbour and provided to the daily]"
    found = article(f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{LAST}")
    assert found.captions == ()
    assert found.credits == (line[1:-1],)
    assert found.body.text == STORY


def test_a_numbered_heading_is_no_photographer():
    page = (
        f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\nII. General Tasks\n\n"
        f"(I) Leading Words\n\n{SECOND}\n\n{LAST}"
    )
    found = article(page)
    assert found.credits == found.captions == ()
    assert "II. General Tasks\n\n(I) Leading Words" in found.body.text


PICTURE = "A view of the harbor of Northfield at night."


@pytest.mark.parametrize("place", ["1.png", "res01_quay (1).jpg", "Photo", "Picture"])
def test_what_is_left_of_a_picture_stands_above_its_caption(place):
    found = article(
        f"{TITLE}\n\n2024-03-02\n\n{FIRST}\n\n{place}\n\n{PICTURE}\n\n"
        f"{SECOND}\n\n{LAST}"
    )
    assert [caption.text for caption in found.captions] == [PICTURE]
    assert found.body.text == STORY


@pytest.mark.parametrize("place", ["quay.jpg", "res01_quay (1).jpg"])
def test_a_long_line_below_a_picture_is_no_headline(place):
    line = (
        "As the centre of the county, Northfield is its place of markets and of mills"
    )
    found = article(f"{TITLE}\n\n{place}\n\n{line}\n\n{STORY}")
    assert found.headline.text == TITLE


def test_what_is_left_of_a_picture_takes_no_paragraph_of_the_story():
    found = the_story(f"{TITLE}\n\n2024-03-02\n\n1.jpg\n\n{STORY}\n\n2.jpg")
    assert found.captions == ()


def test_a_long_caption_above_the_headline_is_no_headline():
    caption = f"{PICTURE} It has been the county's largest since its piers were built"
    page = (
        f"{caption} of stone and brick. Photo: Handout\n{TITLE}\n2024-03-02\n\n{STORY}"
    )
    assert the_story(page).credits == ("Photo: Handout",)


def test_a_picture_may_stand_above_the_headline():
    found = the_story(f"{PICTURE} Photo: Shutterpool.\n{TITLE}\n2024-03-02\n\n{STORY}")
    assert [caption.text for caption in found.captions] == [PICTURE]
    assert found.credits == ("Photo: Shutterpool",)


def test_a_picture_may_stand_between_the_headline_and_the_byline():
    found = article(f"{TITLE}\n{PICTURE} (PHOTO: VCG)\nBy LI Ming & WANG Wei\n{STORY}")
    assert found.headline.text == TITLE
    assert found.bylines == ("LI Ming", "WANG Wei")
    assert [caption.text for caption in found.captions] == [PICTURE]
    assert found.body.text == STORY


def test_a_photographer_s_name_in_capitals_signs_a_caption():
    found = the_story(f"{TITLE}\n\n2024-03-02\n\n{PICTURE[:-1]} (LI MING)\n\n{STORY}")
    assert [caption.text for caption in found.captions] == [PICTURE[:-1]]
    assert found.credits == ("LI MING",)


def test_a_maker_and_an_agency_below_the_repeated_headline_are_no_section():
    page = (
        f"News / Metro\n\n{TITLE}\n\n2024-03-02\n{TITLE}\nWen Lei / Ti Gong\n\n"
        f"{PICTURE}\n\n{STORY}"
    )
    found = the_story(page)
    assert found.credits == ("Wen Lei / Ti Gong",)
    assert [caption.text for caption in found.captions] == [PICTURE]


def test_a_heading_with_text_straight_below_it_is_no_credit():
    page = f"{TITLE}\n2024-03-02\n{FIRST}\nWater Resources\n{SECOND}\n{LAST}"
    found = article(page)
    assert found.credits == ()
    assert "Water Resources" in found.body.text


def test_a_few_words_below_a_last_credit_are_its_caption():
    page = f"{TITLE}\n\n2024-03-02\n\n{STORY}\n\nPhoto by Li Ming\n\nthe old pier"
    (caption,) = the_story(page).captions
    assert caption.text == "the old pier"
