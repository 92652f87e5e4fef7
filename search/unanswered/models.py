"""One question nothing was found for. Without its text until several have asked it, and never with who asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.languages import LANGUAGES
from search.unanswered.limits import LONGEST_TEXT


class UnansweredQuestion(models.Model):
    """How often a question was asked in vain, and in which weeks first and last. Nothing finer is known of the time."""

    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(
        _("language of the reader"),
        max_length=10,
        choices=[(language.code, language.own_name) for language in LANGUAGES],
    )
    text = models.CharField(_("search"), max_length=LONGEST_TEXT, blank=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_week = models.DateField(_("first in the week of"))
    last_week = models.DateField(_("last in the week of"))

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        ordering: ClassVar[list[str]] = ["-times", "-last_week", "text"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["first_week"], name="unanswered_first_week")]

    def __str__(self) -> str:
        return self.text
