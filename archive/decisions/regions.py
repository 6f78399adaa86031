"""Of which region a document is, where an editor knows better than its deliveries."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.decisions.book import enter_on_document
from archive.decisions.holding import read_again
from archive.decisions.refusals import NotFound
from archive.ingest import hold, settle_region
from archive.models import Decision, Document
from districts.models import Region


@transaction.atomic
def state_region(
    document: Document,
    region: Region | None,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> bool:
    """A document is of this region, however it came; None: of that of its deliveries.

    It is read again, since what its names and words mean follows from the region.
    False where that was so already. Raises NotFound where its bytes cannot be read.
    """
    document = hold(document)
    if document.is_purged:
        raise NotFound("It was purged: nothing of it is left that were of a region.")
    stated = document.decisions.stated_region()
    if stated == region:
        return False
    previous = document.region.slug if document.region else ""
    enter_on_document(
        Decision.Action.CORRECT,
        document,
        by,
        {"region": stated.slug if stated else ""},
        {"region": region.slug if region else ""},
        {"region": previous},
        reason=reason,
    )
    settle_region(document)
    if document.is_accepted:
        read_again(document)
    return True
