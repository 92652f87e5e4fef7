"""Whether a second proof was shown in this session.

That its owner has one is not enough: whoever signed in with a stolen password before the owner set theirs up would
otherwise be let in by it.
"""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest

from portal.audit import log
from portal.members.ending_sessions import end_sessions
from portal.members.second_factor.kept import drop_all, note, proofs_of

_SHOWN = "second_factor"
#: When whoever is signed in last showed everything they have; for minutes from then on they are not asked again.
PROVEN_AT = "proven_at"


def was_shown(request: HttpRequest) -> bool:
    """Whether whoever is signed in has shown a second proof of theirs in this session."""
    return bool(request.session.get(_SHOWN) == _mark(request.user))


def mark_shown(session: Any, user: Any) -> None:
    """Remember in a session that this user has shown one."""
    session[_SHOWN] = _mark(user)
    session[PROVEN_AT] = time.time()


def connect() -> None:
    """Listen to the sign-in package, once, at start."""
    from allauth.account import signals as account
    from allauth.mfa import signals as mfa

    from portal.members.signals import account_closed

    user_logged_in.connect(_signed_in, dispatch_uid="members.factor_signed_in")
    account.user_logged_in.connect(_came_in, dispatch_uid="members.came_in")
    mfa.authentication_failed.connect(_failed, dispatch_uid="members.factor_failed")
    mfa.authenticator_used.connect(_used, dispatch_uid="members.factor_used")
    mfa.authenticator_added.connect(_added, dispatch_uid="members.factor_added")
    mfa.authenticator_removed.connect(_removed, dispatch_uid="members.factor_removed")
    mfa.authenticator_reset.connect(_renewed, dispatch_uid="members.factor_reset")
    account_closed.connect(_closed, dispatch_uid="members.factor_closed")


def _mark(user: Any) -> str:
    return str(user.pk)


def _signed_in(request: Any, **_told: Any) -> None:
    if request is not None:
        request.session[PROVEN_AT] = time.time()


def _came_in(user: Any, **_told: Any) -> None:
    with transaction.atomic():
        log.write("members.signed_in", by=user, on=user)


def _failed(user: Any, authenticator: Any, **_told: Any) -> None:
    note("members.factor.failed", by=None, authenticator=authenticator)


def _used(request: HttpRequest, user: Any, **_told: Any) -> None:
    mark_shown(request.session, user)


def _added(request: HttpRequest, user: Any, authenticator: Any, **_told: Any) -> None:
    note("members.factor.added", by=user, authenticator=authenticator)
    if authenticator.type == authenticator.Type.RECOVERY_CODES:
        return
    if proofs_of(user).count() == 1:
        _end_others(request, user)
    mark_shown(request.session, user)


def _end_others(request: HttpRequest, user: Any) -> None:
    """With the first second proof every other session ends: none of them has shown one."""
    from allauth.usersessions.models import UserSession

    with transaction.atomic():
        end_sessions(user)
        user.refresh_from_db(fields=["session_epoch"])
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)


def _removed(user: Any, authenticator: Any, **_told: Any) -> None:
    note("members.factor.removed", by=user, authenticator=authenticator)


def _renewed(user: Any, authenticator: Any, **_told: Any) -> None:
    note("members.factor.renewed", by=user, authenticator=authenticator)


def _closed(user: Any, **_told: Any) -> None:
    drop_all(user)
