"""Second proofs of the demo accounts: a secret of its own for each, and the code it shows now."""

from __future__ import annotations

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from portal.demo.models import DemoObject
from portal.members.models import User
from portal.members.second_factor.keys import open_again

#: So many seconds does a code last that is printed: time to type it.
TO_TYPE = 10


class NoDemoAccountError(LookupError):
    """There is no demo account of this address, or it has no app that shows codes."""


def give(user: User) -> None:
    """Set an app up for a demo account that has no second proof."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())


def code_of(email: str) -> str:
    """The code a demo account signs in with now. Raises NoDemoAccountError for every other account."""
    if not DemoObject.objects.filter(kind="user", key=email).exists():
        raise NoDemoAccountError
    row = Authenticator.objects.filter(user__email=email, type=Authenticator.Type.TOTP).first()
    if row is None:
        raise NoDemoAccountError
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(open_again(row.data["secret"]), counter)))


def await_time_to_type() -> None:
    """Wait for the next code where the one shown now is nearly over."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < TO_TYPE:
        time.sleep(left)
