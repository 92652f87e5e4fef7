"""A draft that saves itself never lands on top of what was submitted after it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from portal.members.models import User
from portal.pages.staff.editing import StaffEditView
from resources.models import PublicationPage
from tests.conftest import MakePublication
from tests.resources.form_data import tool_form


class OneSaveAtATimeTests:
    @pytest.fixture
    def draft(self, make_publication: MakePublication) -> PublicationPage:
        page = make_publication("T-2026-101", live=False)
        page.save_revision()
        return page

    def test_a_page_is_read_and_written_in_one_transaction_and_shown_in_none(
        self, draft: PublicationPage, client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        depths: dict[str, int] = {}
        inner = StaffEditView.dispatch

        def dispatch(view: StaffEditView, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            depths[request.method or ""] = len(connection.savepoint_ids)
            return inner(view, request, *args, **kwargs)

        monkeypatch.setattr(StaffEditView, "dispatch", dispatch)
        client.force_login(editor)
        address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        client.get(address)
        client.post(address, tool_form())
        assert depths["POST"] == depths["GET"] + 1

    def test_a_draft_that_comes_after_a_newer_one_is_refused(
        self, draft: PublicationPage, client: Client, editor: User
    ) -> None:
        client.force_login(editor)
        address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        loaded = draft.latest_revision
        late = {
            **tool_form(title="Half typed"),
            "loaded_revision_id": str(loaded.pk),
            "loaded_revision_created_at": loaded.created_at.isoformat(),
        }
        client.post(address, {**tool_form(title="Whole"), "action-submit": "submit"})
        answer = client.post(address, late, headers={"accept": "application/json"})
        assert answer.json()["success"] is False
        draft.refresh_from_db()
        assert draft.get_latest_revision_as_object().title == "Whole"
