"""Who wrote a post: sealed, and asked by ``dialogues.threads.authors`` alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models.post import Post


class Authorship(models.Model):
    """The author of a post. No page, mail, export or address is made from it."""

    post = models.OneToOneField(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        # Nobody reads here who it was.
        return str(self.pk)
