"""A backup that is restored does not bring back what moderators have hidden since."""

from __future__ import annotations

import pytest

from dialogues.moderation.models import Case, Decision
from dialogues.spaces.models import Space
from dialogues.threads.models import Post
from portal.backups.revoking import AGAIN
from tests.dialogues.moderation.conftest import decided
from tests.dialogues.threads.conftest import Talk


class AgainTests:
    @pytest.mark.parametrize("action", ["moderation.hide", "moderation.mask", "moderation.flagged"])
    def test_what_was_hidden_is_hidden_and_waits_for_a_moderator(self, talk: Talk, action: str) -> None:
        entry = {"object_key": str(talk.first.pk), "details": {"reason": "identifies"}}
        assert AGAIN[action](entry)
        assert not Post.objects.get(pk=talk.first.pk).live
        assert not AGAIN[action](entry)
        decided(Case.objects.get(), Decision.Act.RESTORE, talk.moderator)
        assert Post.objects.get(pk=talk.first.pk).live

    def test_a_report_that_hid_nothing_hides_nothing(self, talk: Talk) -> None:
        assert not AGAIN["moderation.flagged"]({"object_key": str(talk.first.pk), "details": {"reason": "other"}})
        assert not AGAIN["moderation.hide"]({"object_key": "0", "details": {}})
        assert Post.objects.get(pk=talk.first.pk).live

    def test_what_was_to_be_read_first_is_read_first_and_never_less(self, talk: Talk) -> None:
        key = str(talk.space.pk)
        assert AGAIN["moderation.first_reading"]({"object_key": key, "details": {"premoderated": True}})
        assert not AGAIN["moderation.first_reading"]({"object_key": key, "details": {"premoderated": False}})
        assert Space.objects.get(pk=talk.space.pk).premoderated
