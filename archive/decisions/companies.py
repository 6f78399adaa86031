"""Decisions on companies: their names, and which of them are one.

A company that is merged into another stays, and so does what each row names: the rows
are shown under the other one until they are taken apart again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.changes import changed
from archive.decisions.refusals import NotFound, Refused
from archive.decisions.thing_states import Action, record, state_of
from archive.ingest import families, retagging
from archive.ingest.companies import let_go
from archive.models import Decision
from districts.models import Company

BETWEEN = (Action.MERGE, Action.UNMERGE, Action.DISMISS)
"""Decisions on two companies."""


@dataclass(frozen=True, slots=True)
class Moved:
    """In how many articles rows moved, and what was read again of these and others."""

    articles: int
    read: retagging.Retagged


@transaction.atomic
def merge(
    loser: Company, into: Company, by: AbstractBaseUser | None, reason: str = ""
) -> Moved:
    """The two are one: all that names the first is shown under the second.

    A found one that others go into is vouched for by that. Names of the merged one are
    read from now on like those of a known one. Raises Refused, NotFound.
    """
    families.alone()
    loser, into = _present(loser), _present(into)
    _check(loser, into)
    keys = _vouch(into, by, reason)
    before = state_of(loser)
    loser.standing, loser.merged_into = Company.Standing.MERGED, into
    loser.save(update_fields=["standing", "merged_into"])
    record(Action.MERGE, loser, before, by, reason, {"into": into.slug})
    articles = families.bring_home(loser, loser.pk)
    return _settled(articles, keys | _documents(families.members_of(loser)))


@transaction.atomic
def unmerge(loser: Company, by: AbstractBaseUser | None, reason: str = "") -> Moved:
    """The company is another one after all, and gets back what names it.

    What had been merged into it before comes along. It is found again if it was found.
    Raises Refused, NotFound.
    """
    families.alone()
    loser = _present(loser)
    if not loser.is_merged:
        raise Refused(f"{loser} is not merged into another company.")
    shown, into = loser.canonical, loser.merged_into
    before = state_of(loser)
    # Only what texts brought has a spelling: see `archive.ingest.companies`.
    found, known = Company.Standing.FOUND, Company.Standing.KNOWN
    keys = _documents(families.members_of(loser))
    loser.standing = found if loser.spelling else known
    loser.merged_into = None
    loser.save(update_fields=["standing", "merged_into"])
    record(Action.UNMERGE, loser, before, by, reason, {"into": into.slug})
    moved = _settled(families.bring_home(loser, shown.pk), keys)
    let_go([loser.pk])
    return moved


@transaction.atomic
def confirm_name(
    company: Company, by: AbstractBaseUser | None, reason: str = ""
) -> retagging.Retagged:
    """Let a company be known that was found in a text, or rejected before.

    Its name is read from now on wherever it stands, like that of any other. Raises
    Refused, NotFound.
    """
    families.alone()
    company = _present(company)
    if company.is_merged:
        raise Refused(f"{company} is merged into {company.merged_into}.")
    keys = _vouch(company, by, reason)
    return retagging.read_again(sorted(keys))


@transaction.atomic
def reject_name(
    company: Company, by: AbstractBaseUser | None, reason: str = ""
) -> retagging.Retagged:
    """What texts call this is no company: its mentions go, and it does not come back.

    Of too many documents for a page they go when `reextract` has read them. Raises
    Refused for a name that was not found in texts, or of which a person said that a
    mention or a figure is of this company; NotFound.
    """
    families.alone()
    company = _present(company)
    if not company.is_found:
        raise Refused("Only names found in texts can be rejected.")
    if number := retagging.kept(company):
        raise Refused(f"A person kept {number} of its mentions or figures.")
    before = state_of(company)
    company.standing = Company.Standing.REJECTED
    company.save(update_fields=["standing"])
    record(Action.REJECT, company, before, by, reason)
    return retagging.retag(company, ())


@transaction.atomic
def tell_apart(
    one: Company, other: Company, by: AbstractBaseUser | None, reason: str = ""
) -> None:
    """The two only look alike: see `archive.likely_companies.told_apart`."""
    first, second = sorted((one, other), key=lambda company: company.slug)
    values = {"not": second.slug}
    record(Action.DISMISS, first, state_of(first), by, reason, values)


def take_back(
    company: Company, entry: Decision, by: AbstractBaseUser | None, reason: str
) -> retagging.Retagged:
    """Undo what was decided between this company and another.

    Raises Refused where it is not so any more.
    """
    if entry.action == Action.MERGE:
        return unmerge(company, by, reason).read
    if entry.action == Action.UNMERGE:
        into = Company.objects.filter(slug=entry.values["into"]).first()
        if into is None:
            raise NotFound(f"{entry.values['into']} is gone.")
        return merge(company, into, by, reason).read
    record(
        Action.REVERT,
        company,
        state_of(company),
        by,
        reason,
        values={},
        previous=dict(entry.values),
    )
    return retagging.Retagged(0)


def _present(company: Company) -> Company:
    """The company as it stands."""
    present = Company.objects.filter(pk=company.pk).first()
    if present is None:
        raise NotFound(f"{company} is gone: no text names it any more.")
    return present


def _check(loser: Company, into: Company) -> None:
    if loser == into:
        raise Refused("A company cannot be merged into itself.")
    for company in (loser, into):
        if company.is_merged:
            raise Refused(
                f"{company} is merged into {company.merged_into} already: take it "
                "apart first, or choose that one."
            )
        if company.is_rejected:
            raise Refused(f"{company} is a rejected name: confirm it first.")


def _vouch(company: Company, by: AbstractBaseUser | None, reason: str) -> set[int]:
    """Let a company be known; the documents that this touches, none if it was."""
    if company.standing == Company.Standing.KNOWN:
        return set()
    before = state_of(company)
    company.confirm()
    company.save(update_fields=["standing", "spelling"])
    record(Action.CONFIRM, company, before, by, reason)
    return _documents([company])


def _documents(companies: Iterable[Company]) -> set[int]:
    return set(retagging.touched_by(companies))


def _settled(articles: set[int], documents: set[int]) -> Moved:
    """Tell of what moved, and read again where names may be read otherwise now."""
    changed(articles)
    return Moved(len(articles), retagging.read_again(sorted(documents)))
