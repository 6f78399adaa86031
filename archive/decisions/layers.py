"""Decisions that are layers over a document: words of a body repaired, pieces moved."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.decisions.book import enter
from archive.decisions.holding import count_as_corrected, locked
from archive.decisions.refusals import NotFound
from archive.decisions.rewording import laid_over, machine_body, replacements
from archive.ingest import World, hold, reextract, reparse
from archive.models import Article, BodyRepair, Decision, Document, PieceMove
from archive.spans import Range, overlap, without

Action = Decision.Action


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
    place, so that it holds when the document is cut or joined anew.
    """
    article = locked(article, version)
    body = body.replace("\r\n", "\n").strip("\n")
    if body == article.body:
        return 0
    previous = article.body
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
        values={"repairs": [[r.raw_ranges, r.quote, r.replacement] for r in repairs]},
        previous={"body": previous},
        reason=reason,
    )
    reextract(article.document, World())
    return len(repairs)


@transaction.atomic
def move_piece(
    document: Document,
    ranges: tuple[Range, ...],
    to: Article,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> PieceMove:
    """Move raw ranges of a document to another of its stories.

    Raises NotFound where nothing of them or of that story is in the document.
    """
    document = hold(document)
    target = document.articles.filter(pk=to.pk).first()
    if target is None:
        raise NotFound("The story it is to go to is not there any more.")
    raw_start = ranges[0][0]
    quote = document.text[raw_start : ranges[0][1]][:200]
    # Moves are replayed in the order in which they were made: this one is the last,
    # and overrules those of the same words.
    for old in document.piece_moves.all():
        if old.raw_start == raw_start or not without(old.ranges, ranges):
            old.delete()
    move = PieceMove.objects.create(
        document=document,
        raw_start=raw_start,
        raw_ranges=[list(span) for span in ranges],
        to_raw_start=target.anchor,
        quote=quote,
    )
    Decision.objects.create(
        document=document,
        target=Decision.Target.ARTICLE,
        target_id=to.pk,
        action=Action.MOVE,
        raw_ranges=move.raw_ranges,
        raw_start=raw_start,
        quote=quote,
        values={"to_raw_start": target.anchor},
        reason=reason,
        made_by=by,
        made_by_name=by.get_username() if by else "",
    )
    reparse(document, World())
    move.refresh_from_db()
    if not move.placed:
        raise NotFound("The piece, or the story it is to go to, is not there any more.")
    return move
