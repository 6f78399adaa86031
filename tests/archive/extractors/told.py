"""A story and what somebody says of it, in the fewest words."""

from __future__ import annotations

from collections import Counter

from archive.extraction import Extraction, Story
from archive.extraction.interface import Annotation
from archive.extraction.rules import Rules
from archive.extractors import Voice, merge
from archive.extractors.answers import answer_of
from tests.archive.extraction.gazetteers import small_gazetteer, story

BODY = (
    "Putuo District took in 9.78 billion yuan last year, up 4.5 percent. "
    "Orrin Vale opened 12 shops there, and Harbour Grid followed in Yangpu. "
    "Half of the shops sell rice."
)
RULES = Rules(small_gazetteer())


def at(label: str, words: str, nth: int = 0, part: str = "body", **said: str):
    """An annotation of words in a part of the story, by default of BODY."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[part].index(words, start + 1)
    return Annotation(label, part, start, start + len(words), said, 0.7)


HEADLINE = "Putuo counts 9.78 billion yuan"
TEXTS = {"body": BODY, "headline": HEADLINE}
STORY: Story = story(BODY, "2024-03-01", HEADLINE)


def heard(
    *annotations: object, replaces: tuple[str, ...] = (), name: str = "echo"
) -> tuple[Extraction, Counter[str]]:
    """What is found in the story when an extractor says this, and what is dropped."""
    voice = Voice(name, "1", answer_of(annotations).rows, replaces)
    merged = merge(STORY, RULES, [voice])
    return merged.extraction, merged.heard[name].dropped


def dropped(*annotations: object) -> dict[str, int]:
    return dict(heard(*annotations)[1])
