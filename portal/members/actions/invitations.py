"""Inviting, taking back, taking up: how a person comes into a seat."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.members import permissions, signals
from portal.members.actions.holding import hold_address, hold_seat
from portal.members.actions.profile import parts_of
from portal.members.actions.refusals import refuse_if, require
from portal.members.actions.seats import seat_person
from portal.members.models import Invitation, Seat, SeatHolder, User
from portal.members.models.invitation import OPEN_FOR


@transaction.atomic
def invite(*, email: str, language: str, seat: Seat, by: Any) -> Invitation:
    """Invite an address into a vacant seat, for fourteen days. One invitation at a time is open for a seat."""
    require(by, permissions.may_invite(by, seat) if by else True)
    seat = hold_seat(seat)
    refuse_if(not seat.is_open or seat.body.removed_at is not None, _("This seat is closed."))
    refuse_if(seat.holders.filter(until__isnull=True).exists(), _("Somebody holds this seat already."))
    now = timezone.now()
    waiting = seat.invitations.select_for_update(no_key=True).filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    refuse_if(waiting.filter(expires_at__gt=now).exists(), _("Somebody is invited into this seat already."))
    waiting.update(withdrawn_at=now)
    closed = User.objects.filter(email__iexact=email, is_active=False).exists()
    reopens = by is None or permissions.is_for_staff(by, "add_invitation")
    refuse_if(closed and not reopens, _("The account of this address was closed: please ask staff to invite them."))
    invitation = Invitation.objects.create(
        email=email.strip().lower(), language=language, seat=seat, invited_by=by, expires_at=now + OPEN_FOR
    )
    log.write("members.invitation.sent", by=by, on=invitation, seat=seat.token)
    signals.invited.send(sender=Invitation, invitation=invitation)
    return invitation


@transaction.atomic
def take_back(*, invitation: Invitation, by: Any) -> Invitation:
    """Take an invitation back before it is taken up."""
    require(by, permissions.may_take_back(by, invitation) if by else True)
    invitation = _locked(invitation)
    refuse_if(not invitation.is_open, _("This invitation was taken up, taken back or too old already."))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    log.write("members.invitation.taken_back", by=by, on=invitation, seat=invitation.seat.token)
    signals.invitation_taken_back.send(sender=Invitation, invitation=invitation)
    return invitation


def account_of(invitation: Invitation) -> User | None:
    """The account of the address that was invited, open or closed."""
    return User.objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def accept(*, invitation: Invitation, user: User | None = None, name: str = "", password: str = "") -> SeatHolder:
    """Take an invitation up: the seat is theirs, and the invitation used.

    Whoever has an account gives it as ``user``, being signed in as them; it must be that of the address. For everybody
    else an account is made with this name and password, or one that was closed is opened again. Whoever calls has
    checked the signature of the link.
    """
    hold_address(invitation.email)
    hold_seat(invitation.seat)
    invitation = _locked(invitation)
    refuse_if(not invitation.is_open, _("This invitation was used, was taken back, or is too old."))
    account = account_of(invitation)
    if account is not None and account.is_active:
        # A link in a mail is no proof of the password and second factor that the account has.
        refuse_if(user is None or user.pk != account.pk, _("Sign in with the account of this address first."))
    else:
        refuse_if(user is not None, _("This invitation is for another address."))
        account = _account(invitation, account, name, password)
    _mark_used(invitation)
    holder = seat_person(seat=invitation.seat, user=account, by=account)
    log.write("members.invitation.accepted", by=account, on=invitation, seat=invitation.seat.token)
    return holder


@transaction.atomic
def expire_invitations() -> int:
    """Close the invitations whose time has run out; how many. Only the duty does."""
    over = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__lte=timezone.now()
    ).select_related("seat__body")
    count = 0
    for invitation in over.select_for_update(of=("self",), no_key=True).order_by("pk"):
        invitation.withdrawn_at = invitation.expires_at
        invitation.save(update_fields=["withdrawn_at"])
        log.write("members.invitation.expired", by=None, on=invitation, seat=invitation.seat.token)
        signals.invitation_expired.send(sender=Invitation, invitation=invitation)
        count += 1
    return count


def _mark_used(invitation: Invitation) -> None:
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])


def _account(invitation: Invitation, closed: User | None, name: str, password: str) -> User:
    """A new account for the address, or its closed one opened again with nothing of what it held."""
    first, last = parts_of(name)
    refuse_if(not first, _("Write your name."))
    account = closed or User(email=invitation.email)
    account.first_name, account.last_name, account.language = first, last, invitation.language
    validate_password(password, account)
    account.is_active = True
    account.set_password(password)
    account.save()
    log.write("members.account.reopened" if closed else "members.account.opened", by=account, on=account)
    _keep_address(account)
    return account


def _keep_address(account: User) -> None:
    """The address is proven: the link was sent to it."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )


def _locked(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "seat__body", "seat__delegation"
    )
    return locked.get(pk=invitation.pk)
