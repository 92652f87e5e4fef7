"""Erasing what tells of a person, when they wish to leave nothing behind, or long after they have left."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from portal.audit import addresses, log
from portal.members import signals
from portal.members.actions.holding import hold_people
from portal.members.actions.leaving import close_account
from portal.members.actions.refusals import refuse_if, require
from portal.members.models import AccessRequest, Invitation, User
from portal.retention.holds import is_held, refuse_if_held

#: Where the addresses end that stand in the place of those that were erased.
ERASED_DOMAIN = "@erased.invalid"


@transaction.atomic
def erase_account(*, user: User, by: Any) -> User:
    """Close one's own account and erase name, address and contact; by the person alone.

    The row stays without them: that somebody held a seat and acted in it is part of the record of the seat, and the
    notes for a successor belong to the seat. Nothing leads from the row back to the person. While the account is held
    for a legal reason nothing changes, and the person is told so.
    """
    require(by, by is not None and by.pk == user.pk)
    refuse_if(
        is_held(user),
        _(
            "Your account has to be kept for now, for a legal reason, so it cannot be erased yet. Nothing was changed. "
            "You can close it without erasing it; write to the team of this portal if you have questions."
        ),
    )
    return forget_person(close_account(user=user, by=by))


@transaction.atomic
def forget_person(user: User) -> User:
    """Erase name, address and contact of a closed account; ``erase_account`` says what stays.

    Raises HeldError where somebody holds the account. Done a second time it does no harm.
    """
    erased = hold_people(user.pk)[user.pk]
    refuse_if_held(erased)
    former = erased.email
    erased.email = f"{secrets.token_hex(8)}{ERASED_DOMAIN}"
    erased.first_name = erased.last_name = ""
    erased.language, erased.time_zone = "en", "UTC"
    erased.save()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=erased).delete()
    for profile in UserProfile.objects.filter(user=erased):
        _forget_profile(profile)
    AccessRequest.objects.filter(email__iexact=former).delete()
    Invitation.objects.filter(email__iexact=former).update(email=erased.email)
    erased.holdings.update(telephone="", shows_name=False, shows_email=False, shows_telephone=False)
    log.write("members.account.erased", by=None, on=erased)
    addresses.forget(erased)
    signals.account_erased.send(sender=User, user=erased, former_address=former)
    return erased


def _forget_profile(profile: UserProfile) -> None:
    """Delete what somebody chose for the administration, and their picture once the transaction is over."""
    if profile.avatar:
        storage, name = profile.avatar.storage, profile.avatar.name
        transaction.on_commit(lambda: storage.delete(name))
    profile.delete()
