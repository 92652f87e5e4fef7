"""The markings app."""

from django.apps import AppConfig


class MarkingsConfig(AppConfig):
    """Holds the marking of every translation group."""

    name = "portal.markings"
    label = "markings"
