"""The app of the guard that looks for what may identify a person."""

from django.apps import AppConfig


class VictimDataConfig(AppConfig):
    """Stands before every free text and file."""

    name = "portal.victim_data"
    label = "victim_data"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell people which decisions are kept as theirs; models are loaded only now."""
        from portal.members import own_data
        from portal.victim_data.queries import decided_by

        own_data.register("decisions on held texts", decided_by)
