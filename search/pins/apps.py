"""The app of pinned results."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PinsConfig(AppConfig):
    """Keeps what staff choose for a question. Whoever shows results asks ``showing``."""

    name = "search.pins"
    label = "pins"
    verbose_name = _("Pinned results")
    default_auto_field = "django.db.models.BigAutoField"
