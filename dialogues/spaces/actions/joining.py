"""Coming into a space and leaving it; each owner lets in and puts out its own people, and tells the others."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces import signals
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import Role, Space, SpaceMembership
from dialogues.spaces.permissions import delegations_managed
from portal.audit import log
from portal.members.models import Delegation, Seat
from portal.members.principals import seat_principal
from portal.viewer import viewer_for


def needs_every_owner(space: Space, seat: Seat) -> bool:
    """Whether letting a seat in would widen who reads: into what two share, somebody who is of neither."""
    return space.kind == Space.Kind.BILATERAL and not is_of_an_owner(space, seat)


def is_of_an_owner(space: Space, seat: Seat) -> bool:
    """Whether a seat belongs to a delegation that owns the space."""
    return seat.delegation_id is not None and space.owners.filter(delegation=seat.delegation_id).exists()


@transaction.atomic
def admit(*, space: Space, seat: Seat, role: Role, by: Any, account: Delegation | None = None) -> SpaceMembership:
    """Let a seat in.

    Args:
        by: whoever lets in for an owner: its own people, and where one owner decides that, people of no owner.
        account: the owner that lets in people of no owner; the first that ``by`` acts for where it is not said.

    Raises PermissionDenied for who may not, ValidationError with a sentence for what cannot be.
    """
    space = hold_space(space)
    sponsor = _sponsor(space, seat, by, account)
    if by is not None and needs_every_owner(space, seat):
        raise ValidationError(_("This needs the consent of every owner: propose it."))
    return bring_in(space=space, seat=seat, role=role, by=by, sponsor=sponsor)


def bring_in(*, space: Space, seat: Seat, role: Role, by: Any, sponsor: Delegation | None) -> SpaceMembership:
    """The seat is in the space. Rights are asked by whoever calls, in a transaction that holds the space."""
    refuse_what_cannot_be(space, seat, role)
    present = space.memberships.filter(seat=seat, ended_at__isnull=True).first()
    if present is not None:
        raise ValidationError(_("This seat is in the space already."))
    membership = SpaceMembership.objects.create(
        space=space, seat=seat, role=role.value, admitted_for=sponsor, admitted_by=by
    )
    log.write("spaces.admitted", by=by, on=space, label=space.label, seat=seat.token, role=role.value)
    signals.admitted.send(sender=SpaceMembership, membership=membership, by=by)
    return membership


@transaction.atomic
def change_role(*, membership: SpaceMembership, role: Role, by: Any) -> SpaceMembership:
    """Give a seat that is in a space another role; by who may put it out."""
    if by is not None and not may_remove(membership, by, for_oneself=False):
        raise PermissionDenied
    space = hold_space(membership.space)
    membership.refresh_from_db()
    if membership.ended_at is not None:
        raise ValidationError(_("This seat has left the space already."))
    refuse_what_cannot_be(space, membership.seat, role)
    membership.role = role.value
    membership.save(update_fields=["role"])
    log.write("spaces.role.changed", by=by, on=space, label=space.label, seat=membership.seat.token, role=role.value)
    return membership


@transaction.atomic
def remove(*, membership: SpaceMembership, by: Any) -> SpaceMembership:
    """Put a seat out: by the owner that let it in, or by who acts for the seat and leaves."""
    if by is not None and not may_remove(membership, by):
        raise PermissionDenied
    hold_space(membership.space)
    membership.refresh_from_db()
    if membership.ended_at is not None:
        raise ValidationError(_("This seat has left the space already."))
    return end(membership, by)


def end(membership: SpaceMembership, by: Any) -> SpaceMembership:
    """The membership is over. Rights are asked by whoever calls, in a transaction."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    space = membership.space
    log.write("spaces.removed", by=by, on=space, label=space.label, seat=membership.seat.token)
    signals.removed.send(sender=SpaceMembership, membership=membership, by=by)
    return membership


def may_remove(membership: SpaceMembership, by: Any, *, for_oneself: bool = True) -> bool:
    """Whether somebody may end a membership: the owner that let the seat in, and who acts for it.

    Whoever of no owner was let into what two share goes where either of them wishes it.
    """
    viewer = viewer_for(by)
    if for_oneself and viewer.holds(seat_principal(membership.seat.token)):
        return True
    managed = delegations_managed(viewer, membership.space)
    if needs_every_owner(membership.space, membership.seat):
        return managed.exists()
    return managed.filter(pk=membership.admitted_for_id).exists()


def _sponsor(space: Space, seat: Seat, by: Any, account: Delegation | None) -> Delegation | None:
    """The owner on whose account a seat comes in; raises PermissionDenied where ``by`` does not act for it."""
    owners = Delegation.objects.filter(owned_spaces__space=space).order_by("slug")
    mine = owners if by is None else delegations_managed(viewer_for(by), space).order_by("slug")
    if is_of_an_owner(space, seat):
        found = mine.filter(pk=seat.delegation_id).first()
    else:
        found = (mine.filter(pk=account.pk) if account else mine).first()
    if found is None:
        raise PermissionDenied
    return found


def refuse_what_cannot_be(space: Space, seat: Seat, role: Role) -> None:
    """Raise ValidationError with a sentence where a seat cannot be that in a space, whoever lets it in."""
    if space.is_archived:
        raise ValidationError(_("This space is closed."))
    if not seat.is_open or seat.body.removed_at is not None:
        raise ValidationError(_("This seat is closed."))
    of_owner = is_of_an_owner(space, seat)
    if role is Role.OWNER and not of_owner:
        raise ValidationError(_("Only people of an owning delegation can be owners."))
    if space.kind == Space.Kind.DELEGATION_ROOM and not of_owner:
        raise ValidationError(_("Only people of this delegation come into its room."))
