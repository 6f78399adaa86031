"""An extractor that raises, hangs or dies costs the story it was at, no other."""

from __future__ import annotations

import time
from datetime import date

import pytest

from archive.extraction import Story
from archive.extraction.interface import Failure, Unavailable
from archive.extractors import Askers
from archive.extractors.answers import pack_story, unpack_story
from archive.extractors.asking import Asker
from archive.extractors.loading import NotLoaded, load

PLUGINS = "tests.archive.extractors.plugins"
BODY = "Amber Mill and Copper Mill opened."


def told(word: str = "go", body: str = BODY) -> Story:
    return Story(f"A story to {word}", "", body)


@pytest.fixture(scope="module")
def moody():
    asker = Asker(f"{PLUGINS}.Moody", 60)
    asker.start()
    yield asker
    asker.end()


@pytest.fixture(scope="module")
def hasty():
    """The same with little time."""
    asker = Asker(f"{PLUGINS}.Moody", 2)
    yield asker
    asker.end()


def places(answer):
    return [row[:4] for row in answer.rows]


def test_a_story_arrives_as_it_was_sent():
    undated = (date(2024, 1, 1), None)
    for story in (
        told(),
        Story("A", "B", "C \ud7ff 普陀", "D", date(2024, 2, 29), "shanghai", "month"),
        Story("", "", "", districts=("putuo", "yangpu"), published_between=undated),
    ):
        assert unpack_story(pack_story(story)) == story


MILLS = [["company", "body", 0, 10], ["company", "body", 15, 26]]


def test_it_says_who_it_is_and_what_it_finds():
    with Askers(f"{PLUGINS}.Mills", 1, 60) as about:
        assert (about.name, about.version) == ("mills", "1")
        assert about.provides == ("company",)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("raise", "ZeroDivisionError: division by zero (plugins.py, line "),
        ("refuse", "this one is not for me"),
        ("leave", "SystemExit: 3 (plugins.py, line "),
        ("die", "its process was ended by SIGKILL"),
        ("nothing", "TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_story_that_fails_has_its_reason_and_the_next_is_read(moody, word, reason):
    with pytest.raises(Failure) as failure:
        moody.ask(told(word))
    assert str(failure.value).startswith(reason)
    assert not isinstance(failure.value, Unavailable)
    assert places(moody.ask(told())) == MILLS


@pytest.mark.parametrize("word", ["hang", "spawn"])
def test_one_that_hangs_is_ended_and_the_next_story_is_read(hasty, word):
    began = time.monotonic()
    with pytest.raises(Failure, match="it took more than 2 seconds"):
        hasty.ask(told(word))
    assert time.monotonic() - began < 20
    assert places(hasty.ask(told())) == MILLS


def test_one_that_says_too_much_or_nonsense_is_taken_for_what_it_is(moody):
    much = moody.ask(told("babble"))
    assert len(much.rows) == 5_000
    assert much.lost == {"more than can be taken in": 1}
    odd = moody.ask(told("nonsense"))
    assert places(odd) == [["company", "body", 0, 99999]]
    assert odd.lost == {"not an annotation": 2, "figure: x": 1}


def test_a_label_that_it_does_not_give_is_not_taken(moody):
    answer = moody.ask(told("figures"))
    assert answer.rows == []
    assert answer.lost == {"figure: it is not what the extractor gives": 1}


def test_what_can_read_no_story_any_more_says_so(moody):
    with pytest.raises(Unavailable, match="the lamp has gone out"):
        moody.ask(told("stop"))


def test_each_story_of_several_has_its_answer_or_its_failure():
    askers = Askers(f"{PLUGINS}.Moody", 2, 60)
    with askers:
        both = [askers.submit([told(), told("raise"), told()]) for _ in range(2)]
        for future in both:
            first, second, third = future.result()
            assert places(first) == places(third) == MILLS
            assert isinstance(second, Failure)


def test_who_is_asked_when_all_is_over_has_no_answer():
    askers = Askers(f"{PLUGINS}.Moody", 1, 600)
    with askers:
        waiting = askers.submit([told("hang")])
        time.sleep(0.5)
    (answer,) = waiting.result()
    assert str(answer) == "nobody waits for it any more"


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ("nobody", "there is no extractor 'nobody'; known: chat"),
        ("tests.nowhere.Mills", "cannot be imported: No module named 'tests.nowhere'"),
        (f"{PLUGINS}.Nobody", "has no Nobody"),
        (f"{PLUGINS}.Nameless", "it has no name"),
        (f"{PLUGINS}.Rules", "its name 'rules' is not one"),
        (f"{PLUGINS}.Vain", r"it provides \['glory'\]; there are district"),
    ],
)
def test_what_is_no_extractor_is_not_loaded_and_the_reason_is_said(spec, reason):
    with pytest.raises(NotLoaded, match=reason):
        load(spec)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Broken", "RuntimeError: no battery"), ("Idle", ": it needs a battery")],
)
def test_one_that_does_not_start_says_why(name, reason):
    with pytest.raises(NotLoaded, match=reason), Askers(f"{PLUGINS}.{name}", 2, 60):
        pass


@pytest.mark.parametrize("spec", [f"{PLUGINS}.READY", f"{PLUGINS}:Mills"])
def test_an_object_and_a_path_with_a_colon_are_taken_too(spec):
    assert load(spec).name == "mills"
