"""A deputy: who acts for a seat for a while, and is shown as doing so."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.members.models.seat import Seat


class Deputy(models.Model):
    """A person who may do what the holder of a seat may do, from one day to another (UTC, both included).

    ``ended_at`` is set where it ended before its last day: taken back, or with the seat of either of the two.
    """

    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.CASCADE, related_name="deputies")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="deputisings"
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("named by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering: ClassVar[list[str]] = ["-first_day", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="a_deputy_ends_after_beginning")
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.seat}"
