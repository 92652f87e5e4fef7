"""A decision: what became of a post, and why."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.moderation import words
from dialogues.moderation.models.case import Case
from dialogues.threads.models.marked import LANGUAGE_CHOICES


class Decision(models.Model):
    """One step in the history of a case; none is changed, each may be followed by another.

    ``edits`` is how often the post had been changed when somebody looked. Nobody decides *held*: a report does.
    """

    class Act(models.TextChoices):
        """What was done."""

        HELD = "held", words.HELD
        RELEASE = "release", words.RELEASED
        HIDE = "hide", words.HIDDEN
        RESTORE = "restore", words.RESTORED
        LEAVE = "leave", words.LEFT
        MASK = "mask", words.MASKED
        UNMASK = "unmask", words.UNMASKED

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="decisions")
    act = models.CharField(_("decision"), max_length=8, choices=Act)
    reason = models.TextField(_("reason"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edits = models.PositiveIntegerField(default=0, editable=False)
    decided_at = models.DateTimeField(_("decided"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("decision of a moderator")
        verbose_name_plural = _("decisions of moderators")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.token)
