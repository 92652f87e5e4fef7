"""The search app: listens to what is published and answers what is asked."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Starts listening once every app that has something to find is loaded."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the registry and register the system checks."""
        from portal import indexing
        from search import checks  # noqa: F401  registers itself
        from search.listening import on_changed

        indexing.listen(on_changed)
