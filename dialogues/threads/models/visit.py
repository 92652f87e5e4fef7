"""Until where somebody has read a thread."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models.thread import Thread


class Visit(models.Model):
    """The newest post that stood in a thread when somebody was there last; told to nobody else."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="visits")
    last_post = models.BigIntegerField(_("newest post"), default=0)

    class Meta:
        verbose_name = _("visit to a thread")
        verbose_name_plural = _("visits to threads")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "thread"], name="one_visit_a_thread")
        ]

    def __str__(self) -> str:
        return str(self.pk)
