"""Tables that nobody reads any more go piece by piece."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import indexing
from search.engines.base import Engine
from search.engines.embedded import discarding
from search.engines.embedded.discarding import discard, exists, put_aside
from search.engines.embedded.tables import beginning, words_table
from tests.search.engines.within import in_sqlite
from tests.search.library import Library

pytestmark = in_sqlite
this_engine = pytest.mark.parametrize("engine", ["embedded"], indirect=True)

TEXTS, ROWS = 40, 7


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discarding, "ROWS", ROWS)


def _left() -> list[str]:
    return [name for name in connection.introspection.table_names() if "_old" in name or "_next" in name]


class DiscardingTests:
    @this_engine
    def test_no_transaction_takes_more_than_its_piece(
        self, library: Library, engine: Engine, small_pieces: None
    ) -> None:
        for number in range(TEXTS):
            library.put(number, f"Labour {number}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            engine.rebuild(list(library.records), indexing.record_for)
        emptying = [each["sql"] for each in asked if "_old_content" in each["sql"] and "DELETE" in each["sql"]]
        assert len(emptying) > (TEXTS - 10) // ROWS
        assert _left() == []
        assert engine.faults() == []

    @this_engine
    def test_what_a_rebuild_left_behind_goes_with_the_next(
        self, library: Library, engine: Engine, small_pieces: None
    ) -> None:
        library.put(1, "Labour")
        live = words_table("clear")
        put_aside(live)
        with connection.cursor() as cursor:
            for statement in beginning(live):
                cursor.execute(statement)
        assert exists(f"{live}_old")
        engine.rebuild(list(library.records), indexing.record_for)
        assert _left() == []
        assert engine.faults() == []

    def test_where_nothing_was_put_aside_nothing_happens(self, db: None) -> None:
        before = connection.introspection.table_names()
        discard()
        assert connection.introspection.table_names() == before
