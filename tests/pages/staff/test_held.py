"""What may identify a person comes before no reader, until a publisher has decided with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.members.models import User
from portal.pages.holding_back import HeldError
from portal.victim_data.models import FindingCount, Release

NUMBER = "1-1017-00230-70-8"
TEXT = f"<p>Her card says {NUMBER}, and she may be asked.</p>"
OTHER = "S1234567D"


@pytest.fixture
def draft(make_publication: Any) -> Any:
    """A published tool with a draft that names somebody by a number."""
    page = make_publication()
    page.body = [("section", {"heading": "Purpose", "text": TEXT})]
    page.save_revision()
    return page


class HeldPagesTests:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client: Client, publisher: User, draft: Any) -> None:
        client.force_login(publisher)
        self.client, self.page, self.publisher = client, draft, publisher
        self.url = reverse("held_page", args=[draft.pk])

    def _readers(self) -> str:
        return Client().get(self.page.get_url(), follow=True).content.decode()

    def test_no_way_of_publishing_passes(self) -> None:
        with pytest.raises(HeldError) as refusal:
            self.page.get_latest_revision().publish()
        assert NUMBER not in str(refusal.value)
        assert NUMBER not in self._readers()

    def test_a_new_page_passes_neither(self, make_publication: Any) -> None:
        with pytest.raises(HeldError):
            make_publication("T-2026-102", text=TEXT)

    def test_many_at_once_lead_to_the_decision(self) -> None:
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = self.client.post(f"{bulk}?id={self.page.pk}", {"include_descendants": ""})
        assert (answer.status_code, answer["Location"]) == (302, self.url)
        assert NUMBER not in self._readers()
        assert FindingCount.objects.get().times == 1

    def test_the_places_are_shown_without_what_was_found(self) -> None:
        page = self.client.get(self.url).content.decode()
        assert "Her card says •••, and she may be asked." in page
        assert NUMBER not in page

    def test_a_publisher_decides_with_a_reason_and_it_is_published(self) -> None:
        assert self.client.post(self.url, {"reason": " "}).status_code == 422
        assert not Release.objects.exists()
        answer = self.client.post(self.url, {"reason": "The law itself prints this number."})
        assert answer.status_code == 302
        assert NUMBER in self._readers()
        entry = Entry.objects.get(action="victim_data.released")
        assert (entry.actor_id, entry.details) == (self.publisher.pk, {"kinds": {"identifier": 1}})
        assert NUMBER not in str(list(Release.objects.values()))
        # Another number is held again, and the one that was decided is not.
        self.page.refresh_from_db()
        self.page.get_latest_revision().publish()
        self.page.body = [("section", {"heading": "Purpose", "text": TEXT + f"<p>{OTHER}</p>"})]
        with pytest.raises(HeldError):
            self.page.save_revision().publish()

    def test_a_reason_that_names_somebody_is_refused(self) -> None:
        page = self.client.post(self.url, {"reason": f"It is {OTHER}."})
        assert page.status_code == 422
        assert "It is •••." in page.content.decode()
        assert not Release.objects.exists()

    def test_an_editor_sees_it_and_decides_nothing(self, editor: User) -> None:
        self.client.force_login(editor)
        page = self.client.get(self.url)
        assert page.status_code == 200
        assert "Decide and publish" not in page.content.decode()
        assert self.client.post(self.url, {"reason": "I think so."}).status_code in (302, 403)
        assert not Release.objects.exists()

    def test_the_form_keeps_the_draft_and_leads_to_the_decision(self) -> None:
        from portal.pages.staff.held import ask_before

        request = self.client.get(self.url).wsgi_request
        answer = ask_before(request, self.page.get_latest_revision_as_object())
        assert answer is not None
        assert answer["Location"] == self.url
        self.page.body = [("section", {"heading": "Purpose", "text": "<p>Clean.</p>"})]
        assert ask_before(request, self.page) is None
