"""The surfaces app."""

from django.apps import AppConfig


class SurfacesConfig(AppConfig):
    """Brings the command that audits access."""

    name = "portal.surfaces"
    label = "surfaces"
