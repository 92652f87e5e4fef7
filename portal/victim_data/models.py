"""How often what was found, and who decided that a publication may hold it. Never what was found."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.victim_data.kinds import Kind


class FindingCount(models.Model):
    """The times in one month. ``surface`` is where: a form, a kind of page, a file, an import."""

    month = models.DateField()
    """Its first day."""
    surface = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    times = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        # Nobody edits a count.
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-month", "surface", "kind"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["month", "surface", "kind"], name="one_count_a_month_surface_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.surface} {self.kind} {self.times}"


class Release(models.Model):
    """Somebody's decision, with a reason, that a page or a file may be published with what is held in it.

    ``marks`` are keyed fingerprints of each number that was decided on: another one in the same text is held again.
    They come from what is published with this very decision, and from nothing that was refused.
    """

    about = models.CharField(max_length=40)
    """What it is about: the label of the model."""
    key = models.CharField(max_length=40)
    marks = models.JSONField(default=list)
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("decided"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["about", "key"], name="releases_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.about} {self.key}"
