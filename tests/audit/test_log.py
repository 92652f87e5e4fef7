"""The log: written in the transaction of the act, and never changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections, transaction

from portal.attribution import Attribution
from portal.audit import log
from portal.audit.chain import START, hash_of, line_of
from portal.audit.models import Entry, EntryIsPermanentError
from portal.members.models import User


@pytest.mark.django_db
class LogTests:
    def test_an_entry_says_who_did_what_to_what(self) -> None:
        user = User.objects.create_user("someone@office.example")
        with transaction.atomic():
            entry = log.write("space.opened", by=user, on=("space", "7"), label="AMBER", members=3)
            about_a_model = log.write("user.made", by=None, on=user)
        assert (entry.actor_id, entry.object_type, entry.object_key) == (user.pk, "space", "7")
        assert (entry.label, entry.details) == ("AMBER", {"members": 3})
        assert (about_a_model.object_type, about_a_model.object_key) == ("members.user", str(user.pk))
        assert about_a_model.actor_id is None
        user.delete()
        assert Entry.objects.filter(action__in=["space.opened", "user.made"]).count() == 2, "a person may leave"

    def test_it_is_never_changed_or_deleted(self) -> None:
        with transaction.atomic():
            entry = log.write("space.opened", by=None, on=("space", "7"))
        entry.action = "space.closed"
        for act in (entry.save, entry.delete):
            with pytest.raises(EntryIsPermanentError):
                act()
        assert Entry.objects.get(pk=entry.pk).action == "space.opened"

    def test_it_goes_with_the_act_it_records(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            log.write("space.opened", by=None, on=("space", "7"))
            raise ZeroDivisionError
        assert not Entry.objects.filter(action="space.opened").exists()

    def test_outside_a_transaction_it_is_not_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="in the transaction of the act"):
            log.write("space.opened", by=None, on=("space", "7"))

    @pytest.mark.parametrize("content", ["first line\nsecond", "x" * 301, {"a": "text"}, [["nested"]], b"bytes"])
    def test_it_takes_codes_and_numbers_and_no_content(self, content: Any) -> None:
        with pytest.raises(TypeError, match="codes and numbers"):
            log.write("space.opened", by=None, on=("space", "7"), said=content)

    def test_where_no_name_may_be_told_a_pseudonym_tells_acts_on_one_thing_apart(self) -> None:
        people = [User.objects.create_user(f"{name}@office.example") for name in ("one", "two")]

        def written(by: User, on: str, rule: Attribution = Attribution.CHATHAM_HOUSE) -> Entry:
            return log.write("post.written", by=by, on=("thread", on), attribution=rule)

        first, same, other, elsewhere = (written(people[n], key) for n, key in ((0, "1"), (0, "1"), (1, "1"), (0, "2")))
        assert {entry.actor_id for entry in (first, same, other, elsewhere)} == {None}
        assert first.pseudonym == same.pseudonym
        assert len({first.pseudonym, other.pseudonym, elsewhere.pseudonym}) == 3
        assert all(len(entry.pseudonym) == 20 for entry in (first, other, elsewhere))
        assert written(people[0], "1", Attribution.ON_RECORD).pseudonym == ""


class ChainTests:
    """The form of the hashes is as old as the portal: what this test says may never change."""

    def test_form_one_is_as_it_was_written_down(self) -> None:
        from datetime import UTC, datetime

        details = {"b": [1, None, True, "ខ"], "a": 0.50, "zero": -0.0, "large": 1e16}
        fields = {"action": "a.b", "object_type": "thing", "object_key": "7", "label": "RED", "details": details}
        entry = Entry(id=9, at=datetime(2026, 11, 22, 17, tzinfo=UTC), actor_id=None, **fields)
        assert line_of(entry, 3, START) == (
            f'[1,3,"{START}",9,"2026-11-22T17:00:00.000000+00:00",null,"","a.b","thing","7","RED",'
            '{"a":0.5,"b":[1,null,true,"\\u1781"],"large":10000000000000000,"zero":0}]'
        )
        assert hash_of(entry, 3, START) == "9623957b592b11034403544a91232182dd5b4308d71ceb9102f6663c9d231fc7"
        with pytest.raises(ValueError, match="form 2"):
            hash_of(entry, 3, START, 2)
