"""An invitation: one address may take one seat, until a day."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.members.models.seat import Seat
from portal.members.models.tokens import new_token

#: How long an invitation may be taken up.
OPEN_FOR = timedelta(days=14)


class Invitation(models.Model):
    """An invitation into a seat, bound to an address.

    Its link holds the token and a signature made with the key of the portal (``portal.members.invitation_links``). The
    signature is kept nowhere: whoever reads this table cannot take an invitation up.
    """

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, default="en")
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(_("public id"), max_length=12, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar[list[str]] = ["-invited_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_a_seat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.seat}"

    @property
    def is_open(self) -> bool:
        """Whether it can be taken up now."""
        return self.accepted_at is None and self.withdrawn_at is None and timezone.now() < self.expires_at
