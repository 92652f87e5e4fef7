"""The log: its entries, the chain that holds them together, and what lies beside it.

Entries and links are written once and never changed or deleted, which the database itself refuses
(``portal.audit.permanence``), and hold no content and no secret. Origins are deleted when their time is over.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EntryIsPermanentError(Exception):
    """Raised when code tries to change or delete an entry of the log."""


class Permanent(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once; raises EntryIsPermanentError for a row that exists."""
        if not self._state.adding:
            raise EntryIsPermanentError("An entry of the log is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise EntryIsPermanentError("An entry of the log is never deleted.")


class Entry(Permanent):
    """Who did what, to what, and when (UTC). The actor is a number, not a link: a person may leave, the entry stays.

    Where attribution forbids a name there is no actor, and a pseudonym that tells acts about one thing apart.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(_("actor"), null=True, blank=True)
    pseudonym = models.CharField(_("pseudonym"), max_length=32, blank=True, default="")
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


class Link(Permanent):
    """The place of an entry in the chain, and its hash there; written by the commit that writes the entry."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="link")
    form = models.SmallIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class Origin(models.Model):
    """From where an entry came: the request, and the shortened address of whoever made it. Not part of the chain."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="origin")
    request_id = models.CharField(_("request"), max_length=32, db_index=True)
    address = models.CharField(_("shortened address"), max_length=45, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["entry"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.address}"
