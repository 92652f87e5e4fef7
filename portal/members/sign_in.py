"""How people sign in: by e-mail address and password with a second proof, and nobody opens an account alone."""

from __future__ import annotations

import logging
import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.members import signals
from portal.members.models import User
from portal.members.second_factor.shown import PROVEN_AT

logger = logging.getLogger("portal.members")

#: The sentences for what a reader cannot have meant; each says what to do next, and tells a stranger nothing.
_SENTENCES = {
    "email_password_mismatch": _("Address and password do not belong together. Look at both, and try again."),
    "account_inactive": _("Address and password do not belong together. Look at both, and try again."),
    "too_many_login_attempts": _("There were too many attempts. Wait for five minutes, and try again."),
    "incorrect_password": _("This password is not right. Try again."),
    "enter_current_password": _("This password is not right. Try again."),
    "rate_limited": _("There were too many attempts. Wait for a few minutes, and try again."),
}


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation or by an administrator; the sign-up form does not exist."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **_SENTENCES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask once more before what matters: not within minutes of signing in with all that there was."""
        proven_at: float = context.request.session.get(PROVEN_AT, 0)
        if 0 <= time.time() - proven_at < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Every session has ended with the change, this one too."""
        return reverse("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Never from here: whatever is mailed is told by a signal and waits in the outbox, where no secret waits."""
        logger.error("The sign-in package has a mail that nobody here posts: %s", template_prefix)

    @transaction.atomic
    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Let the owner of an account be told what was changed in it, and the log too."""
        what = template_prefix.rpartition("/")[2]
        # Second proofs have entries of their own, which tell more.
        if what.startswith(("password", "email")):
            log.write("members.sign_in.changed", by=user, on=user, what=what)
        signals.account_changed.send(sender=User, user=user, what=what)

    @transaction.atomic
    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Let a link be sent. Not from here: a mail server that is slow would tell that there is such an account."""
        signals.password_link_wanted.send(sender=User, user=user)
