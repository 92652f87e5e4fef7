"""The demo has cases to decide, and takes them out again."""

from __future__ import annotations

from collections import Counter

from dialogues.moderation.models import Case
from dialogues.threads.models import Thread
from portal.demo import accounts, country_facts, delegations, moderation, spaces, threads
from portal.notices.models import Mail


class ModerationTests:
    def test_moderators_of_the_demo_find_cases_and_nobody_is_mailed_of_them(self, portal: None) -> None:
        accounts.make_accounts()
        country_facts.make_bodies()
        delegations.make_members()
        spaces.make_spaces()
        threads.make_threads()
        mails = Mail.objects.count()
        for _twice in range(2):
            moderation.make_cases()
            assert Counter(Case.objects.values_list("kind", flat=True)) == {"waiting": 3, "flagged": 2}
        assert Mail.objects.count() == mails
        assert len(set(Case.objects.values_list("post__language", flat=True))) > 1
        threads.remove_threads({"space": _keys("space"), "user": _keys("user")})
        assert not Case.objects.exists()
        assert not Thread.objects.exists()


def _keys(kind: str) -> list[str]:
    from portal.demo.models import DemoObject

    return list(DemoObject.objects.filter(kind=kind).values_list("key", flat=True))
