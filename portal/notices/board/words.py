"""What members read of the ways in which notices reach them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

AT_ONCE = _("At once")
DAILY = _("Once a day")
WEEKLY = _("On chosen days of the week")
OFF = _("No mails")
