"""What was refused, so that staff can look it up and help."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.files.pipeline.refusals import sentence


class RefusedFile(models.Model):
    """A file that was not taken in: its name and size, the reason, and who tried. Its content is kept nowhere."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=255)
    reason = models.CharField(max_length=30)
    details = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.reason}"

    @property
    def sentence(self) -> str:
        """Why, in the language of whoever reads it."""
        return sentence(self.reason, self.details)
