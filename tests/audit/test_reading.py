"""Opening what is AMBER or stricter is an entry; what everybody or every member reads is none."""

from __future__ import annotations

import pytest
from django.test import Client

from portal import access
from portal.audit.models import Entry
from portal.audit.reading import READ
from portal.members.models import User
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer
from tests.access.oracle import Facts
from tests.access.papers import make
from tests.access.restricted.models import Paper

READER = Viewer(7, frozenset({PUBLIC, MEMBER, "space:a", "body:a"}))


@pytest.mark.django_db
class ReadingTests:
    @pytest.mark.parametrize(
        ("label", "named"),
        [("AMBER", ("space:a", "")), ("AMBER+STRICT", ("body:a", "space:a")), ("RED", ("person:7", ""))],
    )
    def test_a_restricted_thing_that_is_opened_is_an_entry_of_who_and_what(
        self, label: str, named: tuple[str, str]
    ) -> None:
        paper = make(Facts(label, (named,)))
        assert access.opened(Paper.objects.filter(pk=paper.pk), READER) == paper
        entry = Entry.objects.get(action=READ)
        assert (entry.actor_id, entry.object_type, entry.object_key) == (7, "restricted.paper", str(paper.pk))
        assert (entry.label, entry.details) == (label, {})

    def test_what_stays_closed_and_what_is_open_is_none(self) -> None:
        closed = make(Facts("AMBER", (("space:b", ""),)))
        assert access.opened(Paper.objects.filter(pk=closed.pk), READER) is None
        for label, viewer in (("GREEN", READER), ("CLEAR", READER), ("CLEAR", ANONYMOUS)):
            paper = make(Facts(label))
            assert access.opened(Paper.objects.filter(pk=paper.pk), viewer) == paper
        assert not Entry.objects.filter(action=READ).exists()

    def test_what_cannot_be_noted_is_not_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        paper = make(Facts("RED", (("person:7", ""),)))

        def fail(*_arguments: object, **_named: object) -> None:
            raise OSError("The disk is full.")

        monkeypatch.setattr(Entry.objects, "create", fail)
        with pytest.raises(OSError, match="disk"):
            access.opened(Paper.objects.filter(pk=paper.pk), READER)

    @pytest.mark.urls("tests.access.restricted.urls")
    def test_one_request_for_it_is_one_entry_with_its_address(self, client: Client, editor: User) -> None:
        paper = make(Facts("RED", ((f"person:{editor.pk}", ""),)))
        client.force_login(editor)
        assert client.get(f"/papers/{paper.token}/").status_code == 200
        entry = Entry.objects.get(action=READ)
        assert (entry.actor_id, entry.origin.address) == (editor.pk, "127.0.0.0/24")
