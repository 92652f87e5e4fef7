"""What somebody holds back from being deleted, and how far the daily round is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Hold(models.Model):
    """A thing that must not be deleted until somebody lifts this, and why. Rows stay after they were lifted.

    ``kind`` and ``key`` name the thing as the log does: the label of its model and its number.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[Any]] = ["-since", "-pk"]
        # Nobody writes one by hand; who may is said by the right over the system page.
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(lifted_at__isnull=True), name="a_thing_is_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Round(models.Model):
    """One round over all kinds. What was done is written down with it, so a round broken off is not counted anew.

    ``done``, ``held`` and ``review`` count by kind; ``failed`` says by kind which error ended its turn, ``settled``
    which kinds have had theirs.
    """

    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    done = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    review = models.JSONField(default=dict)
    failed = models.JSONField(default=dict)
    settled = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"
