"""A document the archive does not know yet: all its rows, worked out beforehand.

The careful way of `storing` compares what was read with what is stored. Of a new
document nothing is stored, so its rows can be made by any process, without the
database, and the writer has only to write them: see `writing`. Both ways make the
same rows; they share every rule.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils import timezone

from archive import duplicates, originals, search
from archive.checks import has_checks, review
from archive.extraction import VERSION
from archive.ingest import cutting, renewing
from archive.ingest.claims import Claim
from archive.ingest.companies import Ranked, Said, is_open, ranked, said_of
from archive.ingest.extracting import read_story
from archive.ingest.naming import named, naming
from archive.ingest.placing import Texts
from archive.ingest.reader import Prepared, Reader
from archive.ingest.rows import Row, row_of, row_with
from archive.ingest.texts import accept, set_texts
from archive.ingest.world import World
from archive.models import FACTS, Article, Document, Figure
from districts.models import Region


@dataclass(frozen=True, slots=True)
class FreshArticle:
    """A story's row, its words for the index and its sketch.

    The key of the document is None in the row: the writer knows it.
    """

    public_id: str
    row: Row
    words: tuple[str, ...]
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new document: its row, its articles, and what was found in these.

    `found` has for each of `FACTS` the rows with the number of the article
    they stand in; the keys of document and article are None in them. `added` names
    them for the report. Rows of companies that nobody listed have their slugs for keys;
    `companies` has these with what decides on their names and kinds.
    """

    sha256: str
    row: Row
    articles: tuple[FreshArticle, ...] = ()
    found: tuple[tuple[tuple[int, Row], ...], ...] = ()
    added: tuple[str, ...] = ()
    refusal: tuple[str, str] = ("", "")
    remarks: tuple[str, ...] = ()
    companies: tuple[Ranked, ...] = ()

    def dump(self) -> str:
        """As text, to be sent to the writer: its values are all plain."""
        articles = [[a.public_id, a.row, a.words, a.sketch] for a in self.articles]
        rest = self.found, self.added, self.refusal, self.remarks, self.companies
        return json.dumps([self.sha256, self.row, articles, *rest])

    @classmethod
    def load(cls, text: str) -> Fresh:
        """From what `dump` gave; lists stand where tuples stood."""
        sha256, row, articles, *rest = json.loads(text)
        return cls(sha256, row, tuple(FreshArticle(*one) for one in articles), *rest)


def fresh(prepared: Prepared, region: Region, world: World, reader: Reader) -> Fresh:
    """The rows of a document that is new."""
    document = Document(
        sha256=originals.digest(prepared.data),
        size=len(prepared.data),
        region=region,
        parser_version=reader.version,
        extractor_version=VERSION,
        received_at=timezone.now(),
    )
    parsed = prepared.parsed
    if parsed is None:
        document.verdict = Document.Verdict.REFUSED
        document.reason_code, document.reason = prepared.refusal
        document.encoding = prepared.charset
        return Fresh(document.sha256, row_of(document), refusal=prepared.refusal)
    said = naming([(prepared.name, prepared.address)], region.slug, world)
    accept(document, parsed)
    document.remarks += said.doubts
    articles, found = [], []
    for story in named(parsed, said).articles:
        article = Article(document=document)
        article.move_to(cutting.anchor_of(story))
        set_texts(article, story, document)
        found += read_story(article, region.slug, world, said.label)
        articles.append(article)
    companies: set[Said] = set()
    rows = _rows(document, articles, found, world, companies)
    return Fresh(
        document.sha256,
        row_of(document),
        tuple(
            FreshArticle(
                article.public_id,
                row_of(article),
                search.columns(article),
                duplicates.sketch(article.body),
            )
            for article in articles
        ),
        tuple(tuple(mine) for mine, _ in rows),
        tuple(words for _, all_words in rows for words in all_words),
        remarks=tuple(document.remarks),
        companies=ranked(companies),
    )


def _rows(
    document: Document,
    articles: list[Article],
    found: list[Claim],
    world: World,
    companies: set[Said],
) -> list[tuple[list[tuple[int, Row]], list[str]]]:
    """For each model the rows with their articles' numbers, and their words.

    The companies that nobody listed are added to `companies`.
    """
    texts = Texts(document, articles)
    numbers = {article.public_id: number for number, article in enumerate(articles)}
    made = []
    for model in FACTS:
        rows, words = [], []
        mine = [claim for claim in found if claim.model is model]
        for claim, values in renewing.new_values(document, mine, texts, VERSION):
            if model is Figure and has_checks(values):
                figure = Figure(**values)
                review(figure, claim.article, world.rates)
                row = row_of(figure)
            else:
                row = row_with(model, values)
            if is_open(claim):
                companies.add(said_of(claim))
            rows.append((numbers[claim.article.public_id], row))
            words.append(renewing.in_words(model, values["surface"]))
        made.append((rows, words))
    return made
