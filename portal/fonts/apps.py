"""The app that brings ``manage.py build_fonts``."""

from __future__ import annotations

from django.apps import AppConfig


class FontsConfig(AppConfig):
    """Web fonts, cut at set-up."""

    name = "portal.fonts"
    label = "fonts"
    verbose_name = "Fonts"
