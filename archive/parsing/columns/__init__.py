"""A text layer whose columns, and maybe stories, stand interleaved.

Lines are grouped to blocks, blocks to segments that belong together by syntax,
segments to stories by line width and shared words; headlines and captions go to the
story whose words they share. Nothing is decided by place alone where words tell more.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.parsing.capitals import restore_capitals
from archive.parsing.columns.blocks import Block, blocks_of, is_column_layer
from archive.parsing.columns.segments import Segment
from archive.parsing.columns.stories import Grouping, read_stories
from archive.parsing.cutting import pieces_of
from archive.parsing.joining import Vocabulary, assemble, joint
from archive.parsing.lines import han_share, lines_of
from archive.parsing.model import ParsedArticle
from archive.parsing.vocabulary import word_set
from archive.spans import MappedText

__all__ = ["Columns", "is_column_layer", "parse_columns"]


@dataclass(frozen=True, slots=True)
class Columns:
    """The stories of a column layer in the order of their first words."""

    articles: tuple[ParsedArticle, ...]
    remarks: tuple[str, ...]


def parse_columns(raw: str) -> Columns:
    """The stories of a column layer, each in reading order."""
    lines = list(lines_of(raw))
    vocabulary = Vocabulary(line.text for line in lines)
    blocks = blocks_of(lines)
    grouping = read_stories(blocks, vocabulary)
    apart = _set_apart(grouping)
    bodies = [
        restore_capitals(_body(raw, story, vocabulary), apart)
        for story in grouping.stories
    ]
    articles = tuple(
        _article(raw, bodies, at, grouping, vocabulary) for at in range(len(bodies))
    )
    return Columns(articles, tuple(grouping.remarks))


def _article(
    raw: str,
    bodies: list[MappedText],
    at: int,
    grouping: Grouping,
    vocabulary: Vocabulary,
) -> ParsedArticle:
    body = bodies[at]
    headline = grouping.headlines[at]
    others = [other for index, other in enumerate(bodies) if index != at]
    return ParsedArticle(
        body=body,
        headline=_joined(raw, [headline], vocabulary) if headline else None,
        captions=tuple(
            _joined(raw, [caption], vocabulary) for caption in grouping.captions[at]
        ),
        language="zh" if han_share(body.text) > 0.5 else "en",
        pieces=pieces_of(body, others),
    )


def _set_apart(grouping: Grouping) -> str:
    """The printed words outside the columns: they may use another font."""
    apart = [*grouping.headlines, *(c for row in grouping.captions for c in row)]
    return "\n".join(block.text for block in apart if block is not None)


def _body(raw: str, segments: list[Segment], vocabulary: Vocabulary) -> MappedText:
    return MappedText.join(
        [
            _joined(raw, paragraph, vocabulary)
            for segment in segments
            for paragraph in segment.paragraphs
        ],
        "\n\n",
    )


def _joined(raw: str, blocks: list[Block], vocabulary: Vocabulary) -> MappedText:
    """The lines of blocks that make one paragraph, one after another."""
    lines = [line for block in blocks for line in block.lines]
    ranges: list[tuple[int, int, str]] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is None or is_initial(line.text, following.text, vocabulary):
            drop, between = 0, ""
        else:
            drop, between = joint(line.text, following.text, vocabulary)
        ranges.append((line.start, line.end - drop, between))
    return assemble(raw, ranges)


_A_WORDS = word_set(
    """
    fter ll n t s bout mong ccording lthough lso nother mid ny round long cross head
    nyone gain ircraft utomakers rtificial nalysts bove way sked nticipating iming
    uthorities ssets pplications lready part pril ugust verage ccelerating head
    """
)


def is_initial(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether a lone capital is the drop capital of the next line's first word.

    "A" and "I" are words too: then the known words decide which is meant.
    """
    if len(left) != 1 or not left.isupper() or not right[:1].islower():
        return False
    rest = right.split(None, 1)[0].rstrip(".,;:")
    if left not in "AI":
        return True
    if left + rest in vocabulary:
        return True
    if left == "A":
        return rest in _A_WORDS and vocabulary.count(rest) < 2
    return vocabulary.count(rest) < 2
