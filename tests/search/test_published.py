"""From a published page to the results page, with nothing in between replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from portal.marking import Label
from portal.markings.actions import set_marking
from search.engines.base import Engine
from search.index import drift

TEXT = "<p>ព្រះរាជអាជ្ញាត្រូវពិចារណា មិនដាក់ទោសជនរងគ្រោះ ចំពោះអំពើខុសច្បាប់</p>"


def found(client: Client, query: str, language: str = "km") -> str:
    response = client.get(f"/{language}/search/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
class PublishedPageTests:
    def test_it_is_found_with_its_passage_at_once(self, client: Client, make_publication: Callable[..., Any]) -> None:
        make_publication("T-2026-301", "km", title="ឧបករណ៍", text=TEXT)
        page = found(client, "ជនរងគ្រោះ")
        assert "T-2026-301" in page
        assert "<mark>ជនរងគ្រោះ</mark>" in page

    def test_it_is_gone_when_unpublished_or_marked_green(
        self, client: Client, make_publication: Callable[..., Any], engine: Engine
    ) -> None:
        first = make_publication("T-2026-301", "km", title="ឧបករណ៍", text=TEXT)
        second = make_publication("T-2026-302", "km", title="ឧបករណ៍", text=TEXT)
        first.unpublish()
        with transaction.atomic():
            set_marking(group=second.translation_key, label=Label.GREEN, by=None, source="Test")
        page = found(client, "ជនរងគ្រោះ")
        assert "T-2026-301" not in page
        assert "T-2026-302" not in page
        assert not drift(engine)

    def test_a_draft_of_a_published_page_is_not_found(
        self, client: Client, make_publication: Callable[..., Any]
    ) -> None:
        page = make_publication("T-2026-301", "km", title="ឧបករណ៍", text=TEXT)
        page.title = "ពាក្យសម្ងាត់"
        page.save_revision()
        assert "T-2026-301" not in found(client, "ពាក្យសម្ងាត់")
