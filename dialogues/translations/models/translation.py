"""A post in another language, as a person put it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models import Post
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from dialogues.translations import words


class Translation(models.Model):
    """The one translation of a post into a language. It is read by whoever reads the post, and tells of nobody.

    ``of_edit`` and ``of_text`` say which text of the post it was made of: the number of changes before it, and a keyed
    fingerprint. ``waits`` is whether a moderator reads it before others do. ``version`` grows with each new text.
    """

    class State(models.TextChoices):
        """How far it is trusted."""

        PROPOSED = "proposed", words.PROPOSED
        REVIEWED = "reviewed", words.REVIEWED
        CERTIFIED = "certified", words.CERTIFIED

    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    text = models.TextField(_("text"))
    reason = models.CharField(_("why it has to stand here"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    waits = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    of_edit = models.PositiveIntegerField(editable=False)
    of_text = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("translation of a post")
        verbose_name_plural = _("translations of posts")
        ordering: ClassVar[list[str]] = ["post_id", "language"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "language"], name="one_translation_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.language}"
