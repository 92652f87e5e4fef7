"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Reports of readers, and the mails that tell staff."""

    name = "portal.notices"
    label = "notices"
