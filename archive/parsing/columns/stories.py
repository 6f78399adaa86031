"""Segments, headlines and captions dealt out to the stories of a column layer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import permutations

from archive.parsing.columns.blocks import Block
from archive.parsing.columns.dealing import Deal
from archive.parsing.columns.segments import Segment, segments_of
from archive.parsing.columns.words import Rarity, kinship
from archive.parsing.joining import Vocabulary

_MOST_STORIES = 6


@dataclass(slots=True)
class Grouping:
    """For each story its segments in reading order, its headline, its captions."""

    stories: list[list[Segment]]
    headlines: list[Block | None]
    captions: list[list[Block]]
    remarks: list[str] = field(default_factory=list)


def read_stories(blocks: list[Block], vocabulary: Vocabulary) -> Grouping:
    """The stories of the blocks; one where nothing tells that there are more.

    Blocks are dealt out first, each by itself; then a block that ends inside a
    sentence finds its continuation, in its own story if there is one; then the
    segments so made are dealt out as wholes.
    """
    titles = [block for block in blocks if block.kind == "headline"]
    columns = [block for block in blocks if block.kind in ("body", "subhead")]
    initials = sum(block.initial for block in columns)
    wanted = min(_MOST_STORIES, max(1, initials, len(titles)))
    guess = Deal(columns, titles).labels(wanted)
    segments, doubts = segments_of(columns, guess, vocabulary)
    own = {block.at: label for block, label in zip(columns, guess, strict=True)}
    majority = [
        Counter(own[block.at] for block in segment.blocks).most_common(1)[0][0]
        for segment in segments
    ]
    deal = Deal(segments, titles)
    labels = deal.labels(wanted, majority)
    grouping = _grouped(blocks, segments, labels, deal)
    grouping.remarks[:0] = doubts
    return grouping


def _grouped(
    blocks: list[Block], segments: list[Segment], labels: list[int], deal: Deal
) -> Grouping:
    stories = [
        _reading_order([at for at, own in enumerate(labels) if own == label], segments)
        for label in dict.fromkeys(labels)  # by the first segment of each story
    ]
    texts = [[stem for at in story for stem in deal.stems[at]] for story in stories]
    headlines, spare = _headlines(deal.titles, texts, deal.rarity)
    remarks = deal.remarks(labels)
    remarks += [
        f"The line at {block.start} looks like a headline; no story was found for it."
        for block in spare
    ]
    dealt: list[list[Block]] = [[] for _ in stories]
    for caption in blocks:
        if caption.kind == "caption":
            closest = _closest(caption, texts, headlines, deal.rarity)
            dealt[closest].append(caption)
    ordered = [[segments[at] for at in story] for story in stories]
    return Grouping(ordered, headlines, dealt, remarks)


def _reading_order(story: list[int], segments: list[Segment]) -> list[int]:
    """By place; but a segment with a drop capital begins its story."""
    return sorted(story, key=lambda at: (not segments[at].initial, segments[at].first))


def _density(words: list[str], text: list[str], rarity: Rarity) -> float:
    """Kinship, with words counted by how usual they are in the story."""
    counts = Counter(text)
    total = max(1, len(text))
    value = kinship(words, text, rarity)
    for stem in sorted(set(words)):
        value += 25.0 * counts[stem] / total
    return value


def _headlines(
    titles: list[Block], texts: list[list[str]], rarity: Rarity
) -> tuple[list[Block | None], list[Block]]:
    """One headline for each story, the best deal over all; and those left over."""
    found: list[Block | None] = [None] * len(texts)
    if not titles:
        return found, []
    candidates = titles[: _MOST_STORIES + 1]
    kin = [
        [_density(title.stems, text, rarity) for text in texts] for title in candidates
    ]
    places = range(len(texts))
    count = min(len(candidates), len(texts))
    best: tuple[float, tuple[int, ...], tuple[int, ...]] | None = None
    for chosen in permutations(range(len(candidates)), count):
        for stories in _subsets(places, count):
            value = sum(
                kin[title][story] for title, story in zip(chosen, stories, strict=True)
            )
            if best is None or value > best[0] + 1e-9:
                best = (value, chosen, stories)
    if best:
        for title, story in zip(best[1], best[2], strict=True):
            found[story] = candidates[title]
    return found, [title for title in titles if title not in found]


def _subsets(places: range, count: int) -> list[tuple[int, ...]]:
    if count == len(places):
        return [tuple(places)]
    return [(place,) for place in places] if count == 1 else _combined(places, count)


def _combined(places: range, count: int) -> list[tuple[int, ...]]:
    return [
        chosen
        for chosen in permutations(places, count)
        if list(chosen) == sorted(chosen)
    ]


def _closest(
    caption: Block,
    texts: list[list[str]],
    headlines: list[Block | None],
    rarity: Rarity,
) -> int:
    words = caption.stems
    scores = []
    for text, headline in zip(texts, headlines, strict=True):
        title = headline.stems if headline else []
        scores.append(_density(words, text, rarity) + 0.5 * rarity.shared(words, title))
    return max(range(len(texts)), key=lambda story: scores[story])
