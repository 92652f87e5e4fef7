"""An explicit *never*: one right that a seat does not have in a space, whatever else would give it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models.space import Space
from dialogues.spaces.rights import Right
from portal.members.models import Seat


class SpaceDenial(models.Model):
    """Holds for whoever acts for the seat, and beats what they would hold through another."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="denials")
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="denials")
    right = models.CharField(_("right"), max_length=10, choices=[(right.value, right.value) for right in Right])
    denied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("denied by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("from"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("denial in a space")
        verbose_name_plural = _("denials in spaces")
        ordering: ClassVar[list[str]] = ["space_id", "seat_id", "right"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["space", "seat", "right"],
                condition=models.Q(ended_at__isnull=True),
                name="a_right_is_denied_once",
            ),
            models.CheckConstraint(
                condition=models.Q(right__in=[right.value for right in Right]), name="a_denial_is_of_a_right"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.right}, {self.space}"
