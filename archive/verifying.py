"""Whether what is stored is whole: raw bytes, spans, and the index beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive import originals, search
from archive.ingest import matching
from archive.models import Article, Document


@dataclass(frozen=True)
class Fault:
    """Something that is not as it should be; `kind` is its class."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def faults() -> Iterator[Fault]:
    """Every fault there is, raw bytes first."""
    yield from _raw_faults()
    yield from _span_faults()
    yield from _index_faults()


def _raw_faults() -> Iterator[Fault]:
    known = set()
    for sha256, size in (
        Document.objects.order_by("sha256").values_list("sha256", "size").iterator()
    ):
        known.add(sha256)
        try:
            data = originals.read(sha256)
        except FileNotFoundError:
            yield Fault("missing", f"{sha256}: its raw bytes are gone")
        except OSError as error:
            yield Fault("unreadable", f"{sha256}: {error.strerror}")
        else:
            if originals.digest(data) != sha256:
                yield Fault(
                    "altered",
                    f"{sha256}: {len(data):,} bytes that are not those received "
                    f"({size:,})",
                )
    for sha256 in originals.names():
        if sha256 not in known:
            yield Fault("orphaned", f"{sha256}: raw bytes that no document knows")
    for path in originals.leftovers():
        yield Fault("orphaned", f"{path.name}: no raw document; a broken write")


def _span_faults() -> Iterator[Fault]:
    for model in matching.MODELS:
        rows = model.objects.filter(placed=True).select_related("article")
        for row in rows.order_by("article_id").iterator(chunk_size=500):
            if getattr(row.article, row.part)[row.start : row.end] != row.surface:
                yield Fault(
                    "displaced",
                    f"{row._meta.verbose_name} “{row.surface[:60]}” of "
                    f"{row.article.public_id} is not at its place",
                )


def _index_faults() -> Iterator[Fault]:
    keys = search.out_of_step(Article.objects.published())
    names = dict(Article.objects.filter(pk__in=keys).values_list("pk", "public_id"))
    for key in sorted(keys):
        yield Fault("out of step", f"article {names.get(key, key)} and its index rows")
