"""Which industries a story is about, by its keywords and where they stand."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import NamedTuple

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer, Hit
from archive.extraction.model import PARTS, IndustryFind, Story, SurfaceForm
from archive.extraction.vocabulary import words

CUT_OFF = 1.0
"""Score an industry needs: one plain keyword in a sentence, or two weaker ones."""
_CUT_OFF_OF_WEAK = 1.5
"""Score it needs where nothing but weak keywords speaks for it."""
_WEAK = 0.5
"""Weight below which a keyword says little by itself."""
_PLACES = {"headline": 2.0, "standfirst": 1.5, "body": 1.0, "captions": 0.75}
_FIRST_PARAGRAPH = 1.5
_LISTED = 2.0
_LIST_SIZE = 3
_LIST_GAP = 45
"""Characters between two keywords of one list: "software, robots and new energy"."""
_IN_NAME = 0.7
_AGAIN = 0.5
"""A keyword said again counts half; saying it ten times is not ten industries."""
_SHORTEST_LINE = 4
"""Words. A shorter line is a menu entry or a label, not a sentence."""
_OFFICES = words(
    "administration commission committee bureau office ministry department authority "
    "secretary director chamber"
)
"""An office's name says what it administers, not what a story is about."""
_WEIGHT_OF = attrgetter("weight")
_SMALL_WORDS = words("and of & the for")


class _Mention(NamedTuple):
    part: str
    start: int
    end: int
    industry: str
    keyword: str
    weight: float
    is_weak: bool


def find_industries(story: Story, gazetteer: Gazetteer) -> list[IndustryFind]:
    """The keywords of the industries that score at or above the cut-off."""
    mentions: list[_Mention] = []
    for part in PARTS:
        mentions.extend(_mentions(story.part(part), part, gazetteer))
    scores = _scores(mentions)
    sure = {mention.industry for mention in mentions if not mention.is_weak}
    kept = {
        industry
        for industry, score in scores.items()
        if score >= (CUT_OFF if industry in sure else _CUT_OFF_OF_WEAK)
    }
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
        if mention.industry in kept
    ]


def _mentions(text: str, part: str, gazetteer: Gazetteer) -> list[_Mention]:
    """The keywords of one part with the weight of their places."""
    hits = gazetteer.industries.find(fold(text))
    if not hits:
        return []
    lines = _lines(text)
    is_menu_entry = [_is_menu_entry(text[start:end]) for start, end in lines]
    found: list[_Mention] = []
    line = 0
    for hit in hits:
        while line + 1 < len(lines) and lines[line + 1][0] <= hit.start:
            line += 1
        if part == "body" and is_menu_entry[line]:
            continue
        form = _form(hit)
        weight = form.weight * _PLACES[part]
        if part == "body" and line == 0:
            weight = form.weight * _FIRST_PARAGRAPH
        if part != "headline":
            weight *= _share_of_name(text, hit.start, hit.end)
        is_weak = form.weight < _WEAK
        found.append(
            _Mention(part, hit.start, hit.end, form.key, form.form, weight, is_weak)
        )
    return _with_lists(text, found)


def _form(hit: Hit[SurfaceForm]) -> SurfaceForm:
    """The keyword found: one of two industries is of the first only, with no overlaps.

    An industry's name weighs less where a keyword of the same words does.
    """
    first = hit.forms[0]
    same = (form for form in hit.forms if form.key == first.key)
    return min(same, key=_WEIGHT_OF)


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


def _share_of_name(text: str, start: int, end: int) -> float:
    """How much a keyword counts that is a word of a name: half, of an office not."""
    surface = text[start:end]
    if not surface[0].isupper() or (surface.isupper() and len(surface) < 5):
        return 1.0
    before = _run(text[max(0, start - 60) : start].split()[::-1])
    after = _run(text[end : end + 60].split())
    if any(word.lower().strip(",.") in _OFFICES for word in (*before, *after)):
        return 0.0
    return _IN_NAME if before or after else 1.0


def _run(words_beside: list[str]) -> list[str]:
    """The capitalised words that go on with a name, nearest first."""
    run: list[str] = []
    for word in words_beside[:6]:
        if word[:1].isupper():
            run.append(word)
        elif word not in _SMALL_WORDS:
            break
        if word[-1] in ".,;:":
            break
    return run


def _with_lists(text: str, mentions: list[_Mention]) -> list[_Mention]:
    """The mentions, those in a list of several industries with more weight."""
    weighed: list[_Mention] = []
    chain: list[_Mention] = []
    for mention in mentions:
        if chain and not _goes_on(text[chain[-1].end : mention.start]):
            weighed += _of_chain(chain)
            chain = []
        chain.append(mention)
    return weighed + _of_chain(chain)


def _goes_on(between: str) -> bool:
    """Whether the words between two keywords keep them in one list."""
    if len(between) > _LIST_GAP or ". " in between or "\n" in between:
        return False
    return "," in between or " and " in between or "&" in between


def _of_chain(chain: list[_Mention]) -> list[_Mention]:
    listed = len({mention.industry for mention in chain}) >= _LIST_SIZE
    if not listed:
        return chain
    return [mention._replace(weight=mention.weight * _LISTED) for mention in chain]


def _scores(mentions: list[_Mention]) -> dict[str, float]:
    """Weighted mentions per industry."""
    scores: dict[str, float] = defaultdict(float)
    folded = {form: fold(form) for form in {mention.keyword for mention in mentions}}
    said: set[tuple[str, str]] = set()
    for mention in mentions:
        key = (mention.industry, folded[mention.keyword])
        scores[mention.industry] += mention.weight * (_AGAIN if key in said else 1.0)
        said.add(key)
    return scores
