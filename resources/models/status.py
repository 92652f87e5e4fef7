"""Whether a text holds, or another has taken its place."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.pages.translatable import facts
from resources.states import TextStatus


class StatusMixin(models.Model):
    """In force, or superseded by another publication."""

    status = models.CharField(_("status"), max_length=12, choices=TextStatus, default=TextStatus.IN_FORCE)
    superseded_by = models.CharField(
        _("superseded by"), max_length=20, blank=True, help_text=_("The reference number of what took its place.")
    )

    status_facts: ClassVar[list[Any]] = facts("status", "superseded_by")

    class Meta:
        abstract = True

    @property
    def is_in_force(self) -> bool:
        """Whether it still holds."""
        return self.status == TextStatus.IN_FORCE

    def clean(self) -> None:
        """A superseded text names what took its place."""
        super().clean()
        if self.status == TextStatus.SUPERSEDED and not self.superseded_by:
            raise ValidationError({"superseded_by": _("Name the publication that took its place.")})
