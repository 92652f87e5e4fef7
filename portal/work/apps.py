"""The app of background work, and the duties it has itself."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.work.duties import register_duty


class WorkConfig(AppConfig):
    """Durable background work."""

    name = "portal.work"
    label = "work"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check and the built-in duties; models are loaded only now."""
        from portal.work import checks  # noqa: F401  registers itself
        from portal.work.pruning import prune
        from portal.work.schedule import publish_and_expire

        register_duty("work.publish-and-expire", timedelta(minutes=1), publish_and_expire)
        register_duty("work.prune", timedelta(hours=1), prune)
