"""The app of figures, and the sources it has itself."""

from __future__ import annotations

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """Figures for whoever watches the portal."""

    name = "portal.metrics"
    label = "metrics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what is told of every portal; models are loaded only now."""
        from django.core.signals import got_request_exception

        from portal.metrics import running
        from portal.metrics.figures import register
        from portal.metrics.tally import counted, describe

        register("versions", running.versions)
        register("work", running.work)
        register("disk", running.disk)
        register("counts", counted)
        describe("errors_total", "Requests that ended in an error of the portal.")
        got_request_exception.connect(running.page_failed, dispatch_uid="portal.metrics")
