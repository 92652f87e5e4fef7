"""What a reader found wrong on a page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProblemReport(models.Model):
    """A reader's report. It holds no address of the reader unless they gave one."""

    path = models.CharField(_("page"), max_length=500)
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("what is wrong"))
    contact = models.EmailField(_("answer to"), blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    settled = models.BooleanField(_("settled"), default=False)

    class Meta:
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")
        ordering: ClassVar[list[str]] = ["settled", "-sent_at"]

    def __str__(self) -> str:
        return f"{self.path}: {self.text[:60]}"
