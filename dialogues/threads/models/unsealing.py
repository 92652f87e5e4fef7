"""That two people wish to learn who wrote a post, and why."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models.post import Post
from portal.members.models import Delegation

#: So long a second person has to decide, and so long the two may read the name then.
DECIDED_WITHIN = timedelta(hours=24)
READ_WITHIN = timedelta(hours=1)


class Unsealing(models.Model):
    """A request to learn the author of a post whose rule keeps the name back. It holds no author."""

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="unsealings")
    motive = models.CharField(_("reason"), max_length=500)
    asked_for = models.ForeignKey(Delegation, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+")
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
        verbose_name = _("unsealing of an author")
        verbose_name_plural = _("unsealings of authors")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.token)

    @property
    def waits(self) -> bool:
        """Whether a second person may still decide."""
        return self.decided_at is None and timezone.now() - self.asked_at <= DECIDED_WITHIN

    @property
    def is_open(self) -> bool:
        """Whether the two may read the name now."""
        return bool(self.granted and self.decided_at and timezone.now() - self.decided_at <= READ_WITHIN)
