"""The answer that the script of the search box reads."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import User
from tests.conftest import MakePublication
from tests.search.library import Library

ADDRESS = "/en/search/suggestions"


def asked(client: Client, typed: str) -> list[dict[str, Any]]:
    response = client.get(f"{ADDRESS}?q={quote(typed)}")
    assert response.status_code == 200
    return list(json.loads(response.content)["suggestions"])


class AnswerTests:
    def test_it_is_small_json_in_the_script_it_was_written_in(self, library: Library, client: Client) -> None:
        library.put(1, "ជនរងគ្រោះ", language="km")
        response = client.get(f"{ADDRESS}?q={quote('ជនរង')}")
        assert response["Content-Type"] == "application/json"
        assert {"text": "ជនរងគ្រោះ", "lang": "km", "kind": "document", "address": "/km/G-2026-001/"} in json.loads(
            response.content
        )["suggestions"]
        assert "ជនរងគ្រោះ".encode() in response.content

    def test_it_is_asked_for_again_each_time_and_not_sent_again_when_nothing_changed(
        self, library: Library, client: Client
    ) -> None:
        library.put(1, "Labour")
        response = client.get(f"{ADDRESS}?q=lab")
        assert response["Cache-Control"] == "no-cache"
        assert client.get(f"{ADDRESS}?q=lab", headers={"if-none-match": response["ETag"]}).status_code == 304
        assert response["X-Robots-Tag"] == "noindex"

    @pytest.mark.parametrize("query", ["", "?q=", "?q=t", "?q=%00", "?q=%ff%fe", "?q=" + "a" * 3000, "?x=1"])
    def test_junk_gets_an_empty_list(self, library: Library, client: Client, query: str) -> None:
        response = client.get(ADDRESS + query)
        assert (response.status_code, json.loads(response.content)) == (200, {"suggestions": []})

    def test_it_only_reads(self, client: Client, db: None) -> None:
        assert client.post(ADDRESS).status_code == 405

    def test_it_asks_the_database_a_fixed_number_of_times(
        self, client: Client, make_publication: MakePublication
    ) -> None:
        counts = []
        for number in range(1, 7):
            make_publication(f"T-2026-10{number}", title=f"Quokka {number}")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert len(asked(client, "quok")) == number
            counts.append(len(queries))
        assert len(set(counts)) == 1


class SecrecyTests:
    """A restricted title changes nothing, byte for byte, for anybody."""

    TYPED = ("sec", "secretw", "tool", "to", "2026")

    def _answers(self, client: Client) -> list[bytes]:
        pages = [client.get(f"/en/search/?q={typed}rd").content for typed in self.TYPED]
        return [*(client.get(f"{ADDRESS}?q={typed}").content for typed in self.TYPED), *pages]

    def test_restricted_titles_change_nothing(self, client: Client, make_publication: MakePublication) -> None:
        make_publication("T-2026-101", title="Secreta tool")
        before = self._answers(client)
        for number, label in enumerate((Label.GREEN, Label.AMBER, Label.RED, None), start=301):
            make_publication(f"T-2026-{number}", label=label, title="Secretword tool", text="<p>secretword</p>")
        make_publication("T-2026-309", live=False, title="Secretword draft")
        assert self._answers(client) == before

    def test_members_are_suggested_nothing_more_than_visitors(
        self, client: Client, make_publication: MakePublication, editor: User
    ) -> None:
        make_publication("T-2026-301", label=Label.GREEN, title="Secretword tool")
        client.force_login(editor)
        assert asked(client, "secretw") == []
        assert client.get(f"{ADDRESS}?q=secretw")["Cache-Control"] == "private, no-store"

    def test_what_is_withdrawn_or_tightened_is_gone_with_the_next_letter(
        self, client: Client, make_publication: MakePublication
    ) -> None:
        first = make_publication("T-2026-101", title="Quokka one")
        second = make_publication("T-2026-102", title="Quokka two")
        assert len(asked(client, "quok")) == 2
        first.unpublish()
        assert [one["text"] for one in asked(client, "quok")] == ["Quokka two"]
        set_marking(group=second.translation_key, label=Label.GREEN, by=None, source="Test")
        assert asked(client, "quok") == []

    def test_a_draft_of_a_published_page_is_not_suggested(
        self, client: Client, make_publication: MakePublication
    ) -> None:
        page = make_publication("T-2026-101", title="Quokka")
        page.title = "Wombat"
        page.save_revision()
        assert asked(client, "womb") == []
