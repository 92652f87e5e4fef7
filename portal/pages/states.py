"""The states readers see on country pages, as words: they are translated with the public pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LawStatus(models.TextChoices):
    """Where a law stands."""

    IN_FORCE = "in-force", _("In force")
    UNDER_REVISION = "under-revision", _("Under revision")
    REPEALED = "repealed", _("Repealed")


class ServiceHours(models.TextChoices):
    """When a service answers."""

    ALWAYS = "always", _("24 hours")
    WORKING_DAYS = "working-days", _("Working days")
