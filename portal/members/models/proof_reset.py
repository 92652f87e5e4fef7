"""A wish to let somebody in again who has lost every second proof: one asks, another one confirms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.members.models.tokens import new_token

#: How long it waits for the second person; then whoever needs it asks anew.
OPEN_FOR = timedelta(days=3)


class ProofReset(models.Model):
    """Asked by one person and decided by another; neither is the one whom it is for."""

    token = models.CharField(_("public id"), max_length=12, unique=True, default=new_token, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="proof_resets"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    granted = models.BooleanField(_("granted"), null=True, editable=False)

    class Meta:
        verbose_name = _("reset of second proofs")
        verbose_name_plural = _("resets of second proofs")
        ordering: ClassVar[list[Any]] = ["-asked_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(granted__isnull=True), name="one_open_proof_reset_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("user")) & (Q(decided_by__isnull=True) | ~Q(decided_by=F("user"))),
                name="nobody_resets_their_own_proofs",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(granted=False) | ~Q(decided_by=F("asked_by")),
                name="two_people_reset_proofs",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_open(self) -> bool:
        """Whether it can be confirmed now."""
        return self.granted is None and timezone.now() < self.asked_at + OPEN_FOR
