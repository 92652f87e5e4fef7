"""An explicit *never* for one right of a seat, and taking it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.actions.joining import may_remove
from dialogues.spaces.models import SpaceDenial, SpaceMembership
from dialogues.spaces.rights import Right
from portal.audit import log


@transaction.atomic
def deny(*, membership: SpaceMembership, right: Right, by: Any) -> SpaceDenial:
    """Deny a right to a seat that is in a space, whatever else would give it; by who may put the seat out."""
    space = _held(membership, by)
    denial, made = SpaceDenial.objects.get_or_create(
        space=space, seat=membership.seat, right=right.value, ended_at=None, defaults={"denied_by": by}
    )
    if made:
        _write("spaces.denied", membership, right, by)
    return denial


@transaction.atomic
def allow(*, membership: SpaceMembership, right: Right, by: Any) -> None:
    """Take a *never* back: the seat has what its role gives."""
    space = _held(membership, by)
    denials = SpaceDenial.objects.filter(space=space, seat=membership.seat, right=right.value, ended_at__isnull=True)
    if denials.update(ended_at=timezone.now()):
        _write("spaces.denial_ended", membership, right, by)


def _held(membership: SpaceMembership, by: Any) -> Any:
    if by is not None and not may_remove(membership, by, for_oneself=False):
        raise PermissionDenied
    space = hold_space(membership.space)
    membership.refresh_from_db()
    if membership.ended_at is not None:
        raise ValidationError(_("This seat has left the space already."))
    return space


def _write(action: str, membership: SpaceMembership, right: Right, by: Any) -> None:
    space = membership.space
    log.write(action, by=by, on=space, label=space.label, seat=membership.seat.token, right=right.value)
