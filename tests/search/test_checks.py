"""What must hold before the site starts."""

from __future__ import annotations

import pytest
from django.db import connection

from search.checks import embedded_search_needs_sqlite


class EngineCheckTests:
    def test_sqlite_carries_the_embedded_engine(self) -> None:
        assert embedded_search_needs_sqlite() == []

    def test_any_other_database_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connection, "vendor", "postgresql")
        assert [found.id for found in embedded_search_needs_sqlite()] == ["search.E001"]
