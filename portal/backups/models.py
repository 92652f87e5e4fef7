"""What the portal remembers of the backups that were made of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Backup(models.Model):
    """A backup that came to its end. Where it lies is not kept: it should not be on this machine."""

    identity = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=timezone.now, help_text="When the snapshot was taken.")
    seconds = models.FloatField(default=0)
    rows = models.BigIntegerField(default=0)
    files = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0, help_text="Bytes of database and files.")
    is_closed = models.BooleanField(default=False, help_text="Whether it was closed under a key.")

    wagtail_reference_index_ignore = True

    class Meta:
        # Nobody writes one by hand.
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
