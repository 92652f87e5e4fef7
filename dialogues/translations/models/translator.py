"""Who made a translation: sealed, and asked by ``dialogues.translations.translators`` alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.translations.models.translation import Translation


class Translator(models.Model):
    """Who wrote the text that a translation has now. No page, mail, export or address is made from it."""

    translation = models.OneToOneField(
        Translation, verbose_name=_("translation"), on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("translator of a post")
        verbose_name_plural = _("translators of posts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        # Nobody reads here who it was.
        return str(self.pk)
