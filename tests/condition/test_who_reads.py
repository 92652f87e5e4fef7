"""Administrators are told why somebody reads something; nobody else learns that there is such a page."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.marking import Label
from portal.members.models import User
from portal.pages.setting_up.roles import ADMINISTRATORS
from tests.conftest import MakePublication, _member_of

ADDRESS = "/administration/who-reads/"
GREEN = "https://portal.example/en/publications/t-2026-301/?from=mail#top"


class WhoReadsTests:
    @pytest.fixture
    def administrator(self, client: Client, make_publication: MakePublication) -> Client:
        make_publication("T-2026-301", label=Label.GREEN)
        client.force_login(_member_of(ADMINISTRATORS, "administrator@office.example"))
        return client

    @pytest.mark.parametrize(
        ("person", "sentence"),
        [
            ("", "No: it is TLP:GREEN, for members, and this is a visitor who is not signed in."),
            ("editor@office.example", "Yes: it is TLP:GREEN, for members, and this person is one (holds staff)."),
            ("Nobody@office.example", "Nobody has an account under this address."),
        ],
    )
    def test_it_says_why_for_a_person_and_an_address(
        self, administrator: Client, editor: User, person: str, sentence: str
    ) -> None:
        assert sentence in administrator.get(ADDRESS, {"address": GREEN, "person": person}).content.decode()

    def test_an_address_that_leads_nowhere_is_said_to(self, administrator: Client) -> None:
        said = administrator.get(ADDRESS, {"address": "/en/publications/t-2026-777/"}).content.decode()
        assert "No page or file lies under this address." in said

    def test_for_other_staff_it_does_not_exist(self, client: Client, publisher: User) -> None:
        client.force_login(publisher)
        assert client.get(ADDRESS).status_code == 404
