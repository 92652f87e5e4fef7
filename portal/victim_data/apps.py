"""The app of the guard that looks for what may identify a person."""

from django.apps import AppConfig


class VictimDataConfig(AppConfig):
    """Stands before every free text and file."""

    name = "portal.victim_data"
    label = "victim_data"
    default_auto_field = "django.db.models.BigAutoField"
