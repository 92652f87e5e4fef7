"""The moving app."""

from django.apps import AppConfig


class MovingConfig(AppConfig):
    """Moves a portal to PostgreSQL."""

    name = "portal.moving"
    label = "moving"

    def ready(self) -> None:
        """Register the check."""
        from portal.moving import checks  # noqa: F401  registers itself
