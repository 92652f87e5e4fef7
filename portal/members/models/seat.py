"""A seat: a function in a body. People come and go; what is entrusted to the function stays with the seat."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.members.models.body import Body
from portal.members.models.delegation import Delegation
from portal.members.models.tokens import new_token
from portal.translated import TranslatedField, label_in


class Seat(models.Model):
    """A function in a body, such as the national focal point in a ministry; of a delegation or of none.

    It is open until ``closed_at``. ``confirmed_at`` is when somebody last said that it is still needed and its holder
    still right; ``reminders`` is how often that was asked for since, and ``reminded_at`` when last.
    """

    token = models.CharField(_("public id"), max_length=12, unique=True, default=new_token, editable=False)
    body = models.ForeignKey(Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="seats")
    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    function = TranslatedField(_("function"))
    is_focal_point = models.BooleanField(
        _("focal point"), default=False, help_text=_("A focal point invites people and decides requests of its body.")
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), default=timezone.now, editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)
    reminded_at = models.DateTimeField(_("last reminder"), null=True, editable=False)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering: ClassVar[list[str]] = ["body__slug", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["confirmed_at"], name="seats_by_confirmation")]

    def __str__(self) -> str:
        return f"{label_in(self.function).text or self.token}, {self.body}"

    @property
    def is_open(self) -> bool:
        """Whether anybody may hold it."""
        return self.closed_at is None
