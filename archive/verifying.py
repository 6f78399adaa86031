"""Whether what is stored is whole: raw bytes, spans, and what is derived from them.

It may be asked while documents are taken in and edited: what is only under way is no
fault. The memory it takes does not grow with the number of documents.
"""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from archive import originals, search
from archive.finding import checking
from archive.ingest import companies, families
from archive.models import FACTS, Article, Document
from archive.snapshots import snapshot

Tell = Callable[[str, int, int], None]
"""Told how far a piece of work is: its name, how much is done, how much there is."""

JUST_COME = 60
"""Seconds for which raw bytes may be there before their document is stored."""

ARTICLES_AT_ONCE = 20

CLASSES = {
    "altered": "raw bytes that are not those received",
    "missing": "a document whose raw bytes are gone",
    "unreadable": "raw bytes that the system does not let us read",
    "orphaned": "a file that belongs to no document",
    "returned": "raw bytes of a purged document that are there again",
    "displaced": "a row that does not stand at its words",
    "out of step": "an article and its rows in the text index",
    "miscounted": "what lists hold of rows or of words that is not so",
    "misnamed": "a company that its mentions do not bear out, or with another's",
}


@dataclass(frozen=True)
class Fault:
    """Something that is not as it should be.

    `kind` is its class, one of CLASSES; `where` the hash, public id or file name.
    """

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"

    def as_row(self) -> dict[str, str]:
        return asdict(self)


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


FEW = 5_000
"""Documents that are looked at in one go; of more, those of a folder at a time."""


def faults(tell: Tell = silent) -> Iterator[Fault]:
    """Every fault there is, raw bytes first."""
    yield from _raw_faults(tell)
    with snapshot():
        yield from _span_faults(tell)
        yield from _index_faults(tell)
        yield from _list_faults(tell)
        yield from _company_faults(tell)


def _raw_faults(tell: Tell) -> Iterator[Fault]:
    done, total = 0, Document.objects.count()
    at_once = 256 if total <= FEW else 1
    for first in range(0, 256, at_once):
        shelves = [f"{number:02x}" for number in range(first, first + at_once)]
        names = []
        for shelf in shelves:
            try:
                # The files are listed before the rows are read: bytes come before rows.
                names += list(originals.names(shelf))
            except OSError as error:
                yield Fault("unreadable", shelf, f"folder {shelf}: {error.strerror}")
        known = _documents(shelves)
        for document in known.values():
            yield from _document_faults(document)
            done += 1
            tell("raw documents", done, max(done, total))
        for sha256 in names:
            if sha256 not in known and not _is_under_way(sha256):
                yield Fault(
                    "orphaned", sha256, f"{sha256}: raw bytes that no document knows"
                )
    for path in originals.leftovers():
        yield Fault(
            "orphaned", path.name, f"{path.name}: no raw document; a broken write"
        )


def _documents(shelves: list[str]) -> dict[str, Document]:
    """Those of these folders, in order, with no more than is asked of them."""
    rows = Document.objects.filter(
        sha256__gte=shelves[0], sha256__lt=f"{shelves[-1]}g"
    ).only("sha256", "size", "reason_code")
    return {row.sha256: row for row in rows.order_by("sha256")}


def _document_faults(document: Document) -> Iterator[Fault]:
    sha256 = document.sha256
    found, size = hashlib.sha256(), 0
    try:
        for chunk in originals.read_chunks(sha256):
            found.update(chunk)
            size += len(chunk)
    except FileNotFoundError:
        if not _is_gone_or_purged(document):
            yield Fault("missing", sha256, f"{sha256}: its raw bytes are gone")
        return
    except OSError as error:
        reason = (
            "a link stands in its place"
            if error.errno == errno.ELOOP
            else error.strerror
        )
        yield Fault("unreadable", sha256, f"{sha256}: {reason}")
        return
    if document.reason_code == Document.PURGED:
        # A purge that is under way has told the database before it removes the file.
        if originals.path_of(sha256).exists():
            yield Fault(
                "returned", sha256, f"{sha256}: it was purged, and its bytes are there"
            )
    elif found.hexdigest() != sha256:
        yield Fault(
            "altered",
            sha256,
            f"{sha256}: {size:,} bytes that are not those received ({document.size:,})",
        )


def _is_gone_or_purged(document: Document) -> bool:
    """Whether the bytes are rightly not there, by what the database says now."""
    codes = Document.objects.filter(pk=document.pk).values_list(
        "reason_code", flat=True
    )
    return list(codes) in ([], [Document.PURGED])


def _is_under_way(sha256: str) -> bool:
    """Whether bytes without a document may be about to get one, or are gone again."""
    try:
        age = time.time() - originals.path_of(sha256).lstat().st_mtime
    except FileNotFoundError:
        return True
    return abs(age) < JUST_COME or Document.objects.filter(sha256=sha256).exists()


def _span_faults(tell: Tell) -> Iterator[Fault]:
    texts = Article.objects.order_by("pk").only("public_id", *Article.PARTS)
    done, total = 0, Article.objects.count()
    batch: dict[int, Article] = {}
    for article in texts.iterator(chunk_size=ARTICLES_AT_ONCE):
        batch[article.pk] = article
        if len(batch) == ARTICLES_AT_ONCE:
            yield from _displaced(batch)
            done += len(batch)
            tell("places", done, total)
            batch = {}
    yield from _displaced(batch)
    tell("places", total, total)


def _displaced(articles: dict[int, Article]) -> Iterator[Fault]:
    for model in FACTS:
        rows: models.QuerySet[Any] = model.objects.filter(
            placed=True, article__in=list(articles)
        )
        for key, part, start, end, surface in rows.order_by("pk").values_list(
            "article_id", "part", "start", "end", "surface"
        ):
            article = articles[key]
            if getattr(article, part)[start:end] != surface:
                yield Fault(
                    "displaced",
                    article.public_id,
                    f"{model._meta.verbose_name} “{surface[:60]}” of "
                    f"{article.public_id} is not at its place",
                )


def _index_faults(tell: Tell) -> Iterator[Fault]:
    tell("text index", 0, 1)
    keys = search.out_of_step(Article.objects.published())
    names = dict(Article.objects.filter(pk__in=keys).values_list("pk", "public_id"))
    for key in sorted(keys):
        where = str(names.get(key, key))
        yield Fault("out of step", where, f"article {where} and its index rows")
    tell("text index", 1, 1)


def _list_faults(tell: Tell) -> Iterator[Fault]:
    tell("lists", 0, 1)
    for done, total, miscount in checking.miscounts():
        if miscount:
            where = f"{miscount.universe} {miscount.number}"
            yield Fault("miscounted", where, str(miscount))
        tell("lists", done, total)


def _company_faults(tell: Tell) -> Iterator[Fault]:
    tell("found names", 0, 1)
    for company, why in companies.out_of_step():
        yield Fault("misnamed", company.slug, f"company {company.slug}: {why}")
    for slug, why in families.astray():
        yield Fault("misnamed", slug, f"company {slug}: {why}")
    tell("found names", 1, 1)
