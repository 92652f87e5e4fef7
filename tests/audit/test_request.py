"""From where an entry came lies beside the chain: shortened, not for every act, and only for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.attribution import Attribution
from portal.audit import addresses, log
from portal.audit.models import Entry, Origin
from portal.audit.request import RequestMiddleware, current
from portal.audit.verifying import verify
from portal.members.models import User


def asked(address: str, forwarded: str = "") -> HttpRequest:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": forwarded}
    return request


class AddressTests:
    @pytest.mark.parametrize(
        ("address", "kept"),
        [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("fe80::1%eth0", "fe80::/48"),
            ("", ""),
            ("203.0.113.77.8", ""),
            ("<script>", ""),
        ],
    )
    def test_no_more_is_kept_than_the_network(self, address: str, kept: str) -> None:
        assert addresses.shortened(address) == kept

    def test_what_others_claim_counts_as_far_as_our_own_proxies_say_it(self, settings: Any) -> None:
        claimed = asked("10.0.0.1", "198.51.100.9, 203.0.113.77")
        assert addresses.address_of(claimed) == "10.0.0.1"
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert addresses.address_of(claimed) == "203.0.113.77"
        assert addresses.address_of(asked("10.0.0.1")) == "10.0.0.1"


@pytest.mark.django_db
class RequestTests:
    def answer(self, *writes: dict[str, Any], address: str = "203.0.113.77") -> list[Entry]:
        """What one request writes."""
        written: list[Entry] = []

        def view(_request: HttpRequest) -> None:
            with transaction.atomic():
                written.extend(log.write("thing.done", on=("thing", "1"), **write) for write in writes)

        RequestMiddleware(view)(asked(address))
        return written

    @pytest.fixture
    def user(self) -> User:
        return User.objects.create_user("someone@office.example")

    def test_all_that_one_request_writes_bears_its_name_and_nothing_else_does(self, user: User) -> None:
        one, two, other = *self.answer({"by": user}, {"by": user}), *self.answer({"by": user})
        names = [entry.origin.request_id for entry in (one, two, other)]
        assert names[0] == names[1] != names[2]
        assert one.origin.address == "203.0.113.0/24"
        assert current() is None
        with transaction.atomic():
            by_the_worker = log.write("thing.done", by=user, on=("thing", "1"))
        assert not Origin.objects.filter(entry=by_the_worker).exists()

    def test_acts_without_a_name_leave_neither_request_nor_address(self, user: User) -> None:
        unnamed = [{"by": user, "attribution": rule} for rule in Attribution if rule is not Attribution.ON_RECORD]
        self.answer(*unnamed, {"by": None})
        assert not Origin.objects.exists()
        (tried,) = self.answer({"by": None, "is_stranger": True})
        assert tried.origin.address == "203.0.113.0/24"

    def test_addresses_go_and_the_chain_stays(self, user: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
        old, new = self.answer({"by": user}, {"by": user})
        before = timezone.now() + timedelta(minutes=1)
        connection.do_what_is_left()  # type: ignore[attr-defined]
        assert addresses.purge(old.at) == 0
        assert addresses.purge(before) == 2
        assert addresses.purge(before) == 0
        assert Entry.objects.filter(pk__in=[old.pk, new.pk]).count() == 2
        assert verify().trouble == ""

    def test_erasing_an_account_forgets_where_it_was_used(self, user: User) -> None:
        other = User.objects.create_user("other@office.example")
        mine, theirs = self.answer({"by": user}, {"by": other})
        assert addresses.forget(user) == 1
        assert list(Origin.objects.values_list("entry", flat=True)) == [theirs.pk]
        assert mine.pk != theirs.pk
