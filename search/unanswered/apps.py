"""The app of searches without results."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.work.duties import register_duty


class UnansweredConfig(AppConfig):
    """Counts questions nothing was found for, and forgets them in time."""

    name = "search.unanswered"
    label = "unanswered"
    verbose_name = _("Searches without results")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the duty; models are loaded only now."""
        from search.unanswered.pruning import prune

        register_duty("search.prune-unanswered", timedelta(hours=6), prune)
