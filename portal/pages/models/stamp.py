"""The stamp of what is published: another one after every write that may change what anybody can read."""

from __future__ import annotations

import uuid

from django.db import models


class PublishedStamp(models.Model):
    """A part of the stamp, which is all of them in order: one, or as many as have ever been written to at once.

    Its value is random and never comes twice, so that a write rolled back leaves nothing to be mistaken.
    """

    value = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.value)
