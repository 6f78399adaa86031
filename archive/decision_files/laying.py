"""Layers over a document, taken in: moved pieces, repairs, answers to doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.decision_files.held import Held
from archive.decision_files.lines import OTHER_DECISION, OTHER_WORDS, Line, are_there
from archive.decisions.layers import move_of
from archive.decisions.states import repair_of
from archive.models import BodyRepair, Document, PieceMove
from archive.spans import Range, overlap

if TYPE_CHECKING:
    from archive.decision_files.taking import Taken


def lay(document: Document, layers: Line, held: Held, taken: Taken) -> bool:
    """Lay moves, repairs and answers over the document; whether any was new."""
    names = ("raw_ranges", "raw_start", "to_raw_start", "is_new", "to_part", "quote")
    told = [{name: move[name] for name in names} for move in layers["moves"]]
    present = [move_of(move) for move in document.piece_moves.all()]
    # Moves of one archive follow each other; those of here know nothing of theirs.
    of_here = [move["raw_ranges"] for move in present if move not in told]
    of_here += held.moved()
    is_changed = False
    for move, fields in zip(layers["moves"], told, strict=True):
        if fields in present:
            taken.known["move"] += 1
        elif not are_there(document.text, move["raw_ranges"], move["words"]):
            taken.leave({**layers, "line": "move", "place": move}, OTHER_WORDS)
        elif _is_decided(move["raw_ranges"], of_here):
            taken.leave({**layers, "line": "move", "place": move}, OTHER_DECISION)
        else:
            PieceMove.objects.create(document=document, **fields)
            taken.new["move"] += 1
            is_changed = True
    is_changed |= _lay_repairs(document, layers, held, taken)
    _lay_answers(document, layers, held, taken)
    return is_changed


def _lay_answers(document: Document, layers: Line, held: Held, taken: Taken) -> None:
    of_here, answered = held.answered(), list(document.answered)
    for remark in layers["answered"]:
        if remark in answered:
            continue
        if remark in of_here:
            place = {"surface": remark}
            taken.leave({**layers, "line": "answer", "place": place}, OTHER_DECISION)
        else:
            answered.append(remark)
    if answered != document.answered:
        document.answered = answered
        document.save(update_fields=["answered"])


def _lay_repairs(document: Document, layers: Line, held: Held, taken: Taken) -> bool:
    told = [each["repair"] for each in layers["repairs"]]
    present = [repair_of(repair) for repair in document.body_repairs.all()]
    of_here = [repair[0] for repair in present if repair not in told]
    of_here += held.repaired()
    is_changed = False
    for each in layers["repairs"]:
        ranges, quote, replacement = each["repair"]
        place = {"surface": quote, "words": each["words"]}
        if each["repair"] in present:
            taken.known["repair"] += 1
        elif _is_decided(ranges, of_here):
            taken.leave({**layers, "line": "repair", "place": place}, OTHER_DECISION)
        elif not are_there(document.text, ranges, each["words"]):
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


def _is_decided(ranges: list[Range], of_here: list[list[Range]]) -> bool:
    return any(overlap(ranges, others) for others in of_here)
