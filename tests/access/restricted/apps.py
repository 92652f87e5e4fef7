"""The app, known to the test settings and to nobody else."""

from django.apps import AppConfig


class RestrictedConfig(AppConfig):
    """Holds papers that carry any label."""

    name = "tests.access.restricted"
    label = "restricted"
