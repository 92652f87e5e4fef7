"""The log: written in the transaction of the act, and never changed."""

from __future__ import annotations

import pytest
from django.db import connections, transaction

from portal.audit import log
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
