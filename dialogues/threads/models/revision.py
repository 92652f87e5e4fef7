"""How a post read before it was changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models.marked import LANGUAGE_CHOICES
from dialogues.threads.models.post import Post


class Revision(models.Model):
    """A former text of a post, with the reason for which it was changed. Hidden, no address shows it."""

    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    reason = models.CharField(_("reason for the change"), max_length=200)
    hidden = models.BooleanField(_("hidden"), default=False)
    replaced_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("former text of a post")
        verbose_name_plural = _("former texts of posts")
        ordering: ClassVar[list[str]] = ["post_id", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "number"], name="former_texts_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.number}"
