"""A form that asks the guard: it refuses, asks for a reason, warns, counts, and keeps what was typed."""

from __future__ import annotations

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from portal.members.models import User
from portal.victim_data.actions import count_findings
from portal.victim_data.forms import REASON, GuardedForm
from portal.victim_data.guard import look
from portal.victim_data.models import FindingCount

NUMBER, PHONE = "1-1017-00230-70-8", "+66 81 234 5678"


class _Form(GuardedForm):
    guarded_surface = "post"
    text = forms.CharField()


@pytest.mark.django_db
class GuardedFormTests:
    def test_a_clean_text_passes_without_a_question(self) -> None:
        form = _Form({"text": "Clean words."})
        assert form.is_valid()
        assert REASON not in form.fields
        assert not FindingCount.objects.exists()

    def test_an_identifier_is_refused_whatever_the_reason(self) -> None:
        form = _Form({"text": f"She is {NUMBER}.", REASON: "It has to be."})
        assert not form.is_valid()
        assert "She is •••." in str(form.errors)
        assert NUMBER not in str(form.errors)
        assert form["text"].value() == f"She is {NUMBER}."

    def test_a_telephone_asks_once_and_passes_with_a_reason(self) -> None:
        form = _Form({"text": f"Call {PHONE}."})
        assert not form.is_valid()
        assert REASON in form.fields
        answered = _Form({"text": f"Call {PHONE}.", REASON: "The office's own."})
        assert answered.is_valid(), answered.errors
        row = FindingCount.objects.get()
        assert (row.surface, row.kind, row.times) == ("post", "phone", 1)

    def test_a_reason_that_holds_one_itself_is_refused(self) -> None:
        form = _Form({"text": f"Call {PHONE}.", REASON: f"She is {NUMBER}."})
        assert not form.is_valid()
        assert REASON in form.errors

    def test_a_small_count_is_pointed_out_and_stops_nothing(self) -> None:
        form = _Form({"text": "There were 3 victims."})
        assert form.is_valid()
        assert form.warnings == ["Count below 11: There were ••• victims."]

    def test_a_form_that_was_not_sent_shows_no_question(self) -> None:
        assert list(_Form().fields) == ["text"]


class ReportTests:
    def test_staff_see_how_often_and_nothing_else(self, client: Client, editor: User) -> None:
        for _again in range(3):
            count_findings(look(f"She is {NUMBER}."), surface="post")
        url = reverse("findings_report")
        assert client.get(url).status_code != 200
        client.force_login(editor)
        page = client.get(url).content.decode()
        assert "<td>Number of an identity document</td><td>3</td>" in page
        assert NUMBER not in page
