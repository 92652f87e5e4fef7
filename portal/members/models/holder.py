"""A seat holder: the person in a seat, from and until."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.members.models.seat import Seat


class SeatHolder(models.Model):
    """A person in a seat. A seat has one holder at a time; a person may hold several seats.

    The rows of those who left stay: they say who held the seat when something was decided. What of the contact is
    shown in the directory is for the holder to say.
    """

    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="holdings"
    )
    since = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    handing_over = models.TextField(
        _("hand-over note"), blank=True, help_text=_("For whoever holds the seat next; nobody else reads it.")
    )
    telephone = models.CharField(_("office telephone"), max_length=40, blank=True)
    shows_name = models.BooleanField(_("show my name"), default=False)
    shows_email = models.BooleanField(_("show my e-mail address"), default=False)
    shows_telephone = models.BooleanField(_("show my office telephone"), default=False)

    class Meta:
        verbose_name = _("seat holder")
        verbose_name_plural = _("seat holders")
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["seat"], condition=Q(until__isnull=True), name="one_holder_a_seat"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_holder_leaves_after_coming"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.seat}"
