"""Marks in a story's parts, and in the document that it was cut out of."""

from __future__ import annotations

from collections.abc import Mapping

from archive import search
from archive.highlighting import Mark, hit_id
from archive.models import Article, Figure, Mention, Placed
from archive.portions import Span

MOST_STORY_MARKS = 5_000
"""Stretches of a document that are marked as the story's."""
NEAR = 12
"""Characters between two ranges of a story that do not part them: the rest of an
entity, folded white space, a small tag."""

Marks = dict[str, list[Mark]]


def mark_figures(marks: Marks, figures: list[Figure]) -> None:
    """Mark figures, each with the way to its row, and the sentences that say them."""
    sentences = set()
    for figure in figures:
        passage = figure.passage
        end = passage.offset + len(passage.text)
        sentences.add((figure.part, passage.offset, end))
        marks[figure.part].append(
            Mark(
                figure.start,
                figure.end,
                "figure",
                id=figure.anchor,
                href=f"#row-{figure.public_id}",
            )
        )
    for part, start, end in sentences:
        marks[part].append(Mark(start, end, "sentence"))


def mark_mentions(marks: Marks, mentions: list[Mention]) -> None:
    """Mark what stands below the headline; the first of a thing leads to its page."""
    linked = set()
    for mention in mentions:
        if mention.part == Placed.Part.HEADLINE or not mention.surface:
            continue
        entity = mention.entity
        first = entity.pk not in linked
        linked.add(entity.pk)
        marks[mention.part].append(
            Mark(
                mention.start,
                mention.end,
                mention.ENTITY,
                title=f"{mention.ENTITY}: {entity.name}",
                href=entity.get_absolute_url() if first else "",
            )
        )


def mark_hits(
    marks: Marks, article: Article, query: search.Query, spans: Mapping[str, Span]
) -> None:
    """Mark what was searched for, in the spans of the parts."""
    for part, (first, last) in spans.items():
        for start, end in search.marks(getattr(article, part)[first:last], query):
            place = hit_id(part, first + start)
            marks[part].append(Mark(first + start, first + end, "hit", id=place))


def source_marks(
    article: Article, figure: Figure | None, anchor: str, span: Span
) -> tuple[list[Mark], bool]:
    """Marks in a span of the document's own text: where the story is, and a figure.

    `anchor` is the id of the figure's place there. Also whether the story has more
    places than MOST_STORY_MARKS; the first are marked.
    """
    low, high = span
    near = [place for place in _stretches(article) if place[1] > low]
    stretches = [place for place in near if place[0] < high]
    marks = [Mark(start, end, "story") for start, end in stretches[:MOST_STORY_MARKS]]
    if figure:
        marks += [
            Mark(start, end, "figure", id="" if number else anchor)
            for number, (start, end) in enumerate(figure.ranges)
        ]
    return marks, len(stretches) > MOST_STORY_MARKS


def _stretches(article: Article) -> list[Span]:
    """Where the story stands in the raw text; ranges that are NEAR are one."""
    found: list[Span] = []
    for start, end in sorted(article.ranges):
        if found and start - found[-1][1] < NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
