"""The app that brings ``manage.py catalogues`` and ``manage.py compile_catalogues``."""

from __future__ import annotations

from django.apps import AppConfig


class CataloguesConfig(AppConfig):
    """Message catalogues."""

    name = "portal.catalogues"
    label = "catalogues"
    verbose_name = "Catalogues"
