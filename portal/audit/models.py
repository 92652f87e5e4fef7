"""An entry of the log. Entries are written once and never changed, and hold no content and no secret."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EntryIsPermanentError(Exception):
    """Raised when code tries to change or delete an entry of the log."""


class Entry(models.Model):
    """Who did what, to what, and when (UTC). The actor is a number, not a link: a person may leave, the entry stays."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(_("actor"), null=True, blank=True)
    action = models.CharField(_("action"), max_length=60)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_key = models.CharField(_("object"), max_length=80)
    label = models.CharField(_("label"), max_length=12, blank=True)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object_type} {self.object_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once; raises EntryIsPermanentError for an entry that exists."""
        if self.pk is not None:
            raise EntryIsPermanentError("An entry of the log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise EntryIsPermanentError("An entry of the log is never deleted.")
