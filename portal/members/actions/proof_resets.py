"""Letting somebody in again who has lost every second proof: two people do it together, and neither alone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.members import permissions, signals
from portal.members.actions.holding import hold_people
from portal.members.actions.refusals import refuse_if, require
from portal.members.ending_sessions import end_sessions
from portal.members.models import ProofReset, User


@transaction.atomic
def ask_to_reset_proofs(*, user: User, by: User) -> ProofReset:
    """Ask that the second proofs of a person be taken away, so that they set up new ones."""
    require(by, permissions.may_reset_proofs(by, user))
    user = hold_people(user.pk)[user.pk]
    refuse_if(not user.is_active, _("This account is closed."))
    waiting = ProofReset.objects.filter(user=user, granted__isnull=True).first()
    refuse_if(waiting is not None and waiting.is_open, _("Somebody has asked for this person already."))
    if waiting is not None:
        _decide(waiting, granted=False, by=None)
    reset = ProofReset.objects.create(user=user, asked_by=by)
    log.write("members.proofs.reset_asked", by=by, on=user)
    return reset


@transaction.atomic
def decide_proof_reset(*, reset: ProofReset, grant: bool, by: User) -> ProofReset:
    """Confirm it as the second person, or refuse it; whoever asked may take it back.

    With the confirmation every second proof and every session of the person ends; the password stays.
    """
    require(by, permissions.may_reset_proofs(by, reset.user))
    user = hold_people(reset.user_id)[reset.user_id]
    reset = ProofReset.objects.select_for_update(no_key=True).get(pk=reset.pk)
    refuse_if(not reset.is_open, _("This was decided already, or waited for too long."))
    if grant:
        refuse_if(reset.asked_by_id == by.pk, _("You asked for it: a second person must confirm."))
        asked_by = reset.asked_by
        still = asked_by is not None and permissions.may_reset_proofs(asked_by, user)
        refuse_if(not still, _("Whoever asked may not any more."))
    _decide(reset, granted=grant, by=by)
    log.write("members.proofs.reset" if grant else "members.proofs.reset_refused", by=by, on=user)
    if grant:
        _take_away(user)
        signals.proofs_reset.send(sender=User, user=user, asked_by=reset.asked_by, by=by)
    return reset


def _take_away(user: User) -> None:
    from portal.members.second_factor.kept import drop_all

    drop_all(user)
    end_sessions(user)


def _decide(reset: ProofReset, *, granted: bool, by: User | None) -> None:
    reset.granted, reset.decided_by, reset.decided_at = granted, by, timezone.now()
    reset.save(update_fields=["granted", "decided_by", "decided_at"])
