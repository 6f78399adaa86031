"""What the tables of an older version of the archive had in them."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader


def columns_of(migration: str) -> dict[str, list[str]]:
    """Columns by label, of the state in which `archive` is at that migration."""
    loader = MigrationLoader(connection)
    later = {
        node
        for node in loader.graph.nodes
        if node[0] == "archive" and node[1] > migration
    }
    nodes = [
        node
        for node in loader.graph.nodes
        if not later & set(loader.graph.forwards_plan(node))
    ]
    apps = loader.project_state(nodes).apps
    return {
        model._meta.label_lower: [f.attname for f in model._meta.local_concrete_fields]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower != "sessions.session"
    }
