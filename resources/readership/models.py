"""How often something was read: nothing finer than the month, and nothing of who."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What was done with it."""

    VIEW = "view", _("views")
    READ = "read", _("parts of files read here")
    DOWNLOAD = "download", _("downloads")


class ReadCount(models.Model):
    """The times in one month. ``group`` is the translation group, so that a count outlives the page it is of."""

    month = models.DateField()
    """Its first day."""
    kind = models.CharField(max_length=10, choices=Kind.choices)
    group = models.UUIDField()
    language = models.CharField(max_length=10)
    times = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["month", "kind", "group", "language"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["month", "kind", "group", "language"], name="one_count_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind} {self.times}"
