"""Wagtail's mails about reviews come by the outbox, to the same people, and only while they are true."""

from __future__ import annotations

from django.core.mail import EmailMessage

from portal.members.models import User
from portal.notices.models import Mail
from portal.work.running import run_waiting
from tests.conftest import MakePublication


class ReviewTests:
    def test_whoever_wrote_is_told_of_the_answer_unless_it_is_handed_in_again_by_then(
        self, make_publication: MakePublication, editor: User, publisher: User, mailoutbox: list[EmailMessage]
    ) -> None:
        page = make_publication()
        page.save_revision(user=editor)
        begun = page.get_workflow().start(page, editor)
        assert Mail.objects.get().about == {"state": begun.current_task_state.pk, "by": editor.pk}
        assert Mail.objects.get().user == publisher
        begun.current_task_state.specific.reject(user=publisher, comment="Please mend the title.")
        run_waiting()
        assert [mail.to for mail in mailoutbox] == [[editor.email]], "it waits for nobody's review any more"
        assert "Please mend the title." in mailoutbox[0].body
        begun.refresh_from_db()
        begun.resume(user=editor)
        begun.refresh_from_db()
        begun.current_task_state.specific.reject(user=publisher)
        begun.refresh_from_db()
        begun.resume(user=editor)
        run_waiting()
        assert [mail.to for mail in mailoutbox[1:]] == [[publisher.email]]
