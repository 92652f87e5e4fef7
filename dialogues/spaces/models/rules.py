"""The rules of the house, in versions, and who has accepted which."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models.space import Space


class HouseRules(models.Model):
    """The text of one version in one language. A text that was shown for acceptance is never changed."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="rules")
    version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("rules of the house")
        verbose_name_plural = _("rules of the house")
        ordering: ClassVar[list[str]] = ["space_id", "-version", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["space", "version", "language"], name="rules_have_one_text_a_version_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.space}, {self.version} ({self.language})"


class RulesAcceptance(models.Model):
    """A person has accepted a version; whoever takes over a seat accepts for themselves."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="acceptances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="accepted_rules"
    )
    version = models.PositiveIntegerField(_("version"))
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("acceptance of rules")
        verbose_name_plural = _("acceptances of rules")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["space", "user", "version"], name="rules_are_accepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.space}, {self.version}"
