"""How people sign in: by e-mail address and password, and nobody opens an account alone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; the sign-up form does not exist."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False
