"""Decisions that are layers over a document: words of a body repaired, pieces moved."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.decisions.book import enter
from archive.decisions.holding import count_as_corrected, locked, read_again
from archive.decisions.refusals import NotFound, Refused
from archive.decisions.rewording import laid_over, machine_body, replacements
from archive.decisions.states import state_of
from archive.ingest import World, hold, reextract
from archive.models import Article, BodyRepair, Decision, Document, PieceMove
from archive.spans import Range, overlap, without

Action = Decision.Action

WHERE = ("to_raw_start", "is_new", "to_part")
"""Of a move, where the piece goes."""


@transaction.atomic
def repair_body(
    article: Article,
    body: str,
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> int:
    """Lay a person's words over the machine's body; returns the number of repairs.

    The source stays as it is: each changed stretch is kept as a repair at its raw
    place, so that it holds when the document is cut or joined anew. Raises Conflict
    where the article is not of that version any more, NotFound where it is gone, or
    its words stand in another story now.
    """
    article = locked(article, version)
    body = body.replace("\r\n", "\n").strip("\n")
    if body == article.body:
        return 0
    if not article.placed:
        raise NotFound("The story has no place any more: its words are in another.")
    previous, stood = article.body, state_of(article)
    machine = machine_body(article)
    repairs = [
        BodyRepair(
            document=article.document,
            article=article,
            raw_ranges=[list(span) for span in machine.raw_ranges(start, end)],
            quote=machine.text[start:end],
            replacement=replacement,
        )
        for start, end, replacement in replacements(machine, body)
    ]
    for repair in repairs:
        repair.raw_start = repair.raw_ranges[0][0]
    article.body_repairs.all().delete()
    # What once was repaired at these places and has none now is overruled as well.
    for old in article.document.body_repairs.all():
        if any(overlap(old.ranges, repair.ranges) for repair in repairs):
            old.delete()
    BodyRepair.objects.bulk_create(repairs)
    article.set_mapped("body", laid_over(machine, repairs, article.document.text))
    article.extracted |= {"body": machine.text, "body_map": machine.dump()}
    article.person_fields = sorted({*article.person_fields, "body"})
    if not repairs:
        article.person_fields.remove("body")
        del article.extracted["body"], article.extracted["body_map"]
    count_as_corrected(article)
    article.version += 1
    article.save()
    enter(
        Action.REPAIR,
        article,
        by,
        stood,
        values={"repairs": [[r.raw_ranges, r.quote, r.replacement] for r in repairs]},
        previous={"body": previous},
        reason=reason,
    )
    reextract(article.document, World())
    return len(repairs)


def lay_repairs(article: Article, repairs: list[list[Any]]) -> None:
    """Let the article have these repairs alone, each as `states.repair_of` has it.

    Raises Refused where words of another story are repaired at such a place by now.
    """
    article.body_repairs.all().delete()
    starts = [ranges[0][0] for ranges, _, _ in repairs]
    if article.document.body_repairs.filter(raw_start__in=starts).exists():
        raise Refused("These words were repaired in another story since.")
    BodyRepair.objects.bulk_create(
        BodyRepair(
            document=article.document,
            article=article,
            raw_ranges=ranges,
            raw_start=ranges[0][0],
            quote=quote,
            replacement=replacement,
        )
        for ranges, quote, replacement in repairs
    )


@transaction.atomic
def move_piece(
    document: Document,
    ranges: tuple[Range, ...],
    to: Article | None,
    by: AbstractBaseUser | None,
    reason: str = "",
    part: str = PieceMove.Part.BODY,
) -> Article:
    """Move raw ranges of a document to a part of another of its stories.

    Without one they become the text of a story of their own. Returns the story that
    has them now. Raises NotFound where nothing of them or of that story is in the
    document.
    """
    document = hold(document)
    target = document.articles.filter(pk=to.pk).first() if to else None
    if to is not None and target is None:
        raise NotFound("The story it is to go to is not there any more.")
    raw_start = ranges[0][0]
    quote = document.text[raw_start : ranges[0][1]][:200]
    # Moves are replayed in the order in which they were made: this one is the last,
    # and overrules those of the same words.
    overruled = []
    for old in document.piece_moves.order_by("id"):
        if old.raw_start == raw_start or not without(old.ranges, ranges):
            overruled.append(move_of(old))
            old.delete()
    move = PieceMove.objects.create(
        document=document,
        raw_start=raw_start,
        raw_ranges=[list(span) for span in ranges],
        to_raw_start=target.anchor if target else raw_start,
        is_new=target is None,
        to_part=part,
        quote=quote,
    )
    read_again(document)
    move.refresh_from_db()
    story = _holder(document, raw_start) if move.placed else None
    if story is None:
        raise NotFound("The piece, or the story it is to go to, is not there any more.")
    _enter_move(Action.MOVE, move, by, reason, story, {"overruled": overruled})
    return story


def _holder(document: Document, raw_offset: int) -> Article | None:
    """The story that has this character of the raw text."""
    stories = document.articles.filter(placed=True).order_by("pk")
    return next(
        (
            story
            for story in stories
            if any(start <= raw_offset < end for start, end in story.ranges)
        ),
        None,
    )


def take_back_move(
    entry: Decision, by: AbstractBaseUser | None, reason: str = ""
) -> None:
    """Undo a move of a piece; moves that it had overruled hold again.

    Raises NotFound where it is no more: a later move of the same words overruled it.
    """
    document = hold(entry.document)
    where = {name: entry.values[name] for name in WHERE if name in entry.values}
    moves = document.piece_moves.filter(raw_start=entry.raw_start, **where)
    move = next((m for m in moves if m.raw_ranges == entry.raw_ranges), None)
    if move is None:
        raise NotFound("A later move of these words took its place.")
    taken_back = move_of(move)
    move.delete()
    overruled = entry.state.get("overruled", [])
    starts = [fields["raw_start"] for fields in overruled]
    if document.piece_moves.filter(raw_start__in=starts).exists():
        raise Refused("These words were moved again since.")
    for fields in overruled:
        PieceMove.objects.create(document=document, **fields)
    _enter_move(Action.REVERT, move, by, reason, None, {"moved": taken_back})
    read_again(document)


def move_again(entry: Decision, by: AbstractBaseUser | None, reason: str = "") -> None:
    """Undo the taking back of a move. Raises NotFound like `move_piece`."""
    moved = entry.state["moved"]
    to = None
    if not moved["is_new"]:
        to = _holder(entry.document, moved["to_raw_start"])
        if to is None:
            raise NotFound("The story it is to go to is not there any more.")
    ranges = tuple((start, end) for start, end in moved["raw_ranges"])
    move_piece(entry.document, ranges, to, by, reason, moved["to_part"])


def move_of(move: PieceMove) -> dict[str, Any]:
    """A move as it is kept: what goes where."""
    names = ("raw_ranges", "raw_start", "quote", *WHERE)
    return {name: getattr(move, name) for name in names}


def _enter_move(
    action: str,
    move: PieceMove,
    by: AbstractBaseUser | None,
    reason: str,
    target: Article | None,
    state: dict[str, Any],
) -> None:
    Decision.objects.enter(
        by,
        document=move.document,
        target=Decision.Target.ARTICLE,
        target_id=target.pk if target else None,
        action=action,
        raw_ranges=move.raw_ranges,
        raw_start=move.raw_start,
        quote=move.quote,
        values={name: getattr(move, name) for name in WHERE},
        state=state,
        reason=reason,
    )
