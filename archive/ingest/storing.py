"""One document at a time: parse, extract, and store what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from archive import extraction, originals, parsing, search
from archive.checks import Rates, review
from archive.extraction import Extraction, Gazetteer, Story
from archive.ingest import cutting, matching
from archive.ingest.claims import Claim, claims, story_of
from archive.ingest.outcome import Changes, Outcome, State
from archive.ingest.world import World
from archive.models import Article, Delivery, Document
from archive.parsing import ParsedDocument, UnreadableDocument
from districts.models import Region

UNFINISHED = ("not_read", "fault")
"""Verdicts that say nothing of the document: the next run tries again."""

LEFT_OUT = "A story was left out: it lies where a story was withdrawn."
"""A document's remark; see `cutting.pair`."""

MOST_NAMES = 20
"""Names of one document that are compared; further ones do not count."""


@dataclass(frozen=True)
class Reader:
    """How bytes become stories; the version tells whether a document is behind."""

    parse: Callable[[bytes, str], ParsedDocument] = parsing.parse
    version: str = parsing.VERSION


@dataclass(frozen=True)
class Prepared:
    """What can be known of a document without the database."""

    name: str
    data: bytes
    parsed: ParsedDocument | None = None
    refusal: tuple[str, str] = ("", "")
    extractions: Mapping[Story, Extraction] = field(default_factory=dict)


def prepare(
    data: bytes, name: str, reader: Reader, gazetteer: Gazetteer, region: str
) -> Prepared:
    """Parse and extract, pure: safe in a process of its own.

    Stories that an editor changed are extracted again when they are stored.
    """
    try:
        parsed = reader.parse(data, name)
    except UnreadableDocument as error:
        return Prepared(name, data, refusal=(error.code, error.reason))
    extractions = {}
    for article in parsed.articles:
        texts = cutting.texts_of(article)
        story = Story(
            headline=texts["headline"].text,
            standfirst=texts["standfirst"].text,
            body=texts["body"].text,
            captions=texts["captions"].text,
            published_on=article.published.on if article.published else None,
            region=region,
        )
        extractions[story] = extraction.extract(story, gazetteer)
    return Prepared(name, data, parsed, extractions=extractions)


def take(
    prepared: Prepared, region: Region, world: World, reader: Reader | None = None
) -> Outcome:
    """Store a prepared document and its delivery, in one transaction.

    The raw bytes are kept first, so that whatever happens next can be made good.
    """
    originals.keep(prepared.data)
    return _take(prepared, region, world, reader or Reader())


def rehearse(
    prepared: Prepared, region: Region, world: World, reader: Reader | None = None
) -> Outcome:
    """What `take` would do; nothing is kept."""
    with transaction.atomic():
        outcome = _take(prepared, region, world, reader or Reader())
        transaction.set_rollback(True)
    return outcome


def _take(prepared: Prepared, region: Region, world: World, reader: Reader) -> Outcome:
    sha256 = originals.digest(prepared.data)
    with transaction.atomic():
        document, is_new = Document.objects.get_or_create(
            sha256=sha256,
            defaults={
                "size": len(prepared.data),
                "verdict": Document.Verdict.REFUSED,
                "reason_code": "not_read",
                "reason": "It has not been read yet.",
            },
        )
        document = hold(document)
        _, is_new_delivery = Delivery.objects.get_or_create(
            document=document, name=prepared.name, region=region, container=""
        )
        Delivery.objects.filter(
            document=None, name=prepared.name, region=region
        ).delete()
        moved = _settle_region(document)
        changes = Changes()
        if is_new or moved or is_new_delivery or is_behind(document, reader):
            changes = _read(
                document,
                _under_all_names(document, prepared, world, reader),
                world,
                reader,
            )
    if document.verdict == Document.Verdict.REFUSED:
        state = State.REFUSED
    elif is_new:
        state = State.NEW
    else:
        state = State.CHANGED if changes.any else State.UNCHANGED
    return _outcome(document, state, prepared.name, changes)


def hold(document: Document) -> Document:
    """The document as it stands, held until the transaction ends.

    Who writes anything of a document holds it: an ingest and an editor, or two
    ingests, never work on the same rows at once.
    """
    return Document.objects.select_for_update(of=("self",)).get(pk=document.pk)


def _under_all_names(
    document: Document, prepared: Prepared, world: World, reader: Reader
) -> Prepared:
    """The document as read under every name it was delivered with.

    A name may carry a date. Where names lead to different readings none is believed,
    so that the order of arrival decides nothing.
    """
    names = sorted(set(document.deliveries.values_list("name", flat=True)))
    if names == [prepared.name] and (prepared.parsed or any(prepared.refusal)):
        return prepared
    region = _region_slug(document)
    readings = [
        prepare(prepared.data, name, reader, world.gazetteer(region), region)
        for name in names[:MOST_NAMES]
    ]
    if all(reading.parsed == readings[0].parsed for reading in readings):
        return readings[0]
    return prepare(prepared.data, "", reader, world.gazetteer(region), region)


def is_behind(document: Document, reader: Reader) -> bool:
    """Whether the document was read by other rules than the present ones.

    One whose reading failed for a fault of ours is read again every time.
    """
    return document.reason_code in UNFINISHED or (
        document.parser_version,
        document.extractor_version,
    ) != (
        reader.version,
        extraction.VERSION,
    )


def reparse(document: Document, world: World, reader: Reader | None = None) -> Changes:
    """Parse a stored document anew, from its raw bytes; decisions stay."""
    reader = reader or Reader()
    prepared = Prepared("", originals.read(document.sha256))
    with transaction.atomic():
        document = hold(document)
        prepared = _under_all_names(document, prepared, world, reader)
        return _read(document, prepared, world, reader)


def reextract(document: Document, world: World, *, rehearsal: bool = False) -> Changes:
    """Run the present rules over a document's stored articles; decisions stay.

    A rehearsal says what would change and changes nothing.
    """
    with transaction.atomic():
        document = hold(document)
        articles = list(document.articles.filter(placed=True))
        changes = _extract(document, articles, world, {})
        document.extractor_version = extraction.VERSION
        document.save(update_fields=["extractor_version"])
        if rehearsal:
            transaction.set_rollback(True)
    return changes


def index(article: Article) -> None:
    """Write the article's index rows, in the transaction of the change."""
    search.index(article)


def _read(
    document: Document, prepared: Prepared, world: World, reader: Reader
) -> Changes:
    versions = document.parser_version, document.extractor_version
    document.parser_version = reader.version
    document.extractor_version = extraction.VERSION
    if prepared.parsed is None:
        if prepared.refusal[0] in UNFINISHED and document.is_accepted:
            # What was read stays as read by the rules of then; it is tried again.
            document.parser_version, document.extractor_version = versions
        return _refuse(document, *prepared.refusal)
    parsed = prepared.parsed
    if document.text and parsed.text != document.text:
        return _refuse(document, "layer", "its text would be decoded differently")
    document.verdict = Document.Verdict.ACCEPTED
    document.reason_code = document.reason = ""
    document.text, document.encoding = parsed.text, parsed.encoding
    document.media_type = parsed.media_type
    document.layer_version = parsing.VERSION
    document.remarks = [*parsed.remarks, *_region_doubts(document)]
    document.save()
    parsed = cutting.as_decided(document, parsed)
    cuts, gone = cutting.pair(document, parsed)
    if len(cuts) < len(parsed.articles):
        document.remarks = [*document.remarks, LEFT_OUT]
        document.save(update_fields=["remarks"])
    cutting.give_addresses(cuts, gone)
    placed = {repair for cut in cuts for repair in _write_texts(document, cut)}
    cutting.lose_repairs(document, placed)
    articles = [cut.article for cut in cuts]
    changes = _extract(document, articles, world, prepared.extractions)
    search.remove([row.pk for row in gone])
    cutting.let_go(document, gone, cuts)
    return changes


def _refuse(document: Document, code: str, reason: str) -> Changes:
    """Store why a document cannot be read.

    One that once could be read keeps its articles: a fault of later rules takes
    nothing away.
    """
    if document.is_accepted:
        document.remarks = [f"The present rules could not read it: {reason}"]
    else:
        document.reason_code, document.reason = code, reason
    document.save()
    return Changes()


def _write_texts(document: Document, cut: cutting.Cut) -> list[int]:
    """Write the article's own texts; returns the keys of the repairs laid over them."""
    article, story = cut.article, cut.parsed
    texts = cutting.texts_of(story)
    article.raw_ranges = [list(span) for span in cutting.all_ranges(story)]
    article.pieces = [list(span) for span in story.pieces]
    said = cutting.machine_values(story)
    if not (story.published or article.published_on):
        # What the text lets us infer of an undated story is for extraction to say.
        said = {k: v for k, v in said.items() if k not in Article.DATE_FIELDS}
    for part in ("headline", "standfirst", "captions", "notes"):
        said[part] = texts[part].text
        if article.machine_may_set(part):
            article.maps = {**article.maps, part: texts[part].dump()}
    body, placed = cutting.repaired(
        texts["body"], document.body_repairs.all(), document.text
    )
    if article.pk and body.text != article.body:
        article.version += 1
    article.set_mapped("body", body)
    article.take_machine_values(cutting.columns(said, article))
    article.extracted = {
        "version": document.parser_version,
        "fields": {name: _plain(value) for name, value in said.items()},
    }
    if placed:
        machine = texts["body"]
        article.extracted |= {"body": machine.text, "body_map": machine.dump()}
    article.save()
    cutting.settle_repairs(article, placed)
    return [repair.pk for repair in placed]


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | list):
        return value
    return str(value)


def _extract(
    document: Document,
    articles: list[Article],
    world: World,
    known: Mapping[Story, Extraction],
) -> Changes:
    region = _region_slug(document)
    gazetteer = world.gazetteer(region)
    found: list[Claim] = []
    before = _dates(articles)
    for article in articles:
        story = story_of(article, region)
        read = known.get(story) or extraction.extract(story, gazetteer)
        _infer_date(article, read)
        found += claims(article, read, world)
    for article in articles:
        if _dates([article])[0] != before[articles.index(article)]:
            article.save()
    changes = matching.renew(document, articles, found, extraction.VERSION)
    rates = world.rates
    for article in articles:
        review_figures(article, rates)
        index(article)
    return changes


def _dates(articles: Iterable[Article]) -> list[list[object]]:
    return [[getattr(a, name) for name in Article.DATE_FIELDS] for a in articles]


def _infer_date(article: Article, read: Extraction) -> None:
    """What the text allows to say of an undated article's day."""
    if article.published_on:
        return
    inferred = read.inferred_date
    article.take_machine_values(
        {
            "date_basis": Article.DateBasis.INFERRED
            if inferred
            else Article.DateBasis.UNKNOWN,
            "date_earliest": inferred.earliest if inferred else None,
            "date_latest": inferred.latest if inferred else None,
            "date_reason": inferred.reason if inferred else "",
        }
    )


def review_figures(article: Article, rates: Rates) -> None:
    """Raise the checks of an article's figures anew; they are derived."""
    columns = ("implied_rate", "conversion_verdict", "checks", "flagged")
    for figure in article.figures.all():
        before = [getattr(figure, name) for name in columns]
        review(figure, article, rates)
        if [getattr(figure, name) for name in columns] != before:
            figure.save(update_fields=columns)


def _settle_region(document: Document) -> bool:
    """The one region of all deliveries, or none where they contradict each other."""
    regions = set(document.deliveries.values_list("region", flat=True))
    region = regions.pop() if len(regions) == 1 else None
    if document.region_id == region:
        return False
    document.region_id = region
    document.save(update_fields=["region"])
    return True


def _region_doubts(document: Document) -> list[str]:
    regions = set(document.deliveries.values_list("region__name", flat=True))
    if len(regions) < 2:
        return []
    return [f"Delivered as of {' and as of '.join(sorted(regions))}: region unknown."]


def _region_slug(document: Document) -> str:
    return document.region.slug if document.region else ""


def _outcome(
    document: Document, state: State, name: str, changes: Changes | None = None
) -> Outcome:
    articles = document.articles.filter(placed=True)
    counts = [
        rows.objects.visible().filter(document=document).count()
        for rows in matching.MODELS
    ]
    return Outcome(
        name=name,
        state=state,
        sha256=document.sha256,
        reason_code=document.reason_code,
        reason=document.reason,
        articles=articles.count(),
        figures=counts[-1],
        mentions=sum(counts[:-1]),
        remarks=list(document.remarks),
        changes=changes or Changes(),
    )
