"""Typing a code. Clocks of telephones are never quite right: the code before and the one after the present one count.

Each serves once (RFC 6238, section 5.2), and so is remembered for as long as it would count; the sign-in package
forgets it after one step of the clock.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.cache import cache


def once(user: Any, code: str) -> str:
    """The code of a user that was found right. Raises ValidationError where it was used already."""
    counts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    # Spaces, hyphens and the like make no other code of it: whoever compared it left them out.
    figures = "".join(sign for sign in code if sign.isalnum())
    if not cache.add(f"members.code-used.{user.pk}.{figures}", True, timeout=counts):
        raise get_adapter().validation_error("incorrect_code")
    return code


class CodeForm(AuthenticateForm):
    """The code that is asked for after the password."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError for one that is wrong or was used already."""
        return once(self.user, super().clean_code())


class CodeAgainForm(ReauthenticateForm):
    """The code that is asked for once more before what matters."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError for one that is wrong or was used already."""
        return once(self.user, super().clean_code())


class FirstCodeForm(ActivateTOTPForm):
    """The code that shows that an app was set up. Whoever looked on while it was typed does not sign in with it."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError for one that is wrong."""
        return once(self.user, super().clean_code())
