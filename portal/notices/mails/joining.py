"""Mails about coming in: an invitation and its end, a request and its answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from portal.members import permissions, signals
from portal.members.invitation_links import path_of
from portal.members.models import AccessRequest, Invitation
from portal.members.queries import deciders
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link
from portal.notices.outbox.writing import post, post_to_all


def connect() -> None:
    """Say how these mails read, and listen, once, at start."""
    register("invitation.sent", _invitation)
    register("invitation.expired", _of_expiry)
    register("access.asked", _of_request)
    register("access.refused", _of_refusal)
    signals.invited.connect(_invited, dispatch_uid="notices.invited")
    signals.invitation_expired.connect(_expired, dispatch_uid="notices.invitation_expired")
    signals.access_asked.connect(_asked, dispatch_uid="notices.access_asked")
    signals.access_decided.connect(_decided, dispatch_uid="notices.access_decided")


def _invitation(mail: Mail) -> Letter | None:
    invitation = _invitations().filter(pk=mail.about["invitation"]).first()
    if invitation is None or not invitation.is_open or invitation.email != mail.address:
        return None
    address = f"{settings.WAGTAILADMIN_BASE_URL}{path_of(invitation)}"
    return letter(
        gettext("You are invited"), "invitation", seat=invitation.seat, link=address, until=invitation.expires_at
    )


def _of_expiry(mail: Mail) -> Letter | None:
    invitation = _invitations().filter(pk=mail.about["invitation"]).first()
    if invitation is None or not permissions.may_invite(mail.user, invitation.seat):
        return None
    address = link("members:invitations")
    return letter(gettext("An invitation ran out"), "invitation_expired", seat=invitation.seat, link=address)


def _of_request(mail: Mail) -> Letter | None:
    """It names nobody: who asks and why is read in the portal."""
    request = AccessRequest.objects.filter(pk=mail.about["request"], granted__isnull=True).first()
    if request is None or mail.user not in deciders(request).users:
        return None
    return letter(gettext("Somebody asks for access"), "access_asked", link=link("members:request", request.token))


def _of_refusal(mail: Mail) -> Letter | None:
    refused = AccessRequest.objects.filter(pk=mail.about["request"], granted=False, email__iexact=mail.address)
    return letter(gettext("Your request for access"), "access_refused") if refused.exists() else None


def _invitations() -> Any:
    return Invitation.objects.select_related("seat__body")


def _invited(invitation: Invitation, **_told: Any) -> None:
    post("invitation.sent", address=invitation.email, language=invitation.language, invitation=invitation.pk)


def _expired(invitation: Invitation, **_told: Any) -> None:
    if invitation.invited_by is not None:
        post("invitation.expired", to=invitation.invited_by, invitation=invitation.pk)


def _asked(request: AccessRequest, **_told: Any) -> None:
    post_to_all("access.asked", deciders(request).users, request=request.pk)


def _decided(request: AccessRequest, **_told: Any) -> None:
    if not request.granted:
        post("access.refused", address=request.email, language=request.language, request=request.pk)
