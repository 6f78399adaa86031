"""What editors decided: layers over the source, and the book of all decisions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.models.articles import Article
from archive.models.documents import Document
from archive.spans import Range
from districts.models import Region


class PieceMove(models.Model):
    """An editor moved a piece of a document from one story to another.

    The piece is a list of raw ranges; the story it goes to is the one that holds the
    raw offset `to_raw_start`, or a new one that begins there. It is replayed on every
    parse of the document.
    """

    class Part(models.TextChoices):
        BODY = "body", "text"
        HEADLINE = "headline", "headline"
        STANDFIRST = "standfirst", "standfirst"
        CAPTIONS = "captions", "captions"
        NOTES = "notes", "editor's notes"

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="piece_moves"
    )
    raw_ranges = models.JSONField()
    raw_start = models.PositiveIntegerField()
    to_raw_start = models.PositiveIntegerField()
    is_new = models.BooleanField(
        default=False, help_text="The piece is a story of its own: it begins one."
    )
    to_part = models.CharField(max_length=10, choices=Part, default=Part.BODY)
    quote = models.TextField(help_text="The first words of the piece.")
    placed = models.BooleanField(default=True, db_index=True)

    class Meta:
        ordering = ["document", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "raw_start"], name="piece_moved_once"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote[:60]}”"

    @property
    def ranges(self) -> tuple[Range, ...]:
        return tuple((start, end) for start, end in self.raw_ranges)


class BodyRepair(models.Model):
    """An editor replaced words of a body; a layer over the untouched source."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="body_repairs"
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="body_repairs",
    )
    raw_ranges = models.JSONField()
    raw_start = models.PositiveIntegerField()
    quote = models.TextField(help_text="The words that were replaced.")
    replacement = models.TextField(blank=True)
    placed = models.BooleanField(default=True, db_index=True)

    class Meta:
        ordering = ["document", "raw_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "raw_start"], name="body_repaired_once"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote}” → “{self.replacement}”"

    @property
    def ranges(self) -> tuple[Range, ...]:
        return tuple((start, end) for start, end in self.raw_ranges)


ONLY_ADDED = "The book of decisions is only ever added to."


class DecisionQuerySet(models.QuerySet):
    def update(self, **values: Any) -> int:
        raise TypeError(ONLY_ADDED)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(ONLY_ADDED)

    def enter(self, by: AbstractBaseUser | None, **columns: Any) -> Decision:
        """Add a line by somebody; their name stays in it when the account goes."""
        name = by.get_username() if by else ""
        return self.create(**columns, made_by=by, made_by_name=name)

    def silence(self) -> None:
        """Take all words out of these lines, as a purge must: who and when stays."""
        words = {"quote": "", "before": "", "after": ""}
        super().update(**words, values={}, previous={}, state={})

    def on_the_whole(self) -> DecisionQuerySet:
        """Those on documents as a whole, and on how they are cut into stories."""
        cuts = Q(action=Decision.Action.MOVE) | Q(state__has_key="moved")
        return self.filter(Q(target=Decision.Target.DOCUMENT) | cuts)

    def on_region(self) -> Decision | None:
        """The last statement of a document's region, of the decisions on one."""
        target, action = Decision.Target.DOCUMENT, Decision.Action.CORRECT
        stated = self.filter(target=target, action=action)
        # A file may bring a line later than those that were made after it.
        return stated.order_by("-made_at", "-id").first()

    def stated_region(self) -> Region | None:
        """The region that an editor stated for the document, if that still holds."""
        entry = self.on_region()
        slug = entry.values.get("region") if entry else ""
        return Region.objects.filter(slug=slug).first() if slug else None


class Decision(models.Model):
    """One thing an editor decided. Rows are only ever added.

    It names document and raw span, never only a row, and carries the exact words and
    what stands around them as a check. One on a known thing, a company or an industry,
    has no document: it names the thing by its slug.
    """

    class Action(models.TextChoices):
        CONFIRM = "confirm", "confirmed"
        CORRECT = "correct", "corrected"
        REJECT = "reject", "rejected"
        RESTORE = "restore", "restored"
        ADD = "add", "added"
        MOVE = "move", "moved a piece"
        REPAIR = "repair", "repaired the body"
        DISMISS = "dismiss", "dismissed a check"
        PURGE = "purge", "purged"
        ALLOW = "allow", "allowed again"
        VOUCH = "vouch", "vouched for a part"
        REVERT = "revert", "set back"
        ANSWER = "answer", "answered a remark"
        MERGE = "merge", "merged"
        UNMERGE = "unmerge", "taken apart again"
        DELETE = "delete", "deleted"

    class Target(models.TextChoices):
        ARTICLE = "article", "article"
        DISTRICT = "districtmention", "district mention"
        COMPANY = "companymention", "company mention"
        INDUSTRY = "industrymention", "industry mention"
        FIGURE = "figure", "figure"
        DOCUMENT = "document", "document"
        REGION = "region", "region"
        KNOWN_DISTRICT = "district", "district"
        KNOWN_COMPANY = "company", "company"
        KNOWN_INDUSTRY = "industry", "industry"
        KNOWN_INDICATOR = "indicator", "indicator"

    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
    )
    target = models.CharField(max_length=15, choices=Target)
    target_id = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="The row at the time."
    )
    target_slug = models.CharField(
        max_length=100, blank=True, help_text="Of a known thing."
    )
    action = models.CharField(max_length=7, choices=Action)
    raw_ranges = models.JSONField(default=list)
    raw_start = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=100, blank=True)
    after = models.CharField(max_length=100, blank=True)
    values = models.JSONField(default=dict, help_text="Field: value set.")
    previous = models.JSONField(default=dict, help_text="Field: value before.")
    state = models.JSONField(
        default=dict, help_text="How all that is decided on stood before it."
    )
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    made_by_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["target", "target_id"]),
            models.Index(
                fields=["target", "target_slug"],
                condition=~models.Q(target_slug=""),
                name="decision_on_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_target_display()} {self.get_action_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(ONLY_ADDED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(ONLY_ADDED)
