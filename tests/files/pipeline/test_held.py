"""A file whose text may identify a person is served to nobody until staff decide with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.files.queries import pages_of
from portal.members.models import User
from portal.members.own_data import told
from portal.victim_data.models import FindingCount, Release
from tests.files.conftest import TakeIn
from tests.files.samples import pdf

NUMBER = "S1234567D"
PAPER = pdf(["A first page.", f"Her number is {NUMBER}, she says."])


@pytest.mark.usefixtures("portal")
class HeldFilesTests:
    @pytest.fixture(autouse=True)
    def _held(self, take_in: TakeIn, client: Client, publisher: User) -> None:
        self.document, self.client, self.publisher = take_in(PAPER), client, publisher
        client.force_login(publisher)
        self.url = reverse("held_file", args=[self.document.pk])

    def _state(self) -> str:
        return PortalDocument.objects.get(pk=self.document.pk).state

    def test_it_is_held_and_nobody_is_served_it(self) -> None:
        assert self._state() == State.HELD
        assert self.client.get(self.document.url).status_code == 404
        assert not pages_of(self.document).exists()
        assert FindingCount.objects.get().surface == "file"
        assert Entry.objects.filter(action="files.held", object_key=str(self.document.pk)).exists()

    def test_the_same_file_without_the_number_is_not_held(self, take_in: TakeIn) -> None:
        clean = take_in(pdf(["A first page.", "Her number is not told, she says."]))
        assert clean.state == State.READY
        assert self.client.get(clean.url).status_code == 200

    def test_staff_see_which_and_where_and_not_what(self) -> None:
        assert "Paper" in self.client.get(reverse("held_files")).content.decode()
        page = self.client.get(self.url).content.decode()
        assert "Her number is •••, she says." in page
        assert NUMBER not in page

    def test_it_is_let_go_with_a_reason(self) -> None:
        assert self.client.post(self.url, {"reason": ""}).status_code == 422
        assert self._state() == State.HELD
        self.client.post(self.url, {"reason": "The specimen that the authority itself shows."})
        assert self._state() == State.READY
        assert self.client.get(self.document.url).status_code == 200
        assert Release.objects.get().by == self.publisher
        kept = told(self.publisher)["decisions on held texts"]
        assert [one["reason"] for one in kept] == ["The specimen that the authority itself shows."]
        assert NUMBER not in str(list(Entry.objects.values("details"))) + str(list(Release.objects.values()))

    def test_an_editor_decides_nothing(self, editor: User) -> None:
        self.client.force_login(editor)
        self.client.post(self.url, {"reason": "I think so."})
        assert self._state() == State.HELD

    def test_another_file_in_its_place_is_looked_at_anew(self, take_in: TakeIn, client: Client) -> None:
        from django.core.files.base import ContentFile

        from portal.files.actions import replace
        from portal.work.running import run_waiting

        replace(document=self.document, content=ContentFile(pdf(["Clean."])), name="paper.pdf", by=self.publisher)
        run_waiting()
        assert self._state() == State.READY

    def test_it_is_named_among_what_waits(self) -> None:
        assert "Files held back" in self.client.get("/administration/").content.decode()


def test_what_a_picture_says_holds_a_file_back_later(take_in: TakeIn, portal: Any) -> None:
    from portal.files.pipeline.steps import finish

    document = take_in(pdf(["Clean."]))
    document.text_pages.update(text=f"Her number is {NUMBER}.")
    finish(document)
    document.refresh_from_db()
    assert document.state == State.HELD
