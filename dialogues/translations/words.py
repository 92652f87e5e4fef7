"""How far a translation is trusted, for those who read it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PROPOSED = _("proposed")
REVIEWED = _("reviewed")
CERTIFIED = _("certified")
