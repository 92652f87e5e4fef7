"""What the kinds, roles and proposals of spaces are called, for those who read their pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

COUNTRY = _("Country space")
BILATERAL = _("Bilateral space")
THEMATIC = _("Thematic space")
DELEGATION_ROOM = _("Delegation room")

READER = _("Reader")
OBSERVER = _("Observer")
CONTRIBUTOR = _("Contributor")
MODERATOR = _("Moderator")
OWNER = _("Owner")

ADMIT = _("Let in somebody of neither owner")
REVEAL = _("Let members of the portal know that this space exists")
ARCHIVE = _("Close this space: it stays readable, and nothing is written any more")
