"""What extractors besides our own rules said, as it was given."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.book import OfDocumentAdmin
from archive.models import Reading


@admin.register(Reading)
class ReadingAdmin(OfDocumentAdmin):
    """Answers of extractors to stories; `annotate` alone writes and forgets them."""

    list_display = ["extractor", "version", "document_link", "finds", "taken_at"]
    list_filter = ["extractor", "version"]
    search_fields = ["extractor", "version", "document__sha256"]
    date_hierarchy = "taken_at"
    fields = ["extractor", "version", "document_link", "texts", "taken_at"]
    fields += ["replaces", "rank", "dropped", "annotations"]
    readonly_fields = ["document_link", "finds"]

    @admin.display(description="finds")
    def finds(self, reading: Reading) -> int:
        return len(reading.annotations)
