"""The caching app."""

from django.apps import AppConfig


class CachingConfig(AppConfig):
    """The shared cache and its table."""

    name = "portal.caching"
    label = "caching"

    def ready(self) -> None:
        """Register the check."""
        from portal.caching import checks  # noqa: F401  registers itself
