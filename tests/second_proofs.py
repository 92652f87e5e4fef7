"""Signing in within tests: with a second proof that is there and was shown, or with the password alone."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from portal.members.models import User
from portal.members.second_factor.shown import mark_shown

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_force_login = Client.force_login


def prove(user: User) -> User:
    """Give somebody an app that shows codes, where they have none."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, SECRET)
    return user


def code(steps: int = 0) -> str:
    """The code the app shows now, or so many steps later; one that is over in a moment is waited out."""
    if (left := 30 - time.time() % 30) < 1:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps)))


def with_password_alone(client: Client, user: User) -> Client:
    """A browser with a session that has seen no second proof."""
    _force_login(client, user, backend=BACKEND)
    return client


def sign_in(client: Client, user: User, backend: str | None = None) -> None:
    """Sign somebody in as it is done here: with a second proof, made where they have none."""
    prove(user)
    _force_login(client, user, backend=backend or BACKEND)
    session = client.session
    mark_shown(session, user)
    session.save()


@pytest.fixture(autouse=True)
def second_proof_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """``force_login`` is signing in with a second proof. Most tests are about what comes after."""
    monkeypatch.setattr(Client, "force_login", sign_in)
    # Codes that were used and attempts that failed are counted there: no test knows of those of another.
    cache.clear()
