"""One change that has yet to reach the engine, and the counter that tells which of two states is the newer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a row is about: one text, all volumes of a family, or the parts of one volume."""

    TEXT = "text", _("a text")
    FAMILY = "family", _("the files of a text")
    VOLUME = "volume", _("the pages of a file")


class Change(models.Model):
    """A change, written in the transaction that made it. What is sent is the state of the database by then.

    Rows are only ever added, so that no writer waits for another; several of one key are sent as one.
    """

    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    key = models.CharField(
        _("key"), max_length=200, help_text="Of a text or a volume; of a family what its keys begin with."
    )
    reached = models.CharField(max_length=200, blank=True, help_text="The last part of a volume that is done.")
    created = models.DateTimeField(_("since"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try = models.DateTimeField(help_text="Nobody takes it before.")
    held_by = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    given_up = models.DateTimeField(_("given up"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change for the search engine")
        verbose_name_plural = _("changes for the search engine")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_try"], name="outbox_next_try", condition=models.Q(given_up__isnull=True)),
            models.Index(fields=["key"], name="outbox_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Counter(models.Model):
    """The one row from which versions are drawn."""

    value = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.value)


class Comparison(models.Model):
    """When index and database were last compared, and how many keys differed; a single row."""

    at = models.DateTimeField()
    keys = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.keys} at {self.at:%Y-%m-%d %H:%M}"
