"""The app of closed spaces."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Tells the rule who may read in which space."""

    name = "dialogues.spaces"
    label = "spaces"

    def ready(self) -> None:
        """Register with the viewer, with what seats carry, and with what is kept; models are loaded only now."""
        from dialogues.spaces import following_seats, keeping, mails, own_data
        from dialogues.spaces.indexing import space_labels
        from dialogues.spaces.partitions import principals_of
        from portal import indexing, viewer

        viewer.contribute_principals(principals_of)
        indexing.register_labels("space", space_labels)
        following_seats.register()
        keeping.register()
        mails.connect()
        own_data.register_own()
