"""The second proofs somebody has. Codes to recover with are none: they stand in for one that was lost."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet

from portal.audit import log
from portal.members.actions.holding import hold_people


def proofs_of(user: Any) -> QuerySet[Authenticator]:
    """The codes and passkeys of a user."""
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)


def is_last(authenticator: Authenticator) -> bool:
    """Whether its owner would have no second proof without this one."""
    return not proofs_of(authenticator.user).exclude(pk=authenticator.pk).exists()


def drop_all(user: Any) -> None:
    """Take every second proof from somebody, and the codes with them; in the caller's transaction."""
    hold_people(user.pk)
    Authenticator.objects.filter(user_id=user.pk).delete()


def note(action: str, *, by: Any, authenticator: Authenticator) -> None:
    """Write into the log that a second proof came or went; never what it is made of."""
    with transaction.atomic():
        log.write(action, by=by, on=authenticator.user, is_stranger=by is None, kind=str(authenticator.type))
