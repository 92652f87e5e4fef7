"""A paper that may carry any label."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models

from portal import access
from portal.viewer import Viewer


class Papers(models.QuerySet["Paper"]):
    """Papers, asked with the one rule."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What this viewer may read now."""
        return access.visible_to(self, viewer)


class Paper(models.Model):
    """One language of a paper; its label is that of its family."""

    holds_restricted: ClassVar[bool] = True

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    translation_key = models.UUIDField(default=uuid.uuid4)
    title = models.CharField(max_length=100)
    live = models.BooleanField(default=True)
    expire_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Papers.as_manager()

    class Meta:
        app_label = "restricted"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.title
