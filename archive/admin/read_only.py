"""What the desk shows and nobody changes there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are seen here and changed nowhere, by nobody."""

    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    actions = None

    class Media:
        css = {"all": ["admin-desk/desk.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
