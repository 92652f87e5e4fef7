"""What members are told by mail whatever they watch: noted in the transaction of the act, sent by the worker.

Nothing secret waits with the note: a link to choose a new password is made when the mail is.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.members import signals
from portal.members.models import User

#: What is said of each change, by the name that the sign-in package gives it.
_CHANGES = {
    "password_changed": _("Your password was changed."),
    "password_set": _("Your password was changed."),
    "password_reset": _("Your password was changed, by a link that was sent to this address."),
    "totp_activated": _("An app that shows codes was set up as a second proof."),
    "totp_deactivated": _("The app that shows codes was removed from your second proofs."),
    "webauthn_added": _("A passkey was set up as a second proof."),
    "webauthn_removed": _("A passkey was removed from your second proofs."),
    "recovery_codes_generated": _("New recovery codes were made."),
}


def connect() -> None:
    """Listen to what happens to people, once, at start."""
    signals.proofs_reset.connect(_proofs_reset, dispatch_uid="notices.proofs_reset")
    signals.account_changed.connect(_account_changed, dispatch_uid="notices.account_changed")
    signals.password_link_wanted.connect(_password_link_wanted, dispatch_uid="notices.password_link_wanted")


@task()
def tell_of_reset(user_id: int) -> None:
    """Tell somebody that their second proofs were taken away, and what to do next."""
    if (user := _somebody(user_id)) is not None:
        with override(user.language):
            _send(user, gettext("Your second proofs were reset"), "proofs_reset", portal=settings.WAGTAILADMIN_BASE_URL)


@task()
def tell_of_change(user_id: int, what: str, when: str) -> None:
    """Tell the owner of an account what was changed in it, in case it was not them."""
    if (user := _somebody(user_id)) is not None:
        with override(user.language):
            sentence = _CHANGES.get(what, _("Something in the way you sign in was changed."))
            _send(user, gettext("Something changed in your account"), "account_changed", sentence=sentence, when=when)


@task()
def send_password_link(user_id: int) -> None:
    """Send the link to choose a new password; it serves once, and its time begins now."""
    user = _somebody(user_id)
    if user is None:
        return
    with override(user.language):
        parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        link = settings.WAGTAILADMIN_BASE_URL + reverse("account_reset_password_from_key", kwargs=parts)
        _send(user, gettext("Choose a password"), "password_link", link=link)


def _somebody(user_id: int) -> User | None:
    """Who is to be told, unless their account was closed meanwhile."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def _send(user: User, subject: str, template: str, **context: Any) -> None:
    send_mail(
        subject=f"Balai: {subject}",
        message=render_to_string(f"notices/email/{template}.txt", context),
        from_email=None,
        recipient_list=[user.email],
    )


def _proofs_reset(user: User, **_told: Any) -> None:
    tell_of_reset.enqueue(user.pk)


def _account_changed(user: User, what: str, **_told: Any) -> None:
    tell_of_change.enqueue(user.pk, what, f"{timezone.now():%Y-%m-%d %H:%M}")


def _password_link_wanted(user: User, **_told: Any) -> None:
    send_password_link.enqueue(user.pk)
