"""The demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo content, its mark in the database, and the check that keeps it out of production."""

    name = "portal.demo"
    label = "demo"

    def ready(self) -> None:
        """Register the check."""
        from portal.demo import checks  # noqa: F401  registers itself
