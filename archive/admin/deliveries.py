"""How documents came, and what came of which no bytes could be read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from archive.admin.documents import NeedsALook
from archive.admin.read_only import ReadOnlyAdmin
from archive.admin.showing import change_link
from archive.decisions.attention import documents
from archive.models import Delivery, Document


class ProblemFilter(admin.SimpleListFilter):
    title = "could it be read"
    parameter_name = "problem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "its bytes are kept"), ("yes", "no bytes could be read")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(document__isnull=self.value() == "yes")
        return queryset


class ReasonCodeFilter(admin.SimpleListFilter):
    """Why it is not in, be it a document or bytes that could not be read."""

    title = "reason code"
    parameter_name = "code"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        problems = Delivery.objects.order_by().exclude(problem_code="")
        refusals = Document.objects.order_by().exclude(reason_code="")
        codes = {
            *problems.values_list("problem_code", flat=True).distinct(),
            *refusals.values_list("reason_code", flat=True).distinct(),
        }
        return [(code, code) for code in sorted(codes)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if code := self.value():
            mine = models.Q(problem_code=code) | models.Q(document__reason_code=code)
            return queryset.filter(mine)
        return queryset


class DocumentNeedsALook(NeedsALook):
    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = documents().values("pk")
        if self.value() == "yes":
            return queryset.filter(document__in=wanted)
        if self.value() == "no":
            return queryset.exclude(document__in=wanted)
        return queryset


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """All that came, each with its verdict, also what has no bytes."""

    list_display = ["name", "container", "verdict", "reason_code", "reason", "region"]
    list_display += ["document_link", "received_at"]
    list_filter = [ProblemFilter, "document__verdict", ReasonCodeFilter]
    list_filter += ["document__media_type", "region", DocumentNeedsALook]
    list_select_related = ["region", "document"]
    search_fields = ["name", "address", "container", "document__sha256", "problem"]
    date_hierarchy = "received_at"
    fields = [
        *("name", "container", "address", "region", "received_at"),
        *("verdict", "reason_code", "reason", "document_link", "what_to_do"),
    ]
    readonly_fields = ["document_link", "verdict", "reason_code", "reason"]
    readonly_fields += ["what_to_do"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        deliveries = super().get_queryset(request)
        return deliveries.defer("document__text", "document__pages")

    @admin.display(description="document", ordering="document")
    def document_link(self, delivery: Delivery) -> SafeString | str:
        if delivery.document is None:
            return "–"
        return change_link(delivery.document, delivery.document.sha256[:12])

    @admin.display(description="verdict", ordering="document__verdict")
    def verdict(self, delivery: Delivery) -> str:
        document = delivery.document
        return document.get_verdict_display() if document else "no bytes"

    @admin.display(description="reason code")
    def reason_code(self, delivery: Delivery) -> str:
        document = delivery.document
        return (document.reason_code if document else delivery.problem_code) or "–"

    @admin.display(description="reason")
    def reason(self, delivery: Delivery) -> str:
        return (
            delivery.document.reason if delivery.document else delivery.problem
        ) or "–"

    @admin.display(description="what to do")
    def what_to_do(self, delivery: Delivery) -> str:
        if delivery.document is None:
            return (
                "No bytes of it were kept. Mend the file, then run `manage.py ingest` "
                "on it again; once it can be read this entry gives way to the document."
            )
        if delivery.document.is_purged:
            return "Nothing: it was purged."
        if delivery.document.region_id is None:
            return (
                "It was delivered as of several regions: state which one it is of, on "
                "the document's page."
            )
        if delivery.document.is_accepted:
            return "Nothing: it is in."
        return "Its bytes are kept. “Try again” on the document's page reads them."
