"""Which industries a story is about, by its keywords and where they stand."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.model import PARTS, IndustryFind, Story

CUT_OFF = 1.0
"""Score an industry needs: one plain keyword in a sentence, or two weak ones."""
_PLACES = {"headline": 2.0, "standfirst": 1.5, "body": 1.0, "captions": 0.75}
_FIRST_PARAGRAPH = 1.5
_LISTED = 1.5
_LIST_SIZE = 3
_AGAIN = 0.5
"""A keyword said again counts half; saying it ten times is not ten industries."""
_SHORTEST_LINE = 4
"""Words. A shorter line is a menu entry or a label, not a sentence."""


class _Mention(NamedTuple):
    part: str
    start: int
    end: int
    line: int
    industry: str
    keyword: str
    weight: float


def find_industries(story: Story, gazetteer: Gazetteer) -> list[IndustryFind]:
    """The keywords of the industries that score at or above the cut-off."""
    mentions: list[_Mention] = []
    for part in PARTS:
        mentions.extend(_mentions(story, part, gazetteer))
    scores = _scores(mentions)
    return [
        IndustryFind(
            mention.part,
            mention.start,
            mention.end,
            story.part(mention.part)[mention.start : mention.end],
            "industry-keyword",
            min(0.95, 0.5 + 0.1 * scores[mention.industry]),
            mention.industry,
            mention.keyword,
        )
        for mention in mentions
        if scores[mention.industry] >= CUT_OFF
    ]


def _mentions(story: Story, part: str, gazetteer: Gazetteer) -> list[_Mention]:
    """The keywords of one part with the weight of their places."""
    text = story.part(part)
    hits = gazetteer.industries.find(fold(text))
    if not hits:
        return []
    lines = _lines(text)
    found: list[_Mention] = []
    line = 0
    for hit in hits:
        while line + 1 < len(lines) and lines[line + 1][0] <= hit.start:
            line += 1
        start, end = lines[line]
        if part == "body" and _is_menu_entry(text[start:end]):
            continue
        form = hit.forms[0]
        place = _PLACES[part]
        if part == "body" and line == 0:
            place = _FIRST_PARAGRAPH
        # A keyword of two industries is a keyword of the first only: no overlaps.
        found.append(
            _Mention(
                part,
                hit.start,
                hit.end,
                line,
                form.key,
                form.form,
                form.weight * place,
            )
        )
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as spans."""
    spans = []
    start = 0
    for line in text.split("\n\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 2
    return spans


def _is_menu_entry(line: str) -> bool:
    words = line.split(None, _SHORTEST_LINE)
    return len(words) < _SHORTEST_LINE and not line.rstrip().endswith((".", '"'))


def _scores(mentions: list[_Mention]) -> dict[str, float]:
    """Weighted mentions per industry; a place in a list of industries counts more."""
    together: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in mentions:
        together[mention.part, mention.line].add(mention.industry)
    scores: dict[str, float] = defaultdict(float)
    folded = {form: fold(form) for form in {mention.keyword for mention in mentions}}
    said: set[tuple[str, str]] = set()
    for mention in mentions:
        listed = len(together[mention.part, mention.line]) >= _LIST_SIZE
        weight = mention.weight * (_LISTED if listed else 1.0)
        key = (mention.industry, folded[mention.keyword])
        scores[mention.industry] += weight * (_AGAIN if key in said else 1.0)
        said.add(key)
    return scores
