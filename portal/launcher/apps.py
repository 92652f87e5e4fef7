"""The app that brings ``manage.py prepare``."""

from __future__ import annotations

from django.apps import AppConfig


class LauncherConfig(AppConfig):
    """Set-up and start."""

    name = "portal.launcher"
    label = "launcher"
    verbose_name = "Launcher"
