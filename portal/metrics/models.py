"""The counts that all processes share, and the right to see how the portal stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Tally(models.Model):
    """A number that only grows. ``part`` says which of the numbers of a histogram it is: a bound, or ``sum``."""

    name = models.CharField(max_length=100)
    #: The labels as JSON in one fixed order, because a database compares texts and not objects.
    told = models.CharField(max_length=300, blank=True)
    part = models.CharField(max_length=20, blank=True)
    value = models.FloatField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "tallies"
        # Nobody edits a count; the one right is that over the system page and what can be done there.
        default_permissions = ()
        permissions: ClassVar = [("administer", "Can see how the system stands, and run again what failed")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["name", "told", "part"], name="one_tally_a_series")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.told} {self.part}".strip()
