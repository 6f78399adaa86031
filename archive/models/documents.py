"""Documents: bytes as received, and the ways they came."""

from __future__ import annotations

from django.db import models

from districts.models import Region

IN_DOUBT = ~models.Q(remarks=[]) & ~models.Q(remarks=models.F("answered"))


class DocumentQuerySet(models.QuerySet):
    def accepted(self) -> DocumentQuerySet:
        return self.filter(verdict=Document.Verdict.ACCEPTED)

    def in_doubt(self) -> DocumentQuerySet:
        """Those with remarks, unless an editor has answered just these.

        An answer to a remark of another reading stays, so of a few found all may be
        answered: `open_remarks` tells.
        """
        return self.filter(IN_DOUBT)

    def refused(self) -> DocumentQuerySet:
        return self.filter(verdict=Document.Verdict.REFUSED)

    def purged(self) -> DocumentQuerySet:
        """Those whose bytes were removed for good; hash and reason stay."""
        return self.filter(reason_code=Document.PURGED)


class Document(models.Model):
    """The file as received, known by the SHA-256 of its bytes.

    `text` is its text layer, decoded once; raw spans count code points in it.
    `encoding` is what it was decoded by; of a refused one what its container declared.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"

    PURGED = "purged"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=100, blank=True)
    encoding = models.CharField(max_length=40, blank=True)
    layer_version = models.CharField(
        max_length=40, blank=True, help_text="What decoded the text layer."
    )
    text = models.TextField(blank=True)
    pages = models.JSONField(
        default=list,
        blank=True,
        help_text="Of a PDF: each page's part of the text, size and boxes of words.",
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="Empty where the deliveries contradict each other.",
    )
    verdict = models.CharField(max_length=8, choices=Verdict, db_index=True)
    reason_code = models.CharField(max_length=40, blank=True, db_index=True)
    reason = models.TextField(blank=True)
    remarks = models.JSONField(
        default=list, blank=True, help_text="Doubts worth an editor's look."
    )
    answered = models.JSONField(
        default=list, blank=True, help_text="Remarks that an editor has answered."
    )
    parser_version = models.CharField(max_length=80, blank=True)
    extractor_version = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "sha256"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="document_sha256_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="accepted", reason_code="")
                | (models.Q(verdict="refused") & ~models.Q(reason_code="")),
                name="document_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=IN_DOUBT, name="document_in_doubt"),
        ]

    def __str__(self) -> str:
        delivery = self.deliveries.first()
        return delivery.name if delivery else self.sha256[:12]

    @property
    def is_accepted(self) -> bool:
        return self.verdict == Document.Verdict.ACCEPTED

    @property
    def open_remarks(self) -> list[str]:
        """Remarks that nobody has answered."""
        return [each for each in self.remarks if each not in self.answered]

    @property
    def is_purged(self) -> bool:
        return self.reason_code == Document.PURGED


class Delivery(models.Model):
    """How a document came. Input that could not be read at all has no document."""

    document = models.ForeignKey(
        Document,
        on_delete=models.CASCADE,
        related_name="deliveries",
        null=True,
        blank=True,
    )
    name = models.CharField(max_length=255, help_text="File name.")
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    address = models.CharField(max_length=2000, blank=True)
    container = models.CharField(max_length=255, blank=True)
    problem_code = models.CharField(max_length=40, blank=True, db_index=True)
    problem = models.TextField(
        blank=True, help_text="Why no bytes could be read, where none could."
    )
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name", "region", "container"],
                name="delivery_once",
            ),
            models.UniqueConstraint(
                fields=["name", "region", "container"],
                condition=models.Q(document__isnull=True),
                name="delivery_problem_once",
            ),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False, problem="", problem_code="")
                | (
                    models.Q(document__isnull=True)
                    & ~models.Q(problem="")
                    & ~models.Q(problem_code="")
                ),
                name="delivery_has_document_or_problem",
            ),
        ]

    def __str__(self) -> str:
        return self.name
