"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Reports of readers, and the mails that tell staff."""

    name = "portal.notices"
    label = "notices"

    def ready(self) -> None:
        """Listen to what members are to be told of."""
        from portal.notices import to_members

        to_members.connect()
