"""Secrets of second proofs are closed under keys that lie outside the database, and keys can be changed."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command

from portal.members.checks import keys_open_second_proofs
from portal.members.second_factor.keys import UnreadableSecretError, close, open_again
from tests.members.conftest import World
from tests.second_proofs import SECRET

OLD, NEW = "the old key, forty signs long or a few more", "the new key, forty signs long or a few more"


def rotated() -> str:
    told = StringIO()
    call_command("rotate_keys", stdout=told)
    return told.getvalue()


class KeyTests:
    def test_what_one_key_closed_no_other_opens(self, settings: Any) -> None:
        settings.SECOND_FACTOR_KEYS = [OLD]
        closed = close("quiet")
        assert "quiet" not in closed
        settings.SECOND_FACTOR_KEYS = [NEW, OLD]
        assert open_again(closed) == "quiet"
        settings.SECOND_FACTOR_KEYS = [NEW]
        with pytest.raises(UnreadableSecretError):
            open_again(closed)

    def test_what_was_never_closed_is_refused(self) -> None:
        with pytest.raises(UnreadableSecretError):
            open_again(SECRET)

    def test_rotating_leaves_nothing_under_the_old_key(self, settings: Any, world: World) -> None:
        RecoveryCodes.activate(world.focal.user)
        codes = RecoveryCodes.activate(world.focal.user).get_unused_codes()
        settings.SECOND_FACTOR_KEYS = [NEW, *settings.SECOND_FACTOR_KEYS]
        count = Authenticator.objects.count()
        assert rotated() == f"{count} secrets closed under the first key, 0 were so already.\n"
        assert rotated() == f"0 secrets closed under the first key, {count} were so already.\n"
        settings.SECOND_FACTOR_KEYS = [NEW]
        assert RecoveryCodes.activate(world.focal.user).get_unused_codes() == codes
        assert Authenticator.objects.get(user=world.head.user).wrap().instance.data["secret"] != SECRET

    def test_the_start_says_whether_the_keys_are_the_right_ones(self, settings: Any, world: World) -> None:
        own = settings.SECOND_FACTOR_KEYS[0]
        for keys, expected in (([own], []), ([NEW, own], ["members.W001"]), ([NEW], ["members.E001"])):
            settings.SECOND_FACTOR_KEYS = keys
            assert [one.id for one in keys_open_second_proofs(databases=["default"])] == expected

    def test_a_secret_without_its_key_is_named_and_left_alone(self, settings: Any, world: World) -> None:
        settings.SECOND_FACTOR_KEYS = [NEW]
        before = list(Authenticator.objects.order_by("pk").values("data"))
        with pytest.raises(CommandError, match=str(world.focal.user_id)):
            rotated()
        assert list(Authenticator.objects.order_by("pk").values("data")) == before
