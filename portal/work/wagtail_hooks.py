"""What background work shows in Wagtail's administration: refused scheduled steps, in the history of a page."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.work.schedule import REFUSED


@hooks.register("register_log_actions")
def register_refused_schedule(actions: LogActionRegistry) -> None:
    """Give the entry of a refused scheduled step its words."""

    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        """Says what was refused, and why."""

        label = _("Scheduled step refused")

        def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
            """The sentence in the history."""
            reason = log_entry.data.get("reason", "")
            return gettext("The scheduled change was not made: %(reason)s") % {"reason": reason}
