"""What stood where a post is masked now, and who looked at it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.moderation.models.case import Case


class Sealed(models.Model):
    """The words of a post before a part was masked, and the title of its thread where that was masked too.

    What was not masked is empty here. ``opened_again_at`` is when the words were put back.
    """

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="sealed")
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    reason = models.CharField(_("why it has to stand here"), max_length=500, blank=True)
    sealed_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_again_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("sealed text")
        verbose_name_plural = _("sealed texts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        # Nobody reads here what was masked.
        return str(self.token)


class Unsealing(models.Model):
    """That a moderator looked at what is sealed, and why."""

    sealed = models.ForeignKey(
        Sealed, verbose_name=_("sealed text"), on_delete=models.CASCADE, related_name="unsealings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    motive = models.CharField(_("motive"), max_length=500)
    unsealed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("look at a sealed text")
        verbose_name_plural = _("looks at sealed texts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
