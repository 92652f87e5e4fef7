"""Hours in mails and on pages are those of the reader."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.mail import EmailMessage

from portal.members import actions, signals
from portal.members.models import Invitation, User
from portal.notices.models import Mail
from portal.work.running import run_waiting
from tests.members.conftest import SignedIn, World

#: Far off, so that what ends then is still open.
MOMENT = datetime(2126, 11, 12, 18, 30, tzinfo=UTC)
WRITTEN = "13 November 2126, 01:30 (Phnom Penh)"


class ClockTests:
    def test_a_mail_tells_the_hour_by_the_clock_of_whom_it_goes_to(
        self, quiet: World, mailoutbox: list[EmailMessage]
    ) -> None:
        User.objects.update(time_zone="Asia/Phnom_Penh")
        signals.account_changed.send(sender=User, user=quiet.focal.user, what="password_changed")
        Mail.objects.update(created=MOMENT)
        run_waiting()
        assert WRITTEN in mailoutbox[0].body

    def test_a_page_does_and_the_next_reader_has_their_own(self, quiet: World, browser: SignedIn) -> None:
        User.objects.filter(pk=quiet.focal.user_id).update(time_zone="Asia/Phnom_Penh")
        actions.invite(email="new@ministry.example", language="en", seat=quiet.desk, by=quiet.focal.user)
        Invitation.objects.update(expires_at=MOMENT)
        pages = [
            browser(user).get("/en/members/invitations/").content.decode()
            for user in (quiet.focal.user, quiet.head.user)
        ]
        assert WRITTEN in pages[0]
        assert "12 November 2126, 18:30 (UTC)" in pages[1]
