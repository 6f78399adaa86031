"""Under which key the spellings of a name meet."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.extraction import key_of


@pytest.mark.parametrize(
    "names",
    [
        ("Kelvo Motors", "KELVO MOTORS", "Kelvo Motors Co Ltd", "Kelvo-Motors"),
        ("A&B Foods", "A & B Foods Inc", "a and b foods"),
        ("Société Kelvo", "Societe Kelvo", "SOCIÉTÉ KELVO"),
        ("Ada’s Mills", "Ada's Mills", "Adas Mills"),
        ("Kelvo (Northbank)", "Kelvo"),
    ],
)
def test_spellings_of_one_name_have_one_key(names):
    assert len({key_of(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kelvo Motors", "Kelvo"),
        ("Kelvo 生物", "Kelvo 电气"),
        ("生物", "电气"),
        ("x" * 95 + "a", "x" * 95 + "b"),
    ],
)
def test_other_names_have_other_keys(name, other):
    assert key_of(name) != key_of(other)


def test_a_key_can_be_read():
    assert key_of("Kelvo Motors & Sons Ltd") == "kelvo-motors-and-sons"


@given(st.text(min_size=1, max_size=300))
@example("\ud800")
@example("-")
@example("Co Ltd")
def test_any_name_has_a_key_that_an_address_can_hold(name):
    assert re.fullmatch("[a-z0-9][a-z0-9-]{0,98}", key_of(name))
