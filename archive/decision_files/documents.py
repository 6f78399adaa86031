"""The decisions on one document, taken in: its layers, its rows, its part of the book.

The layers come first, and the document is read with them; then stories and rows get
the states that people gave them, each at its own raw words; reading it once more
brings the machine's rows to stand beside these.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from archive.decision_files import book
from archive.decision_files.held import Held
from archive.decision_files.laying import lay
from archive.decision_files.lines import (
    NOT_HERE,
    OPENING,
    OTHER_DECISION,
    OTHER_WORDS,
    BadFile,
    Line,
    are_there,
    name_of,
    words_at,
)
from archive.decisions import Refused
from archive.decisions.states import ROWS, put, put_article, said, state_of
from archive.ingest import World, hold, reextract, reparse, settle_region
from archive.ingest.cutting import ASIDE
from archive.models import (
    Article,
    Decision,
    DistrictMention,
    Document,
    Figure,
    FormerAddress,
    Reviewed,
)
from archive.removal import erase, remove_bytes

if TYPE_CHECKING:
    from archive.decision_files.taking import Taken

WITHIN = [kind for kind in ROWS if kind != Decision.Target.ARTICLE]
"""Kinds of rows within a story."""


def take(sha256: str, lines: list[Line], taken: Taken) -> None:
    """Take in all lines of a document; call it in a transaction."""
    layers = next((line for line in lines if line["line"] == "layers"), None)
    if layers is None:
        raise BadFile(f"The lines on {sha256} lack that of its layers.")
    entries = [line for line in lines if line["line"] == "entry"]
    rows = [line for line in lines if line["line"] == "row"]
    if layers["purged"] is not None:
        _purge(sha256, layers, entries, taken)
        return
    found = Document.objects.filter(sha256=sha256).first()
    if found is None or not found.is_accepted:
        for line in lines:
            if line["line"] != "entry":
                taken.leave(line, NOT_HERE)
        return
    document = hold(found)
    held, before = Held.of(document, entries), len(taken.left)
    on_documents = _about(entries, Decision.Target.DOCUMENT)
    book.add(on_documents, document, {}, taken)
    is_moved = settle_region(document)
    if lay(document, layers, held, taken) or is_moved:
        reparse(document, World())
        document.refresh_from_db()
    stories = _stories(document)
    changed = [
        _take_article(document, stories, one, held, taken)
        for one in _of("article", rows)
    ]
    on_articles = _about(entries, Decision.Target.ARTICLE)
    book.add(on_articles, document, _keys(document, on_articles), taken)
    if any(changed):
        # Where a story was when it was decided on says which one it is, and what of
        # the document is withdrawn with it.
        reparse(document, World())
        document.refresh_from_db()
        stories = _stories(document)
    for kind in WITHIN:
        changed += [
            _take_row(document, stories, one, held, taken) for one in _of(kind, rows)
        ]
    if any(changed) or is_moved:
        reextract(document, World())
    # A row that was left comes later with its lines, once it can stand.
    left = {tuple(one.get("name", "")) for one in taken.left[before:]} - {()}
    rest = _about(entries, *WITHIN)
    rest = [one for one in rest if tuple(one["row"] or ()) not in left]
    book.add(rest, document, _keys(document, rest), taken)


def _about(entries: list[Line], *targets: str) -> list[Line]:
    return [entry for entry in entries if entry["target"] in targets]


def _of(kind: str, rows: list[Line]) -> list[Line]:
    return [row for row in rows if row["kind"] == kind]


def _purge(sha256: str, layers: Line, entries: list[Line], taken: Taken) -> None:
    """What was purged there is purged here, and does not come in later."""
    document, is_new = Document.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": 0,
            "verdict": Document.Verdict.REFUSED,
            "reason_code": Document.PURGED,
            "reason": layers["purged"],
        },
    )
    if not (is_new or document.is_purged):
        if _are_decisions_of_here(document, entries):
            taken.leave(layers, OTHER_DECISION)
            return
        erase(document, layers["purged"])
        transaction.on_commit(partial(remove_bytes, sha256))
        taken.new["purge"] += 1
    book.add(entries, document, {}, taken)


def _are_decisions_of_here(document: Document, entries: list[Line]) -> bool:
    """Whether somebody decided on the document of whom the lines do not know.

    A purge has taken the words out of the lines; who decided what, and when, is left.
    """
    told = {(line["target"], line["action"], line["at"]) for line in entries}
    return any(
        (entry.target, entry.action, entry.made_at.isoformat()) not in told
        for entry in document.decisions.all()
    )


def _take_article(
    document: Document, stories: list[Article], line: Line, held: Held, taken: Taken
) -> bool:
    anchor, length = line["place"]["anchor"], len(document.text)
    opening = words_at(document.text, [(anchor, anchor + OPENING)])
    runs = [run for runs in line["state"]["maps"].values() for run in runs]
    is_beyond = anchor >= length or any(start + n > length for _, start, n in runs)
    if is_beyond or opening != line["place"]["words"]:
        taken.leave(line, OTHER_WORDS)
        return False
    article = _article_at(stories, anchor) if line["placed"] else None
    if article is None:
        article = document.articles.filter(anchor=anchor, placed=False).first()
    if article is None:
        article = Article(document=document, anchor=anchor, placed=False, body="")
        article.raw_ranges = [[anchor, anchor + 1]]
        article.public_id = f"{ASIDE}{document.pk}-{anchor}"[:12]
        article.save()
    return _give(article, line, held, taken)


def _stories(document: Document) -> list[Article]:
    return list(document.articles.filter(placed=True).order_by("pk"))


def _article_at(stories: list[Article], start: int) -> Article | None:
    """The story that holds the character, that which begins there first."""
    holding = [
        story
        for story in stories
        if any(low <= start < high for low, high in story.ranges)
    ]
    return min(holding, key=lambda story: story.anchor != start, default=None)


def _take_row(
    document: Document, stories: list[Article], line: Line, held: Held, taken: Taken
) -> bool:
    place = line["place"]
    if not are_there(document.text, place["raw_ranges"], place["words"]):
        taken.leave(line, OTHER_WORDS)
        return False
    model = ROWS[line["kind"]]
    row = _present(document, model, line)
    if row is None:
        row = _new(document, stories, model, line)
        if row is None:
            taken.leave(line, OTHER_WORDS)
            return False
    # Of a row that is the person's whole the machine renews not even these.
    row.rule, row.confidence = place["rule"], place["confidence"]
    row.surface = place["surface"]
    return _give(row, line, held, taken)


def _present(document: Document, model: type[Reviewed], line: Line) -> Reviewed | None:
    """The row of that name here, be it the machine's."""
    start = {"raw_start": line["place"]["raw_ranges"][0][0]}
    if model is Figure:
        start = {"number_start": line["place"]["number_start"]}
    rows = model.objects.filter(document=document, **start).select_related("article")
    return next((row for row in rows if name_of(row) == line["name"]), None)


def _new(
    document: Document, stories: list[Article], model: type[Reviewed], line: Line
) -> Reviewed | None:
    """A row at the line's place; where it stands in a story follows by reading."""
    place = line["place"]
    start = place["raw_ranges"][0][0]
    article = _article_at(stories, start) or document.articles.first()
    if article is None:
        return None
    row = model(document=document, article=article, placed=False)
    row.part = place["part"]
    row.put_raw(place["raw_ranges"])
    if isinstance(row, Figure):
        for name in ("number_start", "number_end", "key_unit", "ordinal"):
            setattr(row, name, place[name])
        row.rename()
        FormerAddress.objects.filter(public_id=row.public_id).delete()
        return row
    if isinstance(row, DistrictMention):
        row.basis = place["basis"]
    if place["said"]:
        row.extracted = {"fields": {model.ENTITY: place["said"]}}
    return row


def _give(row: Any, line: Line, held: Held, taken: Taken) -> bool:
    """Let the row have the line's state, unless a person here wants it otherwise."""
    if row.is_decided and said(state_of(row)) == said(line["state"]):
        taken.known["row"] += 1
        return False
    if row.is_decided or held.has_decided(row):
        taken.leave(line, OTHER_DECISION)
        return False
    try:
        (put_article if isinstance(row, Article) else put)(row, line["state"])
    except Refused as refusal:
        taken.leave(line, str(refusal))
        return False
    version = max(row.version, line["state"]["version"])
    row.version = max(version, held.next_version(row))
    row.save()
    taken.new["row"] += 1
    return True


def _keys(document: Document, entries: list[Line]) -> dict[tuple, int]:
    """Keys of the rows that lines of the book are about, by their names."""
    kinds = {line["row"][0] for line in entries if line["row"] is not None}
    return {
        tuple(name_of(row)): row.pk
        for kind in kinds
        for row in _rows_of(ROWS[kind], document)
    }


def _rows_of(model: type[Reviewed], document: Document) -> models.QuerySet:
    rows = model.objects.filter(document=document)
    entity = getattr(model, "ENTITY", "")
    return rows.select_related(entity) if entity else rows
