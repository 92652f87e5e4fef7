"""A report: a reader says why somebody has to look at a post."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.moderation import words
from dialogues.moderation.models.case import Case
from dialogues.threads.models.marked import LANGUAGE_CHOICES


class Flag(models.Model):
    """A report of one person, with a reason of the list. Moderators read the reason and the text, not the name."""

    class Reason(models.TextChoices):
        """Why somebody has to look. The first three hide the post at once."""

        IDENTIFIES = "identifies", words.IDENTIFIES
        BEYOND_LABEL = "beyond_label", words.BEYOND_LABEL
        BREAKS_RULE = "breaks_rule", words.BREAKS_RULE
        DISRESPECTFUL = "disrespectful", words.DISRESPECTFUL
        OFF_TOPIC = "off_topic", words.OFF_TOPIC
        OTHER = "other", words.OTHER

    #: What cannot wait until somebody has looked.
    AT_ONCE = (Reason.IDENTIFIES, Reason.BEYOND_LABEL, Reason.BREAKS_RULE)

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="flags")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    flagged_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("report of a post")
        verbose_name_plural = _("reports of posts")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "user"], name="one_report_a_person")
        ]

    def __str__(self) -> str:
        return str(self.pk)
