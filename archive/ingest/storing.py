"""One document at a time: parse, extract, and store what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from archive import changes as log
from archive import extraction, originals
from archive.ingest import cutting, families
from archive.ingest.contradicting import note
from archive.ingest.extracting import extract, forget
from archive.ingest.naming import named, naming_of
from archive.ingest.outcome import Changes, Outcome, State
from archive.ingest.reader import Prepared, Reader, parse_apart, prepare
from archive.ingest.texts import accept, set_texts
from archive.ingest.world import World
from archive.models import FACTS, Delivery, Document
from districts.models import Region

UNFINISHED = ("not_read", "fault")
"""Verdicts that say nothing of the document: the next run tries again."""

LEFT_OUT = "A story was left out: it lies where a story was withdrawn."
"""A document's remark; see `cutting.pair`."""


def take(
    prepared: Prepared, region: Region, world: World, reader: Reader | None = None
) -> Outcome:
    """Store a prepared document and its delivery, in one transaction.

    The raw bytes are kept first, so that whatever happens next can be made good;
    those of a purged document are not.
    """
    keep(prepared.data)
    return _take(prepared, region, world, reader or Reader())


def keep(data: bytes) -> None:
    """Keep raw bytes, unless they were purged."""
    if not Document.objects.purged().filter(sha256=originals.digest(data)).exists():
        originals.keep(data)


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
        if prepared.is_assumed:
            region = _known_region(document) or region
        _, is_new_delivery = Delivery.objects.get_or_create(
            document=document,
            name=prepared.name,
            region=region,
            container=prepared.container,
            defaults={"address": prepared.address},
        )
        Delivery.objects.filter(
            document=None,
            name=prepared.name,
            region=region,
            container=prepared.container,
        ).delete()
        if is_new_delivery:
            log.told()
        moved = settle_region(document)
        doubts = document.remarks
        changes = Changes()
        is_due = is_new or moved or is_new_delivery or is_behind(document, reader)
        if is_due and not document.is_purged:
            changes = _read(document, prepared, world, reader)
    if document.verdict == Document.Verdict.REFUSED:
        state = State.REFUSED
    elif is_new:
        state = State.NEW
    else:
        is_changed = changes.any or document.remarks != doubts
        state = State.CHANGED if is_changed else State.UNCHANGED
    return _outcome(document, state, prepared, changes)


def hold(document: Document) -> Document:
    """The document as it stands, held until the transaction ends.

    Who writes anything of a document holds it: an ingest and an editor, or two
    ingests, never work on the same rows at once. Companies are not merged meanwhile.
    """
    families.stay()
    return Document.objects.select_for_update(of=("self",)).get(pk=document.pk)


def hold_all(keys: Iterable[int]) -> None:
    """Hold several documents before anything of them is written.

    Who holds one waits for what further writing needs, so nobody may come to hold
    another one later; and all take them in the same order.
    """
    families.stay()
    documents = Document.objects.filter(pk__in=set(keys)).order_by("pk")
    list(documents.select_for_update(of=("self",)).values_list("pk", flat=True))


def settle_region(document: Document) -> bool:
    """Give a held document its region: whether it was of another one before.

    That which an editor stated, else the one of all deliveries, or none where they
    contradict each other.
    """
    region = document.decisions.stated_region()
    if region is None:
        found = Region.objects.filter(delivery__document=document).distinct()
        regions = list(found[:2])
        region = regions[0] if len(regions) == 1 else None
    if document.region == region:
        return False
    document.region = region
    document.save(update_fields=["region"])
    return True


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
    """Parse a stored document anew, from its raw bytes; decisions stay.

    Parsing is done apart, unless `reader` does it otherwise.
    """
    reader = reader or Reader(parse_apart)
    prepared = prepare("", originals.read(document.sha256), reader, document.encoding)
    with transaction.atomic():
        document = hold(document)
        if document.is_purged:
            return Changes()
        return _read(document, prepared, world, reader)


def reextract(document: Document, world: World, *, rehearsal: bool = False) -> Changes:
    """Run the present rules over a document's stored articles; decisions stay.

    A rehearsal says what would change and changes nothing.
    """
    with transaction.atomic():
        document = hold(document)
        articles = list(document.articles.filter(placed=True))
        label = naming_of(document, world).label
        changes = extract(document, articles, world, label)
        document.extractor_version = extraction.VERSION
        document.save(update_fields=["extractor_version"])
        if rehearsal:
            transaction.set_rollback(True)
    return changes


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
        if not document.is_accepted:
            # By what it came with it can be read when it is tried again.
            document.encoding = prepared.charset or document.encoding
        return _refuse(document, *prepared.refusal)
    parsed = prepared.parsed
    if document.text and parsed.text != document.text:
        return _refuse(document, "layer", "its text would be decoded differently")
    naming = naming_of(document, world)
    accept(document, parsed)
    document.remarks += [*_region_doubts(document), *naming.doubts]
    document.save()
    parsed = cutting.as_decided(document, named(parsed, naming))
    cuts, gone = cutting.pair(document, parsed)
    if len(cuts) < len(parsed.articles):
        document.remarks = [*document.remarks, LEFT_OUT]
        document.save(update_fields=["remarks"])
    cutting.give_addresses(cuts, gone)
    placed = {repair for cut in cuts for repair in _write_texts(document, cut)}
    cutting.lose_repairs(document, placed)
    changes = extract(document, [cut.article for cut in cuts], world, naming.label)
    forget(gone)
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
    """Store the article's own texts; returns the keys of the repairs laid over them."""
    article = cut.article
    said = article.extracted
    placed = set_texts(article, cut.parsed, document, document.body_repairs.all())
    article.save()
    note([article], {article.pk: said})
    cutting.settle_repairs(article, placed)
    return [repair.pk for repair in placed]


def _known_region(document: Document) -> Region | None:
    """The region of what came before: of the document, or of its first delivery."""
    first = document.deliveries.select_related("region").order_by("id").first()
    return document.region or (first.region if first else None)


def _region_doubts(document: Document) -> list[str]:
    """What is doubtful about its region, unless an editor settled it."""
    if document.region_id:
        return []
    regions = set(document.deliveries.values_list("region__name", flat=True))
    if len(regions) < 2:
        return []
    return [f"Delivered as of {' and as of '.join(sorted(regions))}: region unknown."]


def _outcome(
    document: Document, state: State, prepared: Prepared, changes: Changes
) -> Outcome:
    articles = document.articles.filter(placed=True)
    counts = [
        rows.objects.visible().filter(document=document).count() for rows in FACTS
    ]
    return Outcome(
        name=prepared.name,
        state=state,
        sha256=document.sha256,
        container=prepared.container,
        reason_code=document.reason_code,
        reason=document.reason,
        articles=articles.count(),
        figures=counts[-1],
        mentions=sum(counts[:-1]),
        remarks=list(document.remarks),
        changes=changes,
    )
