"""What a reader writes about a page passes the guard, and a page that identifies a person is hidden with one click."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.members.models import User
from portal.notices.models import ProblemReport
from portal.victim_data.models import FindingCount
from portal.work.running import run_waiting
from resources.models import PublicationFile
from tests.files.test_serving import put_up

FORM, NUMBER = "/en/wrong/", "1-1017-00230-70-8"
PATH = "/en/publications/t-2026-101/"


@pytest.mark.usefixtures("portal")
class GuardedReportTests:
    def test_an_identifier_is_refused_and_what_was_typed_stays(self, client: Client) -> None:
        answer = client.post(FORM, {"page": PATH, "text": f"It says {NUMBER} there.", "contact": ""})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Number of an identity document: It says ••• there." in page
        assert f"It says {NUMBER} there.</textarea>" in page
        assert not ProblemReport.objects.exists()
        assert str(list(FindingCount.objects.values_list("surface", "kind", "times"))) == "[('wrong', 'identifier', 1)]"

    def test_a_telephone_takes_a_reason_and_no_more(self, client: Client) -> None:
        typed = {"page": PATH, "text": "The number +66 2 123 4567 is wrong.", "contact": ""}
        page = client.post(FORM, typed)
        assert page.status_code == 422
        assert 'name="victim_data_reason"' in page.content.decode()
        answer = client.post(FORM, {**typed, "victim_data_reason": "It is the number of the office."})
        assert answer.status_code == 302
        assert ProblemReport.objects.get().text == typed["text"]
        assert FindingCount.objects.get().times == 1

    def test_a_clean_text_is_asked_for_nothing(self, client: Client) -> None:
        assert "victim_data_reason" not in client.get(FORM).content.decode()
        assert client.post(FORM, {"page": PATH, "text": "A wrong word.", "contact": ""}).status_code == 302


class HidingTests:
    @pytest.fixture(autouse=True)
    def _reported(self, make_publication: Any, client: Client, publisher: User, settings: Any) -> None:
        settings.STAFF_MAIL = ["staff@office.example"]
        self.pages = [make_publication(), make_publication(language="th")]
        client.post(FORM, {"page": PATH, "text": "One sees who it is.", "identifies_person": "on", "contact": ""})
        self.report = ProblemReport.objects.get()
        self.hide = reverse("hide_reported", args=[self.report.pk])
        self.back = reverse("show_reported_again", args=[self.report.pk])
        self.client = client
        client.force_login(publisher)

    def _status(self) -> list[int]:
        return [Client().get(page.get_url()).status_code for page in self.pages]

    def test_staff_are_told_that_it_is_urgent(self) -> None:
        run_waiting()
        assert "URGENT" in mail.outbox[0].subject
        assert "One sees" not in mail.outbox[0].body
        assert "Urgent: a page may identify a person" in self.client.get("/administration/").content.decode()

    def test_one_click_hides_every_language_and_one_gives_them_back(self) -> None:
        assert self._status() == [200, 200]
        screen = reverse("problem-reports:edit", args=[self.report.pk])
        assert f'action="{self.hide}"' in self.client.get(screen).content.decode()
        self.client.post(self.hide)
        assert 200 not in self._status()
        assert Entry.objects.get(action="page.hidden").details["pages"] == 2
        assert f'action="{self.back}"' in self.client.get(screen).content.decode()
        self.client.post(self.back)
        assert self._status() == [200, 200]
        assert Entry.objects.filter(action="page.shown_again").exists()

    @pytest.mark.parametrize("form", ["file", "reading", "page"])
    def test_a_report_on_a_file_hides_what_carries_it_and_the_file_with_it(self, form: str) -> None:
        document = put_up()
        for page in self.pages:
            page.refresh_from_db()
            page.files = [PublicationFile(document=document, language="en")]
            page.save_revision().publish()
        reading = reverse("reading:file", args=[document.token])
        addresses = {"file": document.url, "reading": reading, "page": f"{reading}pages/1/?part=1"}
        ProblemReport.objects.update(path=addresses[form])
        assert Client().get(document.url).status_code == 200
        self.client.post(self.hide)
        assert 200 not in self._status()
        assert [Client().get(address).status_code for address in (document.url, reading)] == [404, 404]
        assert Entry.objects.get(action="page.hidden").details["pages"] == 2
        self.client.post(self.back)
        assert self._status() == [200, 200]
        assert Client().get(document.url).status_code == 200

    def test_a_file_that_nothing_carries_leads_nowhere(self) -> None:
        ProblemReport.objects.update(path=put_up().url)
        assert "no page that can be hidden" in self.client.post(self.hide, follow=True).content.decode()
        assert self._status() == [200, 200]

    def test_nobody_else_hides_anything(self, editor: User) -> None:
        self.client.force_login(editor)
        self.client.post(self.hide)
        Client().post(self.hide)
        assert self.client.get(self.hide).status_code != 200
        assert self._status() == [200, 200]

    def test_a_page_that_holds_the_portal_together_stays(self) -> None:
        ProblemReport.objects.update(path="/en/")
        page = self.client.post(self.hide, follow=True).content.decode()
        assert "This report leads to no page that can be hidden." in page
        assert Client().get("/en/").status_code == 200
