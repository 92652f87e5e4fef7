"""What signing in and out leaves in the log, besides second proofs: passwords that were wrong, and who went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db import transaction

from portal.audit import log
from portal.members.models import User

#: Under these names forms and packages bring the address that somebody typed.
_NAMES = ("email", "login", "username")
#: What stands in the place of the account where nobody has one: what was typed is no code, perhaps even a password.
NOBODY = ("members.user", "")


def connect() -> None:
    """Listen, once, at start."""
    user_login_failed.connect(_failed, dispatch_uid="members.sign_in_failed")
    user_logged_out.connect(_signed_out, dispatch_uid="members.signed_out")


def _failed(credentials: Mapping[str, Any], **_told: Any) -> None:
    typed = next((str(credentials[name]) for name in _NAMES if credentials.get(name)), "")
    with transaction.atomic():
        # Looked for and written alike for accounts that exist and for others: the time it takes tells nobody which.
        account = User.objects.filter(email__iexact=typed[:254].replace("\x00", "")).first()
        log.write("members.sign_in.failed", by=None, on=account or NOBODY, is_stranger=True)


def _signed_out(user: Any, **_told: Any) -> None:
    # Whoever has just closed or erased their account leaves nothing behind by going.
    if user is not None and User.objects.filter(pk=user.pk, is_active=True).exists():
        with transaction.atomic():
            log.write("members.signed_out", by=user, on=user)
