"""What members are told by mail whatever they watch: noted in the transaction of the act, sent by the worker."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from portal.members import signals
from portal.members.models import User


def connect() -> None:
    """Listen to what happens to people, once, at start."""
    signals.proofs_reset.connect(_proofs_reset, dispatch_uid="notices.proofs_reset")


@task()
def tell_of_reset(user_id: int) -> None:
    """Tell somebody that their second proofs were taken away, and what to do next."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    with override(user.language):
        send_mail(
            subject=f"Balai: {_('Your second proofs were reset')}",
            message=render_to_string("notices/email/proofs_reset.txt", {"portal": settings.WAGTAILADMIN_BASE_URL}),
            from_email=None,
            recipient_list=[user.email],
        )


def _proofs_reset(user: User, **_told: Any) -> None:
    tell_of_reset.enqueue(user.pk)
