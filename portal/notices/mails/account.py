"""Mails about an account: what was changed in it, a link to choose a password, and that it was closed."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.members import signals
from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link
from portal.notices.outbox.writing import post, withdraw_all_of

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
    """Say how these mails read, and listen, once, at start."""
    register("account.proofs_reset", _of_reset)
    register("account.changed", _of_change)
    register("account.password_link", _with_password_link)
    register("account.closed", _of_closing)
    signals.proofs_reset.connect(_proofs_reset, dispatch_uid="notices.proofs_reset")
    signals.account_changed.connect(_account_changed, dispatch_uid="notices.account_changed")
    signals.password_link_wanted.connect(_password_link_wanted, dispatch_uid="notices.password_link_wanted")
    signals.account_closed.connect(_account_closed, dispatch_uid="notices.account_closed")
    signals.account_erased.connect(_account_erased, dispatch_uid="notices.account_erased")


def _of_reset(mail: Mail) -> Letter:
    return letter(gettext("Your second proofs were reset"), "proofs_reset", link=link("account_login"))


def _of_change(mail: Mail) -> Letter:
    sentence = _CHANGES.get(mail.about["what"], _("Something in the way you sign in was changed."))
    return letter(gettext("Something changed in your account"), "account_changed", sentence=sentence, when=mail.created)


def _with_password_link(mail: Mail) -> Letter:
    """The link serves once; it is made here, and its time begins now."""
    key = default_token_generator.make_token(mail.user)
    address = link("account_reset_password_from_key", user_pk_to_url_str(mail.user), key)
    return letter(gettext("Choose a password"), "password_link", link=address)


def _of_closing(mail: Mail) -> Letter | None:
    closed = User.objects.filter(pk=mail.about["user"], is_active=False).exists()
    return letter(gettext("Your account was closed"), "account_closed", when=mail.created) if closed else None


def _proofs_reset(user: User, **_told: Any) -> None:
    post("account.proofs_reset", to=user)


def _account_changed(user: User, what: str, **_told: Any) -> None:
    post("account.changed", to=user, what=what)


def _password_link_wanted(user: User, **_told: Any) -> None:
    post("account.password_link", to=user)


def _account_closed(user: User, **_told: Any) -> None:
    """Whoever has left is told of nothing any more but this, and for this the address is needed once more."""
    withdraw_all_of(user)
    post("account.closed", address=user.email, language=user.language, user=user.pk)


def _account_erased(user: User, former_address: str, **_told: Any) -> None:
    Mail.objects.filter(address__iexact=former_address).exclude(kind="account.closed").delete()
