"""Taking one decision back: the object it was about stands as before it, no other."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from archive.decisions import things
from archive.decisions.answering import turn_answer
from archive.decisions.book import enter
from archive.decisions.holding import locked, read_again
from archive.decisions.layers import lay_repairs, move_again, take_back_move
from archive.decisions.refusals import NotFound, Refused
from archive.decisions.regions import state_region
from archive.decisions.rows import check_company, check_place_is_free, companies_of
from archive.decisions.states import ROWS, State, put, put_article, state_of
from archive.ingest import World, hold, reextract
from archive.ingest.companies import let_go
from archive.models import Article, Decision, Mention, Reviewed, Status
from districts.models import Region

Action, Target = Decision.Action, Decision.Target

FINAL = (Action.PURGE, Action.ALLOW)
"""What cannot be taken back from the book."""


def is_revertible(entry: Decision) -> bool:
    """Whether `revert` would try: not what is final, nor a line that kept no state."""
    if entry.action in FINAL:
        return False
    if entry.target in ROWS:
        return bool(entry.state) or entry.action in (Action.ADD, Action.MOVE)
    return bool(entry.target_slug or entry.state)


@transaction.atomic
def revert(
    entry: Decision,
    by: AbstractBaseUser | None,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Let what the line is about stand as it did before it; a new line says so.

    Later decisions on the same object are taken back with it, those on others never.
    `seen` is the number of these that the person knows of. Raises Refused where there
    are more, or where it can't be: the object, or a thing it names, is there no more,
    or the line is of a kind that is final.
    """
    if not is_revertible(entry):
        raise Refused("This decision can't be taken back.")
    if entry.document is not None:
        hold(entry.document)
    if seen is not None and later_on_the_same(entry).count() != seen:
        raise Refused("It was decided on in the meantime. Look at it again.")
    if entry.target_slug:
        things.set_back(entry, by, reason)
    elif entry.action == Action.MOVE:
        take_back_move(entry, by, reason)
    elif "moved" in entry.state:
        move_again(entry, by, reason)
    elif entry.target == Target.DOCUMENT:
        _revert_document(entry, by, reason)
    else:
        _revert_row(entry, by, reason)


def model_of(entry: Decision) -> type[models.Model] | None:
    """What kind of row or known thing the line is about."""
    return ROWS.get(entry.target) or things.KINDS.get(entry.target)


def present_state(entry: Decision) -> State:
    """How what the line is about stands now, in the manner of its state before."""
    if entry.target_slug:
        thing = things.find(entry)
        return things.state_of(thing) if thing is not None else {}
    if entry.target == Target.DOCUMENT:
        stated = entry.document.decisions.stated_region()
        region = {"region": stated.slug if stated else ""}
        return (
            region if "region" in entry.state else {"answered": entry.document.answered}
        )
    row = row_of(entry) if entry.action != Action.MOVE else None
    return state_of(row) if row is not None else {}


def later_on_the_same(entry: Decision) -> models.QuerySet[Decision]:
    """Later lines on the same object, which are taken back with this one.

    Answers to doubts and moves of pieces are taken back one by one.
    """
    same = Decision.objects.filter(
        pk__gt=entry.pk, target=entry.target, target_slug=entry.target_slug
    )
    if entry.target == Target.DOCUMENT:
        if "region" not in entry.state:
            return same.none()
        return same.filter(document=entry.document, state__has_key="region")
    if entry.target_id is None or entry.action == Action.MOVE:
        return same.none()
    return same.filter(target_id=entry.target_id).exclude(action=Action.MOVE)


def row_of(entry: Decision) -> Reviewed | None:
    """The row that the line is about, where it is one and is there."""
    model = ROWS.get(entry.target)
    return model.objects.filter(pk=entry.target_id).first() if model else None


def _revert_row(entry: Decision, by: AbstractBaseUser | None, reason: str) -> None:
    row = row_of(entry)
    if row is None:
        raise NotFound("The row is gone: the document was read again.")
    row = locked(row, None)
    stood = state_of(row)
    before = companies_of(row)
    if isinstance(row, Article):
        row = _put_back_article(row, entry)
    elif entry.state:
        put(row, entry.state)
    else:
        row.status = Status.REJECTED  # it was added, and there was nothing before
    check_company(row)
    if isinstance(row, Mention):
        check_place_is_free(row)
    row.version = stood["version"] + 1
    row.save()
    now = state_of(row)
    names = [n for n, v in now["fields"].items() if v != stood["fields"][n]]
    enter(
        Action.REVERT,
        row,
        by,
        stood,
        values={"status": now["status"], **{n: now["fields"][n] for n in names}},
        previous={"status": stood["status"], **{n: stood["fields"][n] for n in names}},
        reason=reason,
    )
    let_go(before ^ companies_of(row))
    reextract(row.document, World())


def _put_back_article(article: Article, entry: Decision) -> Article:
    """The article as the machine reads it, and on that what a person said then."""
    article.status, article.person_fields = Status.EXTRACTED, []
    article.save()
    lay_repairs(article, entry.state["repairs"])
    read_again(article.document)
    again = Article.objects.select_related("document").filter(pk=article.pk).first()
    if again is None:
        raise NotFound("No story stands there without this decision.")
    put_article(again, entry.state)
    return again


def _revert_document(entry: Decision, by: AbstractBaseUser | None, reason: str) -> None:
    if "region" in entry.state:
        slug = entry.state["region"]
        region = Region.objects.filter(slug=slug).first() if slug else None
        if slug and region is None:
            raise NotFound(f"The region “{slug}” is not there any more.")
        state_region(entry.document, region, by, reason)
        return
    turn_answer(entry, by, reason)
