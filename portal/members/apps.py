"""The members app."""

from datetime import timedelta

from django.apps import AppConfig

from portal.work.duties import register_duty


class MembersConfig(AppConfig):
    """Tells the rule what users hold, and the index how bodies read."""

    name = "portal.members"
    label = "members"

    def ready(self) -> None:
        """Register with the viewer, the index, the clock and what seats carry."""
        from portal import indexing, viewer
        from portal.members import checks, keeping, own_data, own_things, sign_in_log  # noqa: F401
        from portal.members.duties import look_after_invitations, look_after_seats
        from portal.members.principals import principals_of
        from portal.members.queries import labels
        from portal.members.second_factor import shown
        from portal.members.sessions import limits

        viewer.contribute_principals(principals_of)
        indexing.register_labels("body", labels)
        own_things.register()
        own_data.register_own()
        keeping.register()
        shown.connect()
        sign_in_log.connect()
        limits.connect()
        register_duty("members.seats", timedelta(hours=6), look_after_seats)
        register_duty("members.invitations", timedelta(hours=6), look_after_invitations)
