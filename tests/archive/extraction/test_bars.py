"""Bars that things are picked by or pass, and changes in number."""

from __future__ import annotations

import pytest

from tests.archive.extraction.reading import told

BARS = [
    ("It has 30 clinics with more than 20 beds.", "20 count:beds threshold"),
    ("Plants with at least 300 workers must report.", "300 count:workers threshold"),
    ("It has 31 malls, and five topping 2 billion yuan.", "2000000000 CNY threshold"),
    ("It has 31 malls, five surpassing 2 billion yuan.", "2000000000 CNY threshold"),
    ("Any shop that sells at least 3 million yuan may apply.", "3000000 CNY threshold"),
    ("Every firm that invests over 10 million yuan counts.", "10000000 CNY threshold"),
    ("It has 30 malls that each sell over 3 million yuan.", "3000000 CNY threshold"),
    ("Only shops bigger than 300 square meters may apply.", "300 m2 threshold"),
    ("Ships longer than 300 meters can berth.", "300 m threshold"),
    ("Coverage rose past 40 percent for the first time.", "40 percent threshold"),
    ("Output has broken the 300-billion-yuan mark.", "300000000000 CNY threshold"),
]
BARS += [
    ("Firms, those with fewer than 50 employees, pay.", "50 count:employees threshold"),
    ("It has 30 parks, five of them bigger than 10 hectares.", "10 ha threshold"),
]
NO_BARS = [
    ("The firm has more than 300 workers.", "300 count:workers level"),
    ("It opened a clinic with more than 25 beds.", "25 count:beds level"),
    ("It has malls with 300 workers.", "300 count:workers level"),
    ("Leaders say sales will exceed 30 billion yuan.", "30000000000 CNY target"),
    ("Growth of 5 percent came for the first time since 2019.", "5 percent growth"),
    ("The park is bigger than 300 hectares.", "300 ha level"),
    ("Coverage rose past 40 percent.", "40 percent growth"),
    ("Its output reached 30 billion yuan.", "30000000000 CNY level"),
]
CHANGES = [
    ("It gained 12 labs.", "12 count:labs change"),
    ("It cut 300 jobs.", "-300 count:jobs change"),
    ("It has 12 more parks than in 2020.", "12 count:parks change"),
    ("There were 12 fewer fires than in 2020.", "-12 count:fires change"),
    ("Jobs rose by 300.", "300 count:jobs change"),
    ("It added 300 nurses to its hospitals.", "300 count:nurses change"),
    ("Sales grew faster, by 8 percent, in May.", "8 percent growth"),
    ("Trade fell again, by 3.5 percent.", "-3.5 percent growth"),
    ("Output was a tenth higher.", "0.1 fraction growth"),
]
NO_CHANGES = [
    ("It added six roads to its list of works.", "6 count:roads level"),
    ("It added 12 sites to the city's register.", "12 count:sites level"),
    ("It opened three more day centers.", "3 count:centers level"),
    ("It cut 300 ribbons.", "300 count:ribbons level"),
    ("Jobs rose to 4,000.", "4000 count:jobs level"),
]


@pytest.mark.parametrize(("text", "expected"), BARS + NO_BARS)
def test_it_tells_a_bar_from_what_there_is(text: str, expected: str) -> None:
    assert told(text)[-1] == expected


@pytest.mark.parametrize(("text", "expected"), CHANGES + NO_CHANGES)
def test_it_tells_how_many_more_from_how_many(text: str, expected: str) -> None:
    assert told(text) == [expected]
