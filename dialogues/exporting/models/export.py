"""That an owner wishes to take home what is said in a space, and why; never what they took."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads.models import Thread
from portal.members.models import Delegation
from portal.members.models.tokens import new_token

#: For so long it may be taken once all owners have consented.
LASTS = timedelta(days=7)


class Export(models.Model):
    """A thread, or all of a space where none is named. It is made when it is taken, for whoever takes it, and not kept.

    What delegations share leaves only by all of them: it waits for their consent.
    """

    token = models.CharField(_("public id"), max_length=12, unique=True, default=new_token, editable=False)
    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), null=True, on_delete=models.CASCADE, related_name="+")
    motive = models.CharField(_("reason"), max_length=500)
    asked_for = models.ForeignKey(Delegation, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    allowed_at = models.DateTimeField(_("allowed"), null=True, editable=False)
    refused_at = models.DateTimeField(_("refused"), null=True, editable=False)

    class Meta:
        verbose_name = _("export of a space")
        verbose_name_plural = _("exports of spaces")
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.token

    @property
    def waits(self) -> bool:
        """Whether an owner has still to consent."""
        return self.allowed_at is None and self.refused_at is None

    @property
    def is_ready(self) -> bool:
        """Whether who asked may take it now."""
        return self.allowed_at is not None and timezone.now() - self.allowed_at <= LASTS


class ExportConsent(models.Model):
    """A delegation that owns the space agrees that it leaves."""

    export = models.ForeignKey(Export, verbose_name=_("export"), on_delete=models.CASCADE, related_name="consents")
    delegation = models.ForeignKey(Delegation, verbose_name=_("delegation"), on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("consent to an export")
        verbose_name_plural = _("consents to exports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["export", "delegation"], name="a_delegation_consents_to_an_export_once")
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.export}"
