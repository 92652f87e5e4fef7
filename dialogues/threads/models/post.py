"""A post: words in one language, with no more of who spoke than its rule shows."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.threads import words
from dialogues.threads.models.marked import Said
from dialogues.threads.models.thread import Thread


class Post(Said):
    """What somebody has said in a thread.

    ``facts`` holds what its rule shows of the speaker and nothing else, as it was when it was said; who wrote it stands
    in the sealed table of authors alone. ``voice`` is the number of the speaker within the thread where the name is
    kept back. ``sending`` is the number of the form it came with, so that a second click sends nothing. ``sent_at`` is
    shown only where the rule tells the name.
    """

    class Capacity(models.TextChoices):
        """For whom somebody speaks."""

        PERSONAL = "personal", words.PERSONAL
        AGENCY = "agency", words.AGENCY
        DELEGATION = "delegation", words.DELEGATION

    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="posts")
    text = models.TextField(_("text"))
    reason = models.CharField(_("why it has to stand here"), max_length=500, blank=True)
    capacity = models.CharField(_("capacity"), max_length=10, choices=Capacity, default=Capacity.PERSONAL)
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict, editable=False)
    voice = models.PositiveIntegerField(null=True, editable=False)
    quoted = models.ForeignKey(
        "self", verbose_name=_("quoted post"), null=True, on_delete=models.SET_NULL, related_name="quoting"
    )
    sending = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    edits = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.token)
