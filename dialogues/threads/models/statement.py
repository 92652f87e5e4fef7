"""A statement of a delegation that its head has still to release."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models.marked import LANGUAGE_CHOICES
from dialogues.threads.models.post import Post
from dialogues.threads.models.thread import Thread
from portal.members.models import Seat


class Statement(models.Model):
    """What somebody wrote for their delegation. Only they and its head read it; released, it is a post and no row here.

    Returned, it stays with ``answer`` until its writer deletes it, or its time is over.
    """

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="statements")
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    reason = models.CharField(_("why it has to stand here"), max_length=500, blank=True)
    quoted = models.ForeignKey(
        Post, verbose_name=_("quoted post"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sending = models.UUIDField(unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    returned_at = models.DateTimeField(_("returned"), null=True, editable=False)
    answer = models.CharField(_("why it was returned"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("statement of a delegation")
        verbose_name_plural = _("statements of delegations")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.token)
