"""Where a thread stood once, so that links to it lead on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads.models.thread import Thread


class FormerAddress(models.Model):
    """The public id of a thread in a space that it was moved out of, or of one that was merged into another."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField(_("public id"))
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("former address of a thread")
        verbose_name_plural = _("former addresses of threads")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["space", "token"], name="a_former_address_leads_to_one_thread")
        ]

    def __str__(self) -> str:
        return str(self.token)
