"""How the attribution rules read to those in a space."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.attribution import Attribution

RULE_NAMES: dict[Attribution, Any] = {
    Attribution.ON_RECORD: _("On record: name, function, body and country"),
    Attribution.ROLE_ONLY: _("The function alone"),
    Attribution.COUNTRY_ONLY: _("The country alone"),
    Attribution.CHATHAM_HOUSE: _("Chatham House: the words, and nothing of who spoke"),
    Attribution.NO_REPORT: _("No report: not the words either"),
}
