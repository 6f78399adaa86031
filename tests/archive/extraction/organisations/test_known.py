"""Organisations that the gazetteer knows."""

from __future__ import annotations

import pytest

from archive.extraction import extract
from tests.archive.extraction.gazetteers import small_gazetteer, story

GAZETTEER = small_gazetteer()


def _companies(body: str) -> list[tuple[str, str]]:
    """The known ones among the finds."""
    found = extract(story(body), GAZETTEER).companies
    return [(find.company, find.surface) for find in found if find.company]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Firms such as JD Cloud & AI, 360, Alibaba and others came.",
            [("jd-cloud", "JD Cloud & AI"), ("360", "360"), ("alibaba", "Alibaba")],
        ),
        ("It drew Alibaba, ByteDance and 360, Guojiang Technology said.", None),
        ("It drew 360 firms.", []),
        ("It drew 360, then 400 firms.", []),
        ("The Shanghai 360 Urban Brain works.", []),
        ("360 Security came.", [("360", "360 Security")]),
        ("Jiayin Fin-tech came.", [("jiayin", "Jiayin Fin-tech")]),
        ("JALA came.", [("jala", "JALA")]),
        ("L’Oreal came.", [("loreal", "L’Oreal")]),
        ("L'Oréal's plant grew.", [("loreal", "L'Oréal")]),
        ("They crossed the himalaya range.", []),
        ("Himalaya University opened.", []),
        ("The Alibaba Tower opened.", []),
        ("An Alibaba-listed fund grew.", []),
        ("The podcast platform Himalaya grew.", [("himalaya", "Himalaya")]),
        ("The Innovation Center of Example University opened.", []),
        ("The Art Park of Alibaba Inc opened.", [("alibaba", "Alibaba")]),
        ("Shops line Fuming, Himalaya and Dingxi roads.", []),
        ("The Himalaya Outlets opened.", []),
        ("Shanghai Huayi Group grew.", [("huayi", "Shanghai Huayi Group")]),
    ],
)
def test_it_finds_companies_under_all_their_names(
    body: str, expected: list | None
) -> None:
    found = _companies(body)
    if expected is None:
        assert ("360", "360") in found
    else:
        assert found == expected


def test_a_name_two_companies_share_yields_both_unsurely() -> None:
    found = extract(story("Star opened a shop."), GAZETTEER).companies
    assert {find.company for find in found} == {"star-foods", "star-motors"}
    assert all(find.confidence <= 0.5 for find in found)


def test_a_full_name_elsewhere_settles_a_shared_name() -> None:
    body = "Star Foods opened a shop. Star is growing."
    assert _companies(body) == [("star-foods", "Star Foods"), ("star-foods", "Star")]


def test_one_sure_mention_makes_the_others_surer() -> None:
    alone = extract(story("Qingteng grew."), GAZETTEER).companies[0]
    body = "Qingteng Cloud Security came. Qingteng grew."
    backed = extract(story(body), GAZETTEER).companies[1]
    assert backed.confidence > alone.confidence
