"""Who is told of cases and decisions, how much, and when."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dialogues.moderation.models import Case, Decision, Flag
from dialogues.moderation.reminding import remind
from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space, SpaceMembership
from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.letters import message_for
from tests.dialogues.moderation.conftest import decided, reported, waiting
from tests.dialogues.threads.conftest import Talk


def told(kind: str) -> set[User]:
    """Whom a mail of a kind waits for."""
    return {mail.user for mail in Mail.objects.filter(kind=kind).select_related("user") if mail.user}


class WhoTests:
    def test_author_and_reporter_are_told_that_it_is_decided_and_the_label_says_how_much(self, talk: Talk) -> None:
        decided(reported(talk), Decision.Act.HIDE, talk.moderator, reason="It names a town.")
        assert told("moderation.decided") == {talk.th, talk.my}
        Space.objects.filter(pk=talk.space.pk).update(hidden=False)
        for mail in Mail.objects.filter(kind="moderation.decided"):
            message = message_for(mail)
            assert message is not None
            assert message.subject.startswith("Balai: TLP:AMBER ")
            assert "It names a town." not in message.body
            assert talk.first.text not in message.body
        Space.objects.filter(pk=talk.space.pk).update(hidden=True)
        message = message_for(Mail.objects.filter(kind="moderation.decided")[0])
        assert message is not None
        assert "TLP" not in message.subject + message.body

    def test_what_was_hidden_at_once_is_told_to_the_author_and_to_moderators_at_once(self, talk: Talk) -> None:
        reported(talk, Flag.Reason.IDENTIFIES)
        assert told("moderation.decided") == {talk.th}
        assert told("moderation.waits") == {talk.moderator, talk.house.my.head}

    def test_nobody_is_mailed_who_has_left_the_space(self, talk: Talk) -> None:
        decided(reported(talk), Decision.Act.HIDE, talk.moderator)
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert message_for(Mail.objects.get(kind="moderation.decided", user=talk.my)) is None
        assert message_for(Mail.objects.get(kind="moderation.decided", user=talk.th)) is not None


class ReminderTests:
    def test_moderators_are_reminded_once_of_what_has_waited_for_a_day(self, talk: Talk) -> None:
        case = waiting(talk)
        assert remind() == 0
        Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(hours=25))
        assert remind() == 1
        assert told("moderation.waits") == {talk.moderator, talk.house.my.head}
        assert remind() == 0
        assert Mail.objects.filter(kind="moderation.waits").count() == 2

    def test_a_reminder_of_what_was_decided_meanwhile_is_not_sent(self, talk: Talk) -> None:
        case = waiting(talk)
        Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(hours=25))
        remind()
        assert message_for(Mail.objects.filter(kind="moderation.waits")[0]) is not None
        decided(case, Decision.Act.RELEASE, talk.moderator)
        assert [message_for(mail) for mail in Mail.objects.filter(kind="moderation.waits")] == [None, None]
