"""Decisions on a mention, a figure or an article's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.checks import review
from archive.decisions.book import enter
from archive.decisions.fields import TOGETHER, completed, reworded_parts
from archive.decisions.holding import count_as_corrected, locked, read_again
from archive.decisions.places import put_at_words, rejected_twin, said_by
from archive.decisions.refusals import NotFound, Refused, Taken
from archive.decisions.states import State, said_in, state_of
from archive.ingest import LEFT_OUT, World, hold, index, reextract
from archive.ingest.companies import let_go
from archive.ingest.families import bring_the_rest_home, settle_row
from archive.ingest.placing import is_wordless
from archive.models import (
    Article,
    CompanyMention,
    Decision,
    Figure,
    FormerAddress,
    Mention,
    Reviewed,
    Status,
)
from districts.models import Company

Action = Decision.Action


@transaction.atomic
def confirm(row: Any, by: AbstractBaseUser | None, version: int | None = None) -> None:
    """The row is right as it stands; the machine may not change it any more."""
    row = locked(row, version)
    if row.status == Status.CONFIRMED:
        return
    was_shown, stood = row.is_shown, state_of(row)
    row.status = Status.CONFIRMED
    check_company(row)
    row.version += 1
    row.save()
    enter(Action.CONFIRM, row, by, stood)
    if was_shown:
        # Of near-identical stories the one that a person worked on is shown.
        index(row if isinstance(row, Article) else row.article)
    else:
        _settle(row)


@transaction.atomic
def correct(
    row: Any,
    values: Mapping[str, Any],
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> list[str]:
    """Set fields of a mention, figure or article; returns those that changed.

    A rejected row stays rejected; what it says from now on shows when it is restored.
    """
    row = locked(row, version)
    values, stood = completed(row, values), state_of(row)
    previous = {name: said_in(row, name) for name in values}
    texts = reworded_parts(row, values)
    companies = companies_of(row)
    changed = row.take_person_values(values)
    if not changed:
        return []
    settle_row(row, changed)
    check_company(row)
    if isinstance(row, Mention):
        check_place_is_free(row)
    for part in set(changed) & set(texts):
        row.set_mapped(part, texts[part])
    for group in TOGETHER.get(type(row), ()):
        if set(changed) & set(group):
            row.person_fields = sorted({*row.person_fields, *group})
    count_as_corrected(row)
    row.save()
    if isinstance(row, CompanyMention):
        bring_the_rest_home(row.document)
    enter(
        Action.CORRECT,
        row,
        by,
        stood,
        values={name: said_in(row, name) for name in changed},
        previous={name: previous[name] for name in changed},
        reason=reason,
    )
    let_go(companies ^ companies_of(row))
    _settle(row)
    return changed


@transaction.atomic
def reject(
    row: Any,
    by: AbstractBaseUser | None,
    version: int | None = None,
    reason: str = "",
) -> None:
    """The row is wrong. It is kept, unseen, so that it does not come back."""
    row = locked(row, version)
    if row.status == Status.REJECTED:
        return
    stood = state_of(row)
    previous = {"status": stood["status"]}
    row.status = Status.REJECTED
    row.version += 1
    row.save()
    enter(Action.REJECT, row, by, stood, previous=previous, reason=reason)
    _settle(row)


@transaction.atomic
def restore(row: Any, by: AbstractBaseUser | None, version: int | None = None) -> None:
    """A rejected row counts again, with all that a person had set in it.

    What was confirmed or added before is so again; the machine's word, which a person
    lets stand against the rejection, is confirmed by that.
    """
    row = locked(row, version)
    if row.status != Status.REJECTED:
        return
    stood = state_of(row)
    row.status = _status_before(row)
    check_company(row)
    row.version += 1
    row.save()
    enter(Action.RESTORE, row, by, stood)
    _settle(row)


@transaction.atomic
def add(
    row: Mention | Figure,
    surface: str,
    by: AbstractBaseUser | None,
    part: str = "",
    at: int | None = None,
) -> None:
    """Make a mention or figure by hand, at the first free place of its words, or `at`.

    `row` is unsaved, its article and own fields set. Raises NotFound where the words
    do not stand in the article.
    """
    hold(Article.objects.select_related("document").get(pk=row.article_id).document)
    article = Article.objects.select_related("document").get(pk=row.article_id)
    row.article, row.document = article, article.document
    settle_row(row, row.MACHINE_FIELDS)
    check_company(row)
    put_at_words(row, surface, part, at)
    stood: State = {}
    if twin := rejected_twin(row):
        stood = state_of(twin)
        row.pk = twin.pk
        row._state.adding = False
        row.version = twin.version + 1
        row.extracted = twin.extracted
    row.status = Status.ADDED
    row.rule, row.confidence = "editor", 1.0
    row.person_fields = sorted(
        name for name in row.MACHINE_FIELDS if name not in ("rule", "confidence")
    )
    row.save()
    if isinstance(row, Figure):
        FormerAddress.objects.filter(public_id=row.public_id).delete()
    values = {name: said_in(row, name) for name in row.person_fields}
    enter(Action.ADD, row, by, stood, values=values)
    _settle(row)


def check_words(
    row: Mention | Figure, surface: str, part: str = "", at: int | None = None
) -> None:
    """Raise NotFound where `add` would; nothing is stored."""
    trial = type(row)(
        **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    )
    trial.document = trial.article.document
    put_at_words(trial, surface, part, at)


@transaction.atomic
def dismiss_check(
    figure: Figure,
    code: str,
    reason: str,
    by: AbstractBaseUser | None,
    version: int | None = None,
) -> None:
    """A check that is raised is answered: the reason stands beside it."""
    figure = locked(figure, version)
    if code not in {check["code"] for check in figure.checks}:
        raise NotFound("This check is not raised any more.")
    stood = state_of(figure)
    previous = {"reason": figure.dismissed_checks.get(code, "")}
    figure.dismissed_checks = {**figure.dismissed_checks, code: reason}
    figure.version += 1
    review(figure, figure.article, World().rates)
    figure.save()
    enter(
        Action.DISMISS,
        figure,
        by,
        stood,
        values={"check": code},
        previous=previous,
        reason=reason,
    )
    index(figure.article)


def _status_before(row: Reviewed) -> str:
    """What a rejected row was before, by the book of decisions."""
    entry = Decision.objects.filter(
        target=row._meta.model_name, target_id=row.pk, action=Action.REJECT
    ).first()
    before = entry.previous.get("status") if entry else None
    if before in (Status.CONFIRMED, Status.ADDED):
        return Status(before)
    return Status.CORRECTED if row.person_fields else Status.CONFIRMED


def companies_of(row: Any) -> set[int]:
    """The key of the company that the row names, if it names one."""
    name = {Figure: "subject_company_id", CompanyMention: "company_id"}.get(type(row))
    return {getattr(row, name)} - {None} if name else set()


def check_company(row: Any) -> None:
    """What readers see names no company of which a person said that it is none."""
    keys = companies_of(row) if row.status != Status.REJECTED else set()
    if company := Company.objects.rejected().filter(pk__in=keys).first():
        raise Refused(f"{company} is a rejected name: confirm it first.")


def check_place_is_free(row: Mention) -> None:
    """Two rows can't say the same of one place."""
    same = {**said_by(row), "raw_start": row.raw_start}
    others = type(row).objects.filter(document=row.document, **same)
    if other := others.exclude(pk=row.pk).first():
        raise Taken(f"A {other.get_status_display()} row says this here already.")


def _settle(row: Any) -> None:
    """Bring up to date what follows from the change."""
    if isinstance(row, Article):
        if row.is_shown and LEFT_OUT in row.document.remarks:
            read_again(row.document)
        elif row.placed:
            reextract(row.document, World())
        return
    if isinstance(row, Mention) and is_wordless(row):
        # Whom the story's figures are about follows from where it is filed.
        reextract(row.document, World())
        return
    if isinstance(row, Figure):
        review(row, row.article, World().rates)
        row.save()
    index(row.article)
