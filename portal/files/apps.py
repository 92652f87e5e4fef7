"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Holds documents, images and renditions."""

    name = "portal.files"
    label = "files"
