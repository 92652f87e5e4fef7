"""An administrator's entry into a space they are no member of: with a reason, for an hour, seen by its owners."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces import signals
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import BreakGlassEntry, Space
from dialogues.spaces.models.entry import LASTS
from dialogues.spaces.permissions import may_enter_by_breaking_glass
from portal.audit import log
from portal.members import proof

#: A reason of fewer signs says nothing.
LEAST_SIGNS = 20


@transaction.atomic
def break_glass(*, space: Space, reason: str, by: Any) -> BreakGlassEntry:
    """Let an administrator read in a space for an hour. Every owner is told, with the reason.

    Raises PermissionDenied for anybody else, ValidationError without a reason, or while an entry of theirs lasts.
    """
    if not may_enter_by_breaking_glass(by) or not proof.has_second_factor(by):
        raise PermissionDenied
    reason = reason.strip()
    if len(reason) < LEAST_SIGNS:
        raise ValidationError(_("Say why you have to go in: the owners of the space read it."))
    space = hold_space(space)
    now = timezone.now()
    if space.entries.filter(user=by, until__gt=now).exists():
        raise ValidationError(_("You may be in this space already."))
    entry = BreakGlassEntry.objects.create(space=space, user=by, reason=reason, entered_at=now, until=now + LASTS)
    log.write("spaces.glass_broken", by=by, on=space, label=space.label, until=entry.until.isoformat())
    signals.glass_broken.send(sender=BreakGlassEntry, entry=entry)
    return entry
