"""The members app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Tells the rule what users hold, and the index how bodies read."""

    name = "portal.members"
    label = "members"

    def ready(self) -> None:
        """Register with the viewer and the index."""
        from portal import indexing, viewer
        from portal.members.principals import principals_of
        from portal.members.queries import labels

        viewer.contribute_principals(principals_of)
        indexing.register_labels("body", labels)
