"""What the states of threads and the capacities of speakers are called, for those who read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OPEN = _("Open")
LOCKED = _("Locked")
CONCLUDED = _("Concluded")

PERSONAL = _("In a personal capacity")
AGENCY = _("For my agency")
DELEGATION = _("For my delegation")
