"""The app of watches of the library."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.work.duties import register_duty
from search.watches.limits import LOOK


class WatchesConfig(AppConfig):
    """Remembers since when a text can be read, and tells those who watch for it."""

    name = "search.watches"
    label = "watches"
    verbose_name = _("Watches")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Join the registers of pages, of mails and of what is kept; models are loaded only now."""
        from portal.members import own_data
        from portal.pages import sections
        from search.watches import keeping, leaving, mails, shelves
        from search.watches.queries import of_person
        from search.watches.telling import tell_all

        mails.connect()
        keeping.register()
        leaving.connect()
        own_data.register("watches", of_person)
        for section in shelves.SECTIONS:
            sections.register(section)
        register_duty("watches.tell", LOOK, tell_all)
