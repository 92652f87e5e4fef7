"""A notice, which refers and says nothing, and how somebody wishes to be written to."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.notices.board import words


class Notice(models.Model):
    """Something that somebody is told of: its kind and its public id, and neither title nor text.

    ``group`` is the public id of what it belongs to, so that a mail and a page have ten replies in one line.
    ``by_mail`` is whether it is to be mailed besides; ``letter`` is the mail it went by, and it goes by one alone.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=40)
    reference = models.CharField(_("public id"), max_length=64)
    group = models.CharField(_("group"), max_length=64)
    by_mail = models.BooleanField(default=True)
    letter = models.UUIDField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "reference"], name="told_of_a_thing_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["user"],
                name="notices_for_a_letter",
                condition=Q(read_at__isnull=True, letter__isnull=True, by_mail=True),
            ),
            models.Index(fields=["letter"], name="notices_of_a_letter"),
        ]

    def __str__(self) -> str:
        return str(self.token)


def every_day() -> list[int]:
    """The days of a week as people have them who chose none: Monday to Friday, counted from 0."""
    return [0, 1, 2, 3, 4]


class Delivery(models.Model):
    """How somebody is written to. ``token`` is what the link to end it knows them by; ``told_on`` by their clock."""

    class Cadence(models.TextChoices):
        """How often."""

        AT_ONCE = "at_once", words.AT_ONCE
        DAILY = "daily", words.DAILY
        WEEKLY = "weekly", words.WEEKLY
        OFF = "off", words.OFF

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence, default=Cadence.DAILY)
    days: models.JSONField[Any, Any] = models.JSONField(_("days"), default=every_day)
    told_on = models.DateField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
