"""Where the raw words of a row stand in the articles as they are cut now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from archive.models import Article, BodyRepair, DistrictMention, Document, Placed
from archive.spans import MappedText, Range, overlap, without


class Texts:
    """The mapped texts of a document's articles, made once."""

    def __init__(self, document: Document, articles: Iterable[Article]) -> None:
        self.document = document
        self.raw = document.text
        self.articles = list(articles)
        self._texts: dict[tuple[str, str], MappedText] = {}

    def part(self, article: Article, part: str) -> MappedText:
        key = (article.public_id, part)
        if key not in self._texts:
            self._texts[key] = article.mapped(part)
        return self._texts[key]

    def locate(self, row: Placed) -> tuple[Article, str, Range] | None:
        """Where the row's own words stand now, its present place first.

        A mention that the file's name gave has none: it stands, empty, at the start
        of the story that holds its raw place.
        """
        if is_wordless(row):
            holders = (a for a in self.articles if overlap(row.ranges, a.ranges))
            holder = next(holders, None)
            return (holder, "body", (0, 0)) if holder else None
        for article in sorted(self.articles, key=lambda a: a.pk != row.article_id):
            for part in sorted(Article.PARTS, key=lambda p: p != row.part):
                span = self._span(row, article, part)
                if span:
                    return article, part, span
        return None

    def raw_ranges(self, article: Article, part: str, span: Range) -> tuple[Range, ...]:
        """Where the words of a part stand in the raw text, as a row keeps it.

        Words that none stand for there are a person's: they stand where those words
        were that the person replaced.
        """
        text = self.part(article, part)
        if ranges := text.raw_ranges(*span):
            return ranges
        for repair in self._repairs_in(article, part):
            around = _replacement_span(repair, text)
            if around and around[0] <= span[0] and span[1] <= around[1]:
                return repair.ranges
        return ()

    def _span(self, row: Placed, article: Article, part: str) -> Range | None:
        text = self.part(article, part)
        span = text.locate(row.ranges, self.raw)
        touching = [
            repair
            for repair in self._repairs_in(article, part)
            if overlap(repair.ranges, row.ranges)
        ]
        if not touching:
            return span
        for repair in touching:
            around = _replacement_span(repair, text) or (0, 0)
            for own in _spans_touching(row.surface, text.text, around):
                if self.raw_ranges(article, part, own) == row.ranges:
                    return own
        if span and letters(text.text[slice(*span)]) == self._letters(row.ranges):
            return span
        return _reworded_span(row, text, touching, self.raw)

    def _repairs_in(self, article: Article, part: str) -> Iterator[BodyRepair]:
        if part == "body":
            yield from (r for r in self._repairs if r.article_id == article.pk)

    @cached_property
    def _repairs(self) -> list[BodyRepair]:
        return list(self.document.body_repairs.filter(placed=True))

    def _letters(self, ranges: Iterable[Range]) -> str:
        return letters("".join(self.raw[start:end] for start, end in ranges))


def is_wordless(row: Placed) -> bool:
    """Whether the row is a mention that no words make, but the file's name."""
    return isinstance(row, DistrictMention) and row.basis == row.Basis.ADDRESS


def letters(text: str) -> str:
    """A text's letters and digits: what no cleaning changes."""
    return "".join(filter(str.isalnum, text)).casefold()


def _spans_touching(words: str, text: str, around: Range) -> Iterator[Range]:
    """Where the words stand in the text within a span, or over one of its ends."""
    at = text.find(words, max(0, around[0] - len(words) + 1)) if words else -1
    while 0 <= at < around[1]:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _reworded_span(
    row: Placed, text: MappedText, repairs: list[BodyRepair], raw: str
) -> Range | None:
    """Where the words stand that a person put in the place of the row's own.

    Only a repair within the row's words can be followed; where it reaches beyond
    them nobody knows which of its words are meant.
    """
    rest = list(row.ranges)
    spans = []
    for repair in repairs:
        whole = sum(end - start for start, end in repair.ranges)
        if overlap(repair.ranges, row.ranges) < whole:
            return None
        rest = without(rest, repair.ranges)
        if span := _replacement_span(repair, text):
            spans.append(span)
    for start, end in rest:
        if raw[start:end].strip():
            if (span := text.locate([(start, end)], raw)) is None:
                return None
            spans.append(span)
    if not spans:
        return None
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _replacement_span(repair: BodyRepair, text: MappedText) -> Range | None:
    """Where a repair's words stand in the text it was laid over."""
    words = repair.replacement
    at = next(
        (
            run.start + max(start, run.raw_start) - run.raw_start
            for start, end in repair.ranges
            for run in text.runs
            if run.raw_start < end and start < run.raw_end
        ),
        None,
    )
    if at is None or not words.strip():
        return None
    found = text.text.find(words, max(0, at - len(words) + 1), at + len(words))
    if found < 0:
        return None
    lead = len(words) - len(words.lstrip())
    return found + lead, found + len(words.rstrip())
