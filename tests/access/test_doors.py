"""One door to sign in by, and the same answer whoever knocks."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from portal.access import marking_of
from portal.marking import Label
from portal.markings.actions import ask_to_lower, decide_lowering, set_marking
from portal.markings.models import Marking
from portal.members.models import User
from tests.access.oracle import Facts
from tests.access.papers import make
from tests.conftest import MakePublication
from tests.resources.form_data import tool_form


class DoorsTests:
    @pytest.mark.parametrize("address", ["/administration/login/?next=/administration/", "/en/_util/login/"])
    def test_the_frameworks_doors_lead_to_ours(self, portal: None, client: Client, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/en/account/sign-in/")
        assert client.post(address, {"username": "a@b.example", "password": "x"}).status_code == 302

    @pytest.mark.parametrize(
        "address",
        [
            "/administration/password_reset/",
            "/administration/password_reset/done/",
            "/administration/localize/translate/1/disable/",
            "/administration/localize/page/1/convert_to_alias/",
        ],
    )
    def test_what_is_shut_is_shut_to_staff_as_well(self, client: Client, publisher: User, address: str) -> None:
        client.force_login(publisher)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404

    def test_a_link_signs_nobody_out_of_the_administration_and_its_button_ends_the_session(
        self, client: Client, editor: User
    ) -> None:
        client.force_login(editor)
        before = client.session.session_key
        client.get("/administration/logout/")
        assert client.get("/administration/").status_code == 200
        client.post("/administration/logout/")
        assert not Session.objects.filter(session_key=before).exists()
        assert client.get("/administration/").status_code == 302

    def test_asking_for_a_new_password_does_not_tell_who_has_an_account(self, client: Client, editor: User) -> None:
        known = client.post("/en/account/password/reset/", {"email": editor.email})
        unknown = client.post("/en/account/password/reset/", {"email": "nobody@office.example"})
        assert (
            (known.status_code, known["Location"])
            == (unknown.status_code, unknown["Location"])
            == (
                302,
                "/en/account/password/reset/sent/",
            )
        )


class SideWaysToALabelTests:
    def test_a_preview_sets_no_label(self, client: Client, editor: User, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101")
        client.force_login(editor)
        sent = client.post(f"/administration/pages/{page.pk}/edit/preview/", tool_form(marking_label="GREEN"))
        assert sent.json()["is_valid"]
        client.get(f"/administration/pages/{page.pk}/edit/preview/")
        assert marking_of(page) == Label.CLEAR

    def test_a_request_made_of_another_label_ends_when_the_label_is_tightened(
        self, editor: User, publisher: User
    ) -> None:
        paper = make(Facts("GREEN"))
        marking = Marking.objects.get(group=paper.translation_key)
        lowering = ask_to_lower(marking=marking, to=Label.CLEAR, consent="The issuing body.", by=editor)
        set_marking(group=paper.translation_key, label=Label.RED, by=None)
        lowering.refresh_from_db()
        assert lowering.granted is False
        with pytest.raises(Exception, match="decided already"):
            decide_lowering(lowering=lowering, grant=True, by=publisher)
        assert marking_of(paper) == Label.RED
