"""The app of the outbox."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.work.duties import register_duty


class OutboxConfig(AppConfig):
    """Keeps changes until the engine has them."""

    name = "search.outbox"
    label = "outbox"
    verbose_name = _("Changes for the search engine")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the duties, where there is an engine elsewhere; models are loaded only now."""
        from search.engines import engine_named
        from search.outbox.keeping import keep, tidy, watch
        from search.outbox.limits import KEEP, SWEEP, WATCH
        from search.outbox.reconciling import have_compared
        from search.outbox.waking import sweep

        if engine_named().is_transactional:
            return
        register_duty("search.sweep-outbox", SWEEP, sweep)
        register_duty("search.keep-index", KEEP, keep)
        register_duty("search.watch-engine", WATCH, watch)
        register_duty("search.tidy-index", timedelta(days=1), tidy)
        register_duty("search.compare-index", timedelta(hours=1), have_compared)
