"""Breaking the glass: an administrator's entry into a space they are no member of."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models.space import Space

#: How long an entry lasts.
LASTS = timedelta(hours=1)


class BreakGlassEntry(models.Model):
    """Why an administrator went in, and until when; every owner is told, and its members see it."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="entries")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=1000)
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("entry of an administrator")
        verbose_name_plural = _("entries of administrators")
        ordering: ClassVar[list[str]] = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.space}"
