"""What members read of the levels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WATCHING = _("Everything, on the site and by mail")
TRACKING = _("Everything, on the site alone")
NORMAL = _("Only what names me")
MUTED = _("Nothing")
AS_IN_SPACE = _("As in the whole space")
