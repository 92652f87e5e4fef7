"""The app of counts."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadershipConfig(AppConfig):
    """Counts what is read, and shows it to staff."""

    name = "resources.readership"
    label = "readership"
    verbose_name = _("What is read")
    default_auto_field = "django.db.models.BigAutoField"
