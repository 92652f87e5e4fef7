"""The app of backups."""

from __future__ import annotations

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Makes backups and restores them."""

    name = "portal.backups"
    label = "backups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check, the part of the system page and the figures; models are loaded only now."""
        from portal.backups import checks, state  # noqa: F401  the check registers itself
        from portal.condition.parts import register
        from portal.metrics.figures import register as register_figures

        register("Backup", 60, state.facts)
        register_figures("backup", state.figures)
