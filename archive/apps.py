from django.apps import AppConfig
from django.db.models.signals import post_migrate

from archive import roles


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = "The record: documents, articles, figures"

    def ready(self) -> None:
        """Permissions come application by application, so look after each of them."""
        post_migrate.connect(roles.settle)
