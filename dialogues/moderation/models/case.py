"""A case: a post that somebody has to look at."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.moderation import words
from dialogues.threads.models import Post
from dialogues.threads.models.marked import LANGUAGE_CHOICES


class Case(models.Model):
    """A post that waits, was reported, or whose author appeals; open until a moderator has decided.

    ``urgent`` is whether the post was hidden at once. ``text`` is what an author says who appeals against the decision
    ``appealed``; who that is stands in the sealed table of authors alone.
    """

    class Kind(models.TextChoices):
        """Why somebody has to look."""

        WAITING = "waiting", words.WAITING
        FLAGGED = "flagged", words.FLAGGED
        APPEAL = "appeal", words.APPEAL

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="cases")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    urgent = models.BooleanField(_("hidden at once"), default=False)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, blank=True)
    appealed = models.ForeignKey(
        "moderation.Decision",
        verbose_name=_("decision appealed against"),
        null=True,
        on_delete=models.CASCADE,
        related_name="appeals",
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)

    class Meta:
        verbose_name = _("case of moderation")
        verbose_name_plural = _("cases of moderation")
        ordering: ClassVar[list[str]] = ["-urgent", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["settled_at"], name="cases_by_end")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["post", "kind"], condition=models.Q(settled_at__isnull=True), name="one_open_case_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.token)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.settled_at is None
