"""The link in an invitation: its token, and a signature that only this portal can make and that is kept nowhere."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from portal.members.models import Invitation

_SALT = "portal.members.invitation"


def signature_of(invitation: Invitation) -> str:
    """The part of the link that proves it came out of a mail of ours."""
    return Signer(salt=_SALT).signature(_signed(invitation))


def path_of(invitation: Invitation, language: str | None = None) -> str:
    """The path of the page on which it is taken up, in the language of the invitation by default."""
    with translation.override(language or invitation.language):
        return reverse("joining:invitation", args=[invitation.token, signature_of(invitation)])


def invitation_for(token: str, signature: str) -> Invitation | None:
    """The invitation a link leads to, open or not; None when the link was not made here, or the row has gone."""
    found = Invitation.objects.select_related("seat__body", "seat__delegation").filter(token=token[:20]).first()
    if found is None:
        return None
    signer = Signer(salt=_SALT)
    try:
        # Former keys of the portal still count: a link in a mail outlives a change of keys.
        signer.unsign(f"{_signed(found)}{signer.sep}{signature}")
    except BadSignature:
        return None
    return found


def _signed(invitation: Invitation) -> str:
    """The address is part of what is signed: a link never serves another."""
    return f"{invitation.token}/{invitation.email.lower()}"
