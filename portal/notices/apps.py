"""The notices app."""

from django.apps import AppConfig

from portal.work.duties import register_duty


class NoticesConfig(AppConfig):
    """Reports of readers, and every mail that leaves the portal."""

    name = "portal.notices"
    label = "notices"

    def ready(self) -> None:
        """Listen to what people are to be told of, and look after the mails that wait; models are loaded only now."""
        from portal.members import own_data
        from portal.metrics import describe, register
        from portal.notices import keeping
        from portal.notices.mails import account, deputies, joining, reports, reviews, seats
        from portal.notices.outbox.limits import SWEEP
        from portal.notices.outbox.state import figures, of_person
        from portal.notices.outbox.waking import sweep

        for mails in (account, deputies, joining, reports, reviews, seats):
            mails.connect()
        own_data.register("mails that wait", of_person)
        register("mail", figures)
        describe("mails_total", "Mails that were settled, by how: sent, dropped, given_up, lost.")
        register_duty("notices.mails", SWEEP, sweep)
        keeping.register()
