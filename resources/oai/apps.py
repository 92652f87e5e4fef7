"""The app of the harvesting interface."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig

from portal import indexing
from portal.files import text_changes
from portal.work.duties import register_duty


class OaiConfig(AppConfig):
    """Writes down what becomes public, changes and ends, in the transaction in which it does."""

    name = "resources.oai"
    label = "oai"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is published, and look through everything once a day; models are loaded only now."""
        from resources.oai import keeping

        indexing.listen(keeping.on_changed)
        text_changes.listen(keeping.on_file_changed)
        register_duty("oai.look-through", timedelta(days=1), keeping.look_through)
