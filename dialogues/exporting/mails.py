"""The mail to the other owners that something is to leave what they share."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from dialogues.exporting.actions import ASKED
from dialogues.exporting.models import Export
from dialogues.spaces.mails import written
from dialogues.spaces.permissions import managers_of
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register

_PROPOSED = _("A proposal waits for your consent")


def register_kinds() -> None:
    """Say how it reads, once, at start."""
    register(ASKED, _asked)


def _asked(mail: Mail) -> Letter | None:
    export = Export.objects.select_related("space").filter(pk=mail.about["export"]).first()
    if export is None or not export.waits or mail.user not in managers_of(export.space):
        return None
    return written(export.space, _PROPOSED)
