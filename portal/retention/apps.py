"""The retention app: the daily round, and what belongs to packages or lies below this app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig

from portal.work.duties import register_duty


class RetentionConfig(AppConfig):
    """How long things are kept."""

    name = "portal.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the round, and the kinds that nobody above this app owns; models are loaded only now."""
        from wagtail.models import Page

        from portal.retention import of_packages
        from portal.retention.guard import watch
        from portal.retention.tasks import start_round

        of_packages.register_all()
        watch(Page)
        register_duty("retention.round", timedelta(days=1), start_round)
