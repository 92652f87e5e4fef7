"""What somebody has written and not sent yet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads.models.thread import Thread


class Draft(models.Model):
    """The one draft somebody has in a thread, or of a new thread in a space. ``fields`` are those of the form."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), null=True, on_delete=models.CASCADE, related_name="+")
    fields: models.JSONField[Any, Any] = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "thread"], name="one_draft_a_thread"),
            models.UniqueConstraint(
                fields=["user", "space"], condition=models.Q(thread__isnull=True), name="one_draft_of_a_new_thread"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
