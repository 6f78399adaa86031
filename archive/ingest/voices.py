"""What extractors said of a document's stories, where the words stand now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.extractors import Voice, texts_of
from archive.extractors.answers import Row, annotation_of
from archive.ingest.claims import story_of
from archive.ingest.placing import letters
from archive.models import Article, Document, Reading
from archive.spans import MappedText


class Voices:
    """The stored answers of a document that is read again, for each of its articles.

    An answer to the very texts of a story is taken as it is. Where the texts changed, a
    word was repaired or the document cut anew, each annotation goes to where its raw
    words stand now; what else the story says waits for the next `annotate`.
    """

    def __init__(self, document: Document, articles: Iterable[Article]) -> None:
        self._raw = document.text
        self._readings: Sequence[Reading] = list(document.readings.all())
        self._present = (
            {article.public_id: texts_of(story_of(article, "")) for article in articles}
            if self._readings
            else {}
        )

    def of(self, article: Article) -> list[Voice]:
        """What was said of an article, the first to be heard first."""
        if not self._readings:
            return []
        texts, present = self._present[article.public_id], self._present.values()
        voices = []
        answered = {r.extractor for r in self._readings if r.texts == texts}
        for reading in self._readings:
            if reading.texts == texts:
                voices.append(voice_of(reading))
            elif reading.extractor not in answered and reading.texts not in present:
                rows = list(self._moved(reading, article))
                voices.append(Voice(reading.extractor, reading.version, rows))
        return voices

    def _moved(self, reading: Reading, article: Article) -> Iterable[Row]:
        texts = {part: article.mapped(part) for part in Article.PARTS}
        for row in reading.annotations:
            ranges = [tuple(span) for span in row[6]] if len(row) > 6 else []
            if ranges and annotation_of(row):
                yield from self._placed(row, ranges, texts)

    def _placed(
        self, row: Row, ranges: list, texts: dict[str, MappedText]
    ) -> Iterable[Row]:
        """The row at the place of its raw words, if they are there as they were."""
        label, _, _, _, *rest = row
        words = letters("".join(self._raw[start:end] for start, end in ranges))
        for part, text in texts.items():
            span = text.locate(ranges, self._raw)
            if span and letters(text.text[slice(*span)]) == words:
                yield [label, part, *span, *rest]
                return


def voice_of(reading: Reading) -> Voice:
    """A stored answer as it is merged."""
    return Voice(
        reading.extractor, reading.version, reading.annotations, reading.replaces
    )


def with_raw_places(rows: Iterable[Row], article: Article) -> list[Row]:
    """The rows, each with the raw ranges of its words behind it."""
    texts = {part: article.mapped(part) for part in Article.PARTS}
    return [
        [*row[:6], [list(span) for span in texts[row[1]].raw_ranges(row[2], row[3])]]
        for row in rows
    ]
