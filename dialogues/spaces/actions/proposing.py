"""What no owner of a shared space does alone: letting in who is of neither, showing that it exists, closing it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces import signals
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.actions.joining import bring_in, refuse_what_cannot_be
from dialogues.spaces.models import Consent, Proposal, Role, Space
from dialogues.spaces.permissions import delegations_managed
from portal.audit import log
from portal.members.models import Delegation, Seat
from portal.viewer import viewer_for


@transaction.atomic
def propose(*, space: Space, act: str, by: Any, seat: Seat | None = None, role: Role | None = None) -> Proposal:
    """Propose something that takes every owner; where there is one owner alone it is done at once.

    Args:
        act: one of ``Proposal.Act``; letting in takes a seat and a role.
        by: whoever acts for an owner of the space; their delegation has consented by proposing.

    Raises PermissionDenied for anybody else, ValidationError for what waits already or cannot be.
    """
    mine = list(_mine(space, by))
    space = hold_space(space)
    _refuse_idle(space, act)
    if act == Proposal.Act.ADMIT:
        if seat is None or role is None:
            raise ValidationError(_("Choose a seat."))
        refuse_what_cannot_be(space, seat, role)
    if space.proposals.filter(act=act, seat=seat, settled_at__isnull=True).exists():
        raise ValidationError(_("This waits for consent already."))
    proposal = Proposal.objects.create(
        space=space,
        act=act,
        seat=seat,
        role=role.value if role else "",
        proposed_for=mine[0],
        proposed_by=by,
    )
    token = seat.token if seat else ""
    log.write("spaces.proposed", by=by, on=space, label=space.label, act=act, seat=token, proposal=proposal.token)
    if not _agree(proposal, space, mine, by):
        signals.proposed.send(sender=Proposal, proposal=proposal, by=by)
    return proposal


@transaction.atomic
def consent(*, proposal: Proposal, by: Any) -> Proposal:
    """Another owner agrees; with the last of them it is done. Raises ValidationError where it is settled."""
    mine = list(_mine(proposal.space, by))
    space = hold_space(proposal.space)
    proposal = _waiting(proposal)
    _agree(proposal, space, mine, by)
    return proposal


@transaction.atomic
def refuse(*, proposal: Proposal, by: Any) -> Proposal:
    """An owner refuses, or takes back what it proposed: nothing comes of it."""
    list(_mine(proposal.space, by))
    hold_space(proposal.space)
    proposal = _waiting(proposal)
    _settle(proposal, done=False)
    space = proposal.space
    log.write("spaces.proposal_refused", by=by, on=space, label=space.label, proposal=proposal.token)
    return proposal


@transaction.atomic
def hide(*, space: Space, by: Any) -> Space:
    """Let nobody but its members know that a space exists. One owner does this alone: it narrows who knows."""
    list(_mine(space, by))
    space = hold_space(space)
    if not space.hidden:
        space.hidden = True
        space.save(update_fields=["hidden"])
        log.write("spaces.hidden", by=by, on=space, label=space.label)
        signals.hiding_changed.send(sender=Space, space=space, by=by)
    return space


def _mine(space: Space, by: Any) -> Any:
    """The owners that ``by`` acts for, in a steady order; raises PermissionDenied for none."""
    found = Delegation.objects.filter(owned_spaces__space=space) if by is None else None
    owners = found if found is not None else delegations_managed(viewer_for(by), space)
    if not owners.exists():
        raise PermissionDenied
    return owners.order_by("slug")


def _waiting(proposal: Proposal) -> Proposal:
    held = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("space", "seat__body")
    proposal = held.get(pk=proposal.pk)
    if proposal.settled_at is not None:
        raise ValidationError(_("This has been decided already."))
    return proposal


def _refuse_idle(space: Space, act: str) -> None:
    if space.is_archived and act != Proposal.Act.REVEAL:
        raise ValidationError(_("This space is closed."))
    if act == Proposal.Act.REVEAL and not space.hidden:
        raise ValidationError(_("This space is not hidden."))


def _agree(proposal: Proposal, space: Space, mine: list[Delegation], by: Any) -> bool:
    """Write the consent down and do what was proposed once every owner has given theirs; whether it was done."""
    for delegation in mine:
        _consent, made = Consent.objects.get_or_create(
            proposal=proposal, delegation=delegation, defaults={"given_by": by}
        )
        if made:
            whose, of = delegation.slug, proposal.token
            log.write("spaces.consented", by=by, on=space, label=space.label, proposal=of, delegation=whose)
    agreed = proposal.consents.values("delegation")
    if space.owners.exclude(delegation__in=agreed).exists():
        return False
    _do(proposal, space, by)
    _settle(proposal, done=True)
    return True


def _settle(proposal: Proposal, *, done: bool) -> None:
    proposal.settled_at, proposal.carried = timezone.now(), done
    proposal.save(update_fields=["settled_at", "carried"])


def _do(proposal: Proposal, space: Space, by: Any) -> None:
    if proposal.act == Proposal.Act.ADMIT and proposal.seat is not None:
        role = Role(proposal.role)
        bring_in(space=space, seat=proposal.seat, role=role, by=by, sponsor=proposal.proposed_for)
    elif proposal.act == Proposal.Act.REVEAL:
        space.hidden = False
        space.save(update_fields=["hidden"])
        log.write("spaces.revealed", by=by, on=space, label=space.label)
        signals.hiding_changed.send(sender=Space, space=space, by=by)
    else:
        space.archived_at = timezone.now()
        space.save(update_fields=["archived_at"])
        log.write("spaces.archived", by=by, on=space, label=space.label)
        signals.archived.send(sender=Space, space=space, by=by)
