"""*Something wrong on this page?*: what was typed survives, staff are told, and the mail holds none of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portal.audit.models import Entry
from portal.members.models import User
from portal.notices import actions
from portal.notices.models import Mail, ProblemReport
from portal.work.running import run_waiting

FORM = "/th/wrong/"
WORDS = {"page": "/th/publications/t-2026-101/", "text": "คำผิด: a wrong word", "contact": ""}


@pytest.mark.usefixtures("portal")
class ProblemFormTests:
    def test_every_page_leads_to_it_and_it_remembers_which(self, client: Client) -> None:
        page = client.get("/en/about/").content.decode()
        assert "/en/wrong/?page=%2Fen%2Fabout%2F" in page
        form = client.get("/en/wrong/?page=%2Fen%2Fabout%2F").content.decode()
        assert '<input type="hidden" name="page" value="/en/about/"' in form

    def test_what_is_sent_is_kept_and_thanked_for(self, client: Client) -> None:
        answer = client.post(FORM, {**WORDS, "contact": "someone@office.example"})
        assert (answer.status_code, answer["Location"]) == (302, "/th/wrong/thanks/")
        assert client.get(answer["Location"]).status_code == 200
        report = ProblemReport.objects.get()
        assert (report.path, report.language, report.text) == (WORDS["page"], "th", WORDS["text"])
        assert report.contact == "someone@office.example"

    def test_half_filled_it_keeps_what_was_typed_and_says_what_is_missing(self, client: Client) -> None:
        answer = client.post("/en/wrong/", {"page": "/en/about/", "text": " ", "contact": "someone@office.example"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Say in a few words what is wrong." in page
        assert 'value="someone@office.example"' in page
        assert 'value="/en/about/"' in page
        answer = client.post("/en/wrong/", {**WORDS, "text": "<b>My words</b>", "contact": "not an address"})
        page = answer.content.decode()
        assert "&lt;b&gt;My words&lt;/b&gt;" in page
        assert 'value="not an address"' in page
        assert not ProblemReport.objects.exists()

    @pytest.mark.parametrize("text", ["x" * 5_001, "a\x00b"])
    def test_too_long_or_unreadable_is_refused_and_kept(self, client: Client, text: str) -> None:
        answer = client.post(FORM, {**WORDS, "text": text})
        assert answer.status_code == 422
        assert text.replace("\x00", "")[:1] in answer.content.decode()
        assert not ProblemReport.objects.exists()

    def test_programs_that_fill_every_field_are_thanked_and_forgotten(self, client: Client) -> None:
        answer = client.post(FORM, {**WORDS, "website": "https://spam.example"})
        assert answer["Location"] == "/th/wrong/thanks/"
        assert not ProblemReport.objects.exists()
        assert not DBTaskResult.objects.exists()

    @pytest.mark.parametrize(
        "page",
        [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "javascript:alert(1)",
            "evil",
            "\\\\evil.example",
        ],
    )
    def test_a_page_of_another_site_is_neither_shown_nor_kept(self, client: Client, page: str) -> None:
        assert "evil" not in client.get("/en/wrong/", {"page": page}).content.decode().partition("<form")[2]
        client.post(FORM, {**WORDS, "page": page})
        assert ProblemReport.objects.get().path == ""

    def test_a_very_long_address_does_not_stand_in_the_way(self, client: Client) -> None:
        assert client.post(FORM, {**WORDS, "page": "/en/" + "a" * 3_000}).status_code == 302
        assert len(ProblemReport.objects.get().path) == 500


@pytest.mark.usefixtures("portal")
class TellStaffTests:
    @pytest.fixture
    def mails_to_staff(self, settings: Any) -> None:
        settings.STAFF_MAIL = ["staff@office.example"]

    def _report(self) -> ProblemReport:
        return actions.report_problem(path="/en/about/", language="en", text="A secret name", contact="me@a.example")

    def test_the_worker_tells_them_and_the_mail_holds_no_text(self, client: Client, mails_to_staff: None) -> None:
        client.post(FORM, {**WORDS, "text": "A secret name", "contact": "me@a.example"})
        assert not mail.outbox, "no mail is sent in a request"
        run_waiting()
        letter = mail.outbox[0]
        assert letter.to == ["staff@office.example"]
        assert "/th/publications/t-2026-101/" in letter.body
        assert "secret" not in letter.subject + letter.body
        assert "me@a.example" not in letter.subject + letter.body

    def test_report_mail_and_entry_stand_or_fall_together(
        self, mails_to_staff: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report = self._report()
        assert Mail.objects.get().about == {"report": report.pk}
        entry = Entry.objects.first()
        assert (entry.action, entry.object_key, entry.details) == (
            "problem.reported",
            str(report.pk),
            {"path": "/en/about/", "urgent": False},
        )

        def fail(*_args: Any, **_kwargs: Any) -> None:
            raise OSError("The disk is full.")

        monkeypatch.setattr(actions.log, "write", fail)
        with pytest.raises(OSError, match="disk is full"):
            self._report()
        assert ProblemReport.objects.count() == Mail.objects.count() == 1

    def test_nobody_is_told_of_what_is_settled_or_gone_or_when_there_is_nobody(
        self, settings: Any, mails_to_staff: None
    ) -> None:
        self._report()
        ProblemReport.objects.update(settled=True)
        self._report().delete()
        settings.STAFF_MAIL = []
        self._report()
        run_waiting()
        assert not mail.outbox

    def test_staff_read_it_and_settle_it_and_change_nothing_else(self, client: Client, publisher: User) -> None:
        report = self._report()
        client.force_login(publisher)
        assert "/en/about/" in client.get(reverse("problem-reports:index")).content.decode()
        url = reverse("problem-reports:edit", args=[report.pk])
        assert "A secret name" in client.get(url).content.decode()
        client.post(url, {"settled": "on", "text": "Changed", "path": "/elsewhere/"})
        report.refresh_from_db()
        assert (report.settled, report.text, report.path) == (True, "A secret name", "/en/about/")
