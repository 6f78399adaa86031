"""Articles: one story cut out of a document, part by part."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from datetime import datetime, timedelta, timezone

from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from archive.models.documents import Document
from archive.models.review import Reviewed, Status
from archive.spans import MappedText, Range


def public_id(*place: object) -> str:
    """A short, lasting name for a place: twelve letters and digits of its hash."""
    digest = hashlib.sha256(":".join(map(str, place)).encode()).digest()
    return b32encode(digest[:10]).decode().lower()[:12]


class ArticleQuerySet(models.QuerySet):
    def published(self) -> ArticleQuerySet:
        """What readers may see."""
        return self.exclude(status=Status.REJECTED).filter(placed=True)

    def leading(self) -> ArticleQuerySet:
        """What lists show and counts count: of nearly the same stories, the one."""
        return self.published().filter(duplicate__isnull=True)

    def newest(self) -> ArticleQuerySet:
        """Latest first; the undated last; the same order on every database."""
        return self.order_by(
            models.F("published_on").desc(nulls_last=True),
            models.F("published_at").desc(nulls_last=True),
            "public_id",
        )


class Article(Reviewed):
    """One story. Truth about place is raw; the texts and their maps are derived.

    `published_on` is the source's own day, or the first of the month where no more
    than the month is known; `published_at` is in UTC with the source's offset beside
    it. `maps` holds, by part, the runs of `MappedText.dump`.
    """

    class DateBasis(models.TextChoices):
        STATED = "stated", "stated"
        ADDRESS = "address", "from the address"
        EDITOR = "editor", "set by an editor"
        INFERRED = "inferred", "inferred"
        UNKNOWN = "unknown", "unknown"

    class DatePrecision(models.TextChoices):
        DAY = "day", "day"
        MONTH = "month", "month"

    DATE_FIELDS = (
        "published_on",
        "date_precision",
        "published_at",
        "published_offset",
        "date_basis",
        "date_earliest",
        "date_latest",
        "date_reason",
    )
    MACHINE_FIELDS = (
        "headline",
        "standfirst",
        "captions",
        "notes",
        "bylines",
        "credits",
        "publisher",
        "editor",
        "section",
        "tags",
        "address",
        "language",
        *DATE_FIELDS,
    )
    PARTS = ("headline", "standfirst", "body", "captions")

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="articles"
    )
    anchor = models.PositiveIntegerField(
        help_text="Raw offset of the story's first character."
    )
    public_id = models.CharField(max_length=12, unique=True)
    raw_ranges = models.JSONField(help_text="All raw ranges of the story.")
    pieces = models.JSONField(
        default=list, blank=True, help_text="Raw ranges of the body, in reading order."
    )
    placed = models.BooleanField(default=True, db_index=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        help_text="Where the story went when the document was cut anew.",
    )

    headline = models.TextField(blank=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField()
    captions = models.TextField(blank=True)
    notes = models.TextField("editor's notes", blank=True)
    maps = models.JSONField(default=dict, blank=True)

    bylines = models.JSONField(default=list, blank=True)
    credits = models.JSONField(default=list, blank=True)
    publisher = models.CharField(max_length=200, blank=True, db_index=True)
    editor = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    tags = models.JSONField(default=list, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=10, default="en")

    published_on = models.DateField(null=True, blank=True, db_index=True)
    date_precision = models.CharField(
        max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_offset = models.SmallIntegerField(
        null=True, blank=True, help_text="The source's zone: minutes east of UTC."
    )
    date_basis = models.CharField(
        max_length=8, choices=DateBasis, default=DateBasis.UNKNOWN, db_index=True
    )
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)
    date_reason = models.TextField(blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["document", "anchor"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "anchor"],
                condition=models.Q(placed=True),
                name="article_once_at_its_place",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values),
                name="article_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    date_basis__in=["stated", "address", "editor"],
                    published_on__isnull=False,
                )
                | models.Q(
                    date_basis__in=["inferred", "unknown"], published_on__isnull=True
                ),
                name="article_date_has_its_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(date_precision="day")
                | models.Q(
                    date_precision="month",
                    published_on__day=1,
                    published_at__isnull=True,
                ),
                name="article_month_is_its_first_day",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(published_offset__isnull=False),
                name="article_time_has_its_zone",
            ),
            models.CheckConstraint(
                condition=~models.Q(date_basis="inferred") | ~models.Q(date_reason=""),
                name="article_inferred_date_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["date_basis", "id"],
                condition=models.Q(
                    published_on=None,
                    status=Status.EXTRACTED,
                    person_fields=[],
                    placed=True,
                ),
                name="article_date_unsure",
            ),
            models.Index(
                fields=["placed", "id"],
                condition=models.Q(placed=False),
                name="article_unplaced",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The headline, or the first words of a story that has none."""
        if self.headline:
            return self.headline
        # Cut first: a text without blanks would be its own title.
        words = (self.standfirst or self.body)[:600].split(maxsplit=12)[:12]
        return " ".join(words)[:200] + " …" if words else "Untitled"

    @property
    def slug(self) -> str:
        return slugify(self.title)[:80].strip("-") or "story"

    @property
    def published_local(self) -> datetime | None:
        """The time of publication in the source's own zone."""
        if self.published_at is None:
            return None
        zone = timezone(timedelta(minutes=self.published_offset or 0))
        return self.published_at.astimezone(zone)

    @property
    def ranges(self) -> tuple[Range, ...]:
        return tuple((start, end) for start, end in self.raw_ranges)

    def get_absolute_url(self) -> str:
        return reverse("article-detail", args=[self.public_id, self.slug])

    def mapped(self, part: str) -> MappedText:
        """A part's text with its way back to the raw text."""
        return MappedText.load(getattr(self, part), self.maps.get(part, []))

    def set_mapped(self, part: str, text: MappedText) -> None:
        setattr(self, part, text.text)
        self.maps = {**self.maps, part: text.dump()}

    def move_to(self, anchor: int) -> str | None:
        """Stand at another raw offset; returns the address that is left, if any."""
        fresh = public_id(self.document.sha256, anchor)
        left = self.public_id if self.public_id not in ("", fresh) else None
        self.anchor, self.public_id = anchor, fresh
        return left


class FormerAddress(models.Model):
    """A public id that once named an article or a figure, and still answers.

    Both targets empty: what stood there is gone.
    """

    public_id = models.CharField(max_length=12, unique=True)
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True
    )
    figure = models.ForeignKey(
        "archive.Figure", on_delete=models.SET_NULL, null=True, blank=True
    )

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return self.public_id
