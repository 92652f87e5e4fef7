"""The words of watches that readers see beside the templates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cadence(models.TextChoices):
    """How often somebody is told, at most."""

    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week, on Monday")


TOO_MANY = _("You have as many watches as anybody may have. End one first.")
OFTEN = _("Many requests came from your network. Please try again in an hour.")
