"""The decisions on one document, taken in: its layers, its rows, its part of the book.

The layers come first, and the document is read with them; then stories and rows get
the states that people gave them, each at its own raw words; reading it once more
brings the machine's rows to stand beside these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from archive.decision_files import book
from archive.decision_files.lines import (
    NOT_HERE,
    OPENING,
    OTHER_DECISION,
    OTHER_WORDS,
    ROWS,
    Line,
    name_of,
    words_at,
)
from archive.decisions import Refused
from archive.decisions.states import put, put_article, said, state_of
from archive.ingest import World, hold, reextract, reparse, settle_region
from archive.ingest.cutting import ASIDE
from archive.models import (
    Article,
    BodyRepair,
    Decision,
    DistrictMention,
    Document,
    Figure,
    FormerAddress,
    PieceMove,
    Reviewed,
)
from archive.removal import purge

if TYPE_CHECKING:
    from archive.decision_files.taking import Taken


def take(sha256: str, lines: list[Line], taken: Taken) -> None:
    """Take in all lines of a document; call it in a transaction."""
    layers = next(line for line in lines if line["line"] == "layers")
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
    on_documents = _about(entries, Decision.Target.DOCUMENT)
    book.add(on_documents, document, {}, taken)
    is_moved = settle_region(document)
    if _lay(document, layers, taken) or is_moved:
        reparse(document, World())
        document.refresh_from_db()
    changed = [_take_article(document, one, taken) for one in _of("article", rows)]
    on_articles = _about(entries, Decision.Target.ARTICLE)
    book.add(on_articles, document, _keys(document, on_articles), taken)
    if any(changed):
        # Where a story was when it was decided on says which one it is, and what of
        # the document is withdrawn with it.
        reparse(document, World())
        document.refresh_from_db()
    for kind in ROWS:
        if kind != "article":
            changed += [_take_row(document, one, taken) for one in _of(kind, rows)]
    if any(changed) or is_moved:
        reextract(document, World())
    rest = [one for one in entries if one not in on_documents + on_articles]
    book.add(rest, document, _keys(document, rest), taken)


def _about(entries: list[Line], target: str) -> list[Line]:
    return [entry for entry in entries if entry["target"] == target]


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
        purge(document, layers["purged"], None)
        taken.new["purge"] += 1
    book.add(entries, document, {}, taken)


def _lay(document: Document, layers: Line, taken: Taken) -> bool:
    """Lay moves, repairs and answers over the document; whether any was new."""
    names = ("raw_ranges", "raw_start", "to_raw_start", "is_new", "to_part", "quote")
    present = {(m.raw_start, m.to_raw_start) for m in document.piece_moves.all()}
    taken_places = {start for start, _ in present}
    is_changed = False
    for move in layers["moves"]:
        if (move["raw_start"], move["to_raw_start"]) in present:
            taken.known["move"] += 1
        elif words_at(document.text, move["raw_ranges"]) != move["words"]:
            taken.leave({**layers, "line": "move", "place": move}, OTHER_WORDS)
        elif move["raw_start"] in taken_places:
            taken.leave({**layers, "line": "move", "place": move}, OTHER_DECISION)
        else:
            PieceMove.objects.create(document=document, **{n: move[n] for n in names})
            taken.new["move"] += 1
            is_changed = True
    is_changed |= _lay_repairs(document, layers, taken)
    answered = [one for one in layers["answered"] if one not in document.answered]
    if answered:
        document.answered = [*document.answered, *answered]
        document.save(update_fields=["answered"])
    return is_changed


def _lay_repairs(document: Document, layers: Line, taken: Taken) -> bool:
    present = {r.raw_start: r for r in document.body_repairs.all()}
    is_changed = False
    for each in layers["repairs"]:
        ranges, quote, replacement = each["repair"]
        place = {"surface": quote, "words": each["words"]}
        same = present.get(ranges[0][0])
        if same and (same.raw_ranges, same.replacement) == (ranges, replacement):
            taken.known["repair"] += 1
        elif same:
            taken.leave({**layers, "line": "repair", "place": place}, OTHER_DECISION)
        elif words_at(document.text, ranges) != each["words"]:
            taken.leave({**layers, "line": "repair", "place": place}, OTHER_WORDS)
        else:
            BodyRepair.objects.create(
                document=document,
                raw_ranges=ranges,
                raw_start=ranges[0][0],
                quote=quote,
                replacement=replacement,
            )
            taken.new["repair"] += 1
            is_changed = True
    return is_changed


def _take_article(document: Document, line: Line, taken: Taken) -> bool:
    anchor = line["place"]["anchor"]
    if words_at(document.text, [(anchor, anchor + OPENING)]) != line["place"]["words"]:
        taken.leave(line, OTHER_WORDS)
        return False
    article = _article_at(document, anchor) if line["placed"] else None
    if article is None:
        article = document.articles.filter(anchor=anchor, placed=False).first()
    if article is None:
        article = Article(document=document, anchor=anchor, placed=False, body="")
        article.raw_ranges = [[anchor, anchor + 1]]
        article.public_id = f"{ASIDE}{document.pk}-{anchor}"[:12]
        article.save()
    return _give(article, line, taken)


def _article_at(document: Document, start: int) -> Article | None:
    """The story that holds the character, that which begins there first."""
    stories = list(document.articles.filter(placed=True).order_by("pk"))
    stories.sort(key=lambda story: story.anchor != start)
    return next(
        (s for s in stories if any(low <= start < high for low, high in s.ranges)),
        None,
    )


def _take_row(document: Document, line: Line, taken: Taken) -> bool:
    place = line["place"]
    if words_at(document.text, place["raw_ranges"]) != place["words"]:
        taken.leave(line, OTHER_WORDS)
        return False
    model = ROWS[line["kind"]]
    row = _present(document, model, line)
    if row is None:
        row = _new(document, model, line)
        if row is None:
            taken.leave(line, OTHER_WORDS)
            return False
    # Of a row that is the person's whole the machine renews not even these.
    row.rule, row.confidence = place["rule"], place["confidence"]
    return _give(row, line, taken)


def _present(document: Document, model: type[Reviewed], line: Line) -> Reviewed | None:
    """The row of that name here, be it the machine's."""
    start = {"raw_start": line["place"]["raw_ranges"][0][0]}
    if model is Figure:
        start = {"number_start": line["place"]["number_start"]}
    rows = model.objects.filter(document=document, **start).select_related("article")
    return next((row for row in rows if name_of(row) == line["name"]), None)


def _new(document: Document, model: type[Reviewed], line: Line) -> Reviewed | None:
    """A row at the line's place; where it stands in a story follows by reading."""
    place = line["place"]
    start = place["raw_ranges"][0][0]
    article = _article_at(document, start) or document.articles.first()
    if article is None:
        return None
    row = model(document=document, article=article, placed=False)
    row.part, row.surface = place["part"], place["surface"]
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


def _give(row: Any, line: Line, taken: Taken) -> bool:
    """Let the row have the line's state, unless a person here gave it another."""
    if row.is_decided:
        if said(state_of(row)) == said(line["state"]):
            taken.known["row"] += 1
        else:
            taken.leave(line, OTHER_DECISION)
        return False
    try:
        (put_article if isinstance(row, Article) else put)(row, line["state"])
    except Refused as refusal:
        taken.leave(line, str(refusal))
        return False
    row.version = max(row.version, line["state"]["version"])
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
