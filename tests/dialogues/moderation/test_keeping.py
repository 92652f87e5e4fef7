"""How long cases are kept, and what goes with a person."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dialogues.moderation.models import Case, Decision, Flag, Sealed
from portal.members.signals import account_erased
from portal.retention.registry import kind_named
from tests.dialogues.moderation.conftest import decided, reported, waiting
from tests.dialogues.threads.conftest import Talk


class KeepingTests:
    def test_what_was_settled_long_ago_goes_with_what_was_sealed_and_what_waits_stays(self, talk: Talk) -> None:
        old = reported(talk)
        decided(old, Decision.Act.MASK, talk.moderator, words="hotline")
        long_ago = timezone.now() - timedelta(days=800)
        Case.objects.filter(pk=old.pk).update(settled_at=long_ago)
        Decision.objects.update(decided_at=long_ago)
        open_still = waiting(talk)
        kind = kind_named("cases of moderation")
        assert kind is not None
        assert kind.purge(kind.before(timezone.now()), 10) == 1
        assert list(Case.objects.all()) == [open_still]
        assert not Sealed.objects.exists()

    def test_an_erased_account_is_named_in_nothing_that_stays(self, talk: Talk) -> None:
        case = reported(talk)
        decided(case, Decision.Act.HIDE, talk.moderator)
        for user in (talk.my, talk.moderator):
            account_erased.send(sender=type(user), user=user, former_address=user.email)
        assert Flag.objects.get().user is None
        assert Decision.objects.get().by is None
        assert Case.objects.get().claimed_by is None
