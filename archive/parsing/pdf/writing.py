"""Stories become articles: their lines joined to paragraphs with the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from archive.parsing.captions import is_certain_credit
from archive.parsing.columns import is_initial
from archive.parsing.dates import StatedDate, date_line
from archive.parsing.joining import Vocabulary, assemble, joint
from archive.parsing.lines import (
    SourceLine,
    ends_sentence,
    han_share,
    persons_of,
    source_line,
)
from archive.parsing.model import ParsedArticle, Published
from archive.parsing.pdf.chunks import BODY, Chunk
from archive.parsing.pdf.continuing import Thread
from archive.parsing.pdf.glyphs import Word
from archive.parsing.pdf.lines import Line
from archive.parsing.pdf.stories import Story
from archive.spans import MappedText, Range

CELL = "\t"
"""Between two cells of a table's row; a row is a paragraph of its own."""

_BYLINE = re.compile(r"by:?\s\S", re.IGNORECASE)
_ROLE = re.compile(
    r",?\s*\b(?:(?:staff|senior|chief|business|special|our own)\s)*"
    r"(?:reporters?|writers?|correspondents?|staff)\b\.?$",
    re.IGNORECASE,
)
_MOST_HEAD_LINES = 5
_MOST_BYLINE_WORDS = 16
_INDENT, _LONGEST_INDENT = 0.55, 5.0
_PARAGRAPH_GAP = 1.3


@dataclass(slots=True)
class _Parts:
    """What was read off a story's lines besides its body."""

    bylines: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    dated: StatedDate | None = None
    dated_at: tuple[Range, ...] = ()
    source: SourceLine | None = None


class Writer:
    """Writes articles from lines of one text layer."""

    def __init__(self, raw: str, lines: Iterable[Line]) -> None:
        self.raw = raw
        self.vocabulary = Vocabulary(
            line.text.replace("‐", "-").replace("\u00ad", "-") for line in lines
        )

    def article(self, thread: Thread, published: Published | None) -> ParsedArticle:
        """The article of a thread; its body is empty where nothing is left of it."""
        first = thread.parts[0]
        parts = _Parts()
        chunks = [chunk for part in thread.parts for chunk in part.chunks]
        lines = self._without_head_lines(chunks, parts)
        lines = self._without_source(lines, parts)
        paragraphs = paragraphs_of(lines)
        body = MappedText.join([self.joined(lines) for lines in paragraphs], "\n\n")
        captions = self._captions(thread, parts)
        if parts.dated:
            published = Published(
                parts.dated.on, parts.dated.at, "stated", parts.dated_at
            )
        return ParsedArticle(
            body=body,
            headline=self._chunk(first.head) if first.head else None,
            standfirst=self._standfirst(first),
            captions=tuple(captions),
            bylines=tuple(dict.fromkeys(parts.bylines)),
            credits=tuple(dict.fromkeys(parts.credits)),
            publisher=parts.source.publisher if parts.source else "",
            editor=parts.source.editor if parts.source else "",
            section=_section(first),
            language="zh" if han_share(body.text) > 0.5 else "en",
            published=published,
        )

    def joined(self, lines: Sequence[Line]) -> MappedText:
        """The lines of one paragraph as running text."""
        ranges: list[tuple[int, int, str]] = []
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            drop, between = 0, ""
            if following is not None:
                drop, between = self._joint(line.text, following.text)
            ranges.extend(self._ranges(line, drop, between))
        return assemble(self.raw, ranges)

    def _joint(self, left: str, right: str) -> tuple[int, str]:
        """How two lines meet: Chinese goes on without a blank."""
        if _is_wide(left[-1]) and _is_wide(right[0]):
            return 0, ""
        return joint(left, right, self.vocabulary)

    def _ranges(
        self, line: Line, drop: int, between: str
    ) -> list[tuple[int, int, str]]:
        """A line's words as raw ranges; neighbours in the layer make one."""
        ranges: list[tuple[int, int, str]] = []
        if line.initial is not None:
            letter, rest = line.initial, line.words[0]
            glued = self._is_initial(letter.text, rest.text)
            ranges.append((letter.start, letter.end, "" if glued else " "))
        cells = {id(cell[-1]) for cell in line.cells()} if line.row else set()
        for word, following in zip(line.words, [*line.words[1:], None], strict=True):
            if following is None:
                ranges.append((word.start, word.end - drop, between))
            elif id(word) in cells:
                ranges.append((word.start, word.end, CELL))
            else:
                ranges.append((word.start, word.end, self._blank(word, following)))
        return _merged(self.raw, ranges)

    @staticmethod
    def _blank(word: Word, following: Word) -> str:
        """Nothing between two parts of one word set in two sizes, else a blank."""
        if _is_wide(word.text[-1]) and _is_wide(following.text[0]):
            return ""
        touching = following.left - word.right < 0.12 * min(word.size, following.size)
        return "" if touching and following.start == word.end else " "

    def _is_initial(self, letter: str, rest: str) -> bool:
        bare = letter.lstrip("\"“‘'«")
        if len(rest.rstrip(".,;:")) == 1 and rest[0].islower():
            # "I" and "t", "A" and "s": no word is a single small letter but "a".
            return rest[0] != "a"
        if rest[:1].isupper():
            # "THE port": the first words may be set in capitals.
            return bare not in ("A", "I") or len(rest) > 1 and rest.isupper()
        return is_initial(bare, rest, self.vocabulary)

    def _chunk(self, chunk: Chunk) -> MappedText:
        return self.joined(chunk.lines)

    def _standfirst(self, story: Story) -> MappedText | None:
        decks = [chunk for chunk in story.decks if chunk.count >= 5]
        if not decks:
            return None
        return MappedText.join([self._chunk(chunk) for chunk in decks], "\n\n")

    def _without_head_lines(
        self, chunks: Sequence[Chunk], parts: _Parts
    ) -> list[tuple[Chunk, Line]]:
        """The lines below byline, date and credit, which go to their parts."""
        lines = [(chunk, line) for chunk in chunks for line in chunk.lines]
        at = 0
        while at < min(len(lines) - 1, _MOST_HEAD_LINES):
            chunk, line = lines[at]
            if not self._take_head_line(chunk, line, lines[at + 1][1], parts):
                break
            at += 1
        return lines[at:]

    def _take_head_line(
        self, chunk: Chunk, line: Line, following: Line, parts: _Parts
    ) -> bool:
        text = " ".join(line.text.split())
        if line.initial is not None or line.row:
            return False
        if _BYLINE.match(text) and self._take_dated_byline(line, parts):
            return True
        dated = date_line(text)
        if dated:
            parts.dated, parts.dated_at = dated, self.joined([line]).all_raw_ranges()
            parts.bylines.extend(dated.by)
            return True
        if is_certain_credit(text) and not _BYLINE.match(text):
            parts.credits.append(text)
            return True
        if "@" in text and len(line.words) <= 3:
            return True
        own_style = (
            chunk.kind != BODY
            or (line.bold, line.italic) != (following.bold, following.italic)
            or abs(line.size - following.size) > 0.4
            or following.base - line.base > 1.35 * median_leading(chunk)
        )
        names = persons_of(_ROLE.sub("", text))
        says_by = bool(_BYLINE.match(text)) and len(line.words) <= 9
        if names and (says_by or (own_style and len(line.words) <= 6)):
            parts.bylines.extend(names)
            return True
        return bool(own_style and _ROLE.fullmatch(text))

    def _take_dated_byline(self, line: Line, parts: _Parts) -> bool:
        """Take names and day of "By Anna Example | March 4, 2021"."""
        if len(line.words) > _MOST_BYLINE_WORDS:
            return False
        for at in reversed(range(2, len(line.words))):
            named = " ".join(word.text for word in line.words[:at]).rstrip(" ,;|·•-–—")
            names = persons_of(_ROLE.sub("", named))
            dated = date_line(" ".join(word.text for word in line.words[at:]))
            if names and dated:
                rest = Line(line.words[at:])
                parts.bylines.extend(names)
                parts.dated = dated
                parts.dated_at = self.joined([rest]).all_raw_ranges()
                return True
        return False

    def _without_source(
        self, lines: list[tuple[Chunk, Line]], parts: _Parts
    ) -> list[tuple[Chunk, Line]]:
        if len(lines) > 1:
            found = source_line(lines[-1][1].text)
            if found and found.start == 0:
                parts.source = found
                return lines[:-1]
        return lines

    def _captions(self, thread: Thread, parts: _Parts) -> list[MappedText]:
        captions = []
        for chunk in (chunk for part in thread.parts for chunk in part.captions):
            lines = list(chunk.lines)
            while lines and is_certain_credit(lines[-1].text):
                parts.credits.append(" ".join(lines.pop().text.split()))
            while len(lines) > 1 and is_certain_credit(lines[0].text):
                parts.credits.append(" ".join(lines.pop(0).text.split()))
            if lines:
                captions.append(self.joined(lines))
        return captions


def _is_wide(char: str) -> bool:
    """Whether a character is Chinese, or a mark printed as wide as one."""
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _section(story: Story) -> str:
    for chunk in story.kickers:
        if chunk.count <= 4:
            return " ".join(chunk.text.split())
    return ""


def _merged(
    raw: str, ranges: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Ranges that follow each other in the layer as they do in the line, as one."""
    merged: list[tuple[int, int, str]] = []
    for start, end, between in ranges:
        last = merged[-1] if merged else None
        if last and last[2] == raw[last[1] : start] and start >= last[1]:
            merged[-1] = (last[0], end, between)
        else:
            merged.append((start, end, between))
    return merged


def median_leading(chunk: Chunk) -> float:
    """The usual distance of two base lines."""
    steps = [
        after.base - before.base
        for before, after in zip(chunk.lines, chunk.lines[1:], strict=False)
    ]
    return median(steps) if steps else 1.2 * chunk.lines[0].size


def paragraphs_of(lines: Sequence[tuple[Chunk, Line]]) -> list[list[Line]]:
    """The lines in paragraphs, by indents, gaps and short last lines."""
    chunks = {id(chunk): chunk for chunk, _ in lines}
    usual = {key: median_leading(chunk) for key, chunk in chunks.items()}
    indented = sum(_is_indented(chunk, line) for chunk, line in lines)
    uses_indents = indented >= max(2, 0.02 * len(lines))
    paragraphs: list[list[Line]] = []
    before: tuple[Chunk, Line] | None = None
    for chunk, line in lines:
        if before is None or _begins(
            before, (chunk, line), uses_indents, usual[id(chunk)]
        ):
            paragraphs.append([])
        paragraphs[-1].append(line)
        before = chunk, line
    return paragraphs


def _is_indented(chunk: Chunk, line: Line) -> bool:
    depth = line.left - chunk.left
    deep = _INDENT * line.size < depth < _LONGEST_INDENT * line.size
    return deep and line.initial is None and not _beside_initial(chunk, line)


def _beside_initial(chunk: Chunk, line: Line) -> bool:
    """Whether the line is moved in by the drop capital of the lines above it."""
    letters = [other.initial for other in chunk.lines[:8] if other.initial]
    return any(
        letter.base + 1 >= line.base and letter.right <= line.left + 1
        for letter in letters
    )


def _begins(
    before: tuple[Chunk, Line],
    after: tuple[Chunk, Line],
    uses_indents: bool,
    leading: float,
) -> bool:
    """Whether a line begins a paragraph."""
    (last_chunk, last), (chunk, line) = before, after
    if line.row or last.row:
        return True
    if last.text.endswith(("-", "‐", "\u00ad")) or line.text[0].islower():
        return False
    if _is_heading(last) != _is_heading(line) or abs(last.size - line.size) > 1:
        return True
    if line.initial is not None or _is_indented(chunk, line):
        return True
    closed = ends_sentence(last.text)
    if chunk is not last_chunk:
        return closed and not uses_indents
    if line.base - last.base > _PARAGRAPH_GAP * leading:
        return True
    short = last.right < chunk.right - 0.12 * (chunk.right - chunk.left)
    return closed and short and not uses_indents


def _is_heading(line: Line) -> bool:
    """Whether a line is set apart from text by bold type."""
    return line.bold and len(line.words) <= 12 and not ends_sentence(line.text)
