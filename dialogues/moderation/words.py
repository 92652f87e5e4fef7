"""What reports, cases and decisions are called, for those who read their pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

IDENTIFIES = _("It identifies a victim")
BEYOND_LABEL = _("It goes beyond its label")
BREAKS_RULE = _("It tells who spoke, against the rule")
DISRESPECTFUL = _("It lacks respect")
OFF_TOPIC = _("It belongs elsewhere")
OTHER = _("Something else")

WAITING = _("A post to be read first")
FLAGGED = _("A post that was reported")
APPEAL = _("An appeal")

HELD = _("Hidden until a moderator has looked")
RELEASED = _("Released")
HIDDEN = _("Hidden")
RESTORED = _("Shown again")
LEFT = _("Left as it is")
MASKED = _("Partly masked")
UNMASKED = _("Mask taken off")

RELEASE = _("Release")
HIDE = _("Hide")
RESTORE = _("Show again")
LEAVE = _("Leave it as it is")
MASK = _("Mask a part")
UNMASK = _("Take the mask off")
