"""What must hold before the site starts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import override_settings

from search.checks import other_databases_need_a_search_server


class EngineCheckTests:
    def test_sqlite_carries_the_embedded_engine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connection, "vendor", "sqlite")
        with override_settings(SEARCH_ENGINE="embedded"):
            assert other_databases_need_a_search_server() == []

    def test_any_other_database_needs_a_search_server_and_is_told_how_to_name_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connection, "vendor", "postgresql")
        with override_settings(SEARCH_ENGINE="embedded"):
            (found,) = other_databases_need_a_search_server()
        assert found.id == "search.E001"
        assert "PORTAL_SEARCH_URL" in str(found.hint)
        with override_settings(SEARCH_ENGINE="elasticsearch"):
            assert other_databases_need_a_search_server() == []
