"""Index and database agree, whatever happens to either."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from portal import indexing
from search import listening
from search.engines.base import Engine
from search.engines.embedded import rebuilding
from search.index import drift, rebuild
from search.models import ShownText
from search.query import plan_of_text
from tests.search.library import Library

CLEAR = frozenset({"clear"})
within_only = pytest.mark.skipif(
    settings.SEARCH_ENGINE != "embedded", reason="What the engine does that is in the database itself."
)


def total(engine: Engine, text: str) -> int:
    return engine.search(plan_of_text(text, "en"), CLEAR).total


class ListeningTests:
    @within_only
    def test_a_text_is_found_in_the_transaction_that_wrote_it(self, library: Library, engine: Engine) -> None:
        with transaction.atomic():
            library.put(1, "Labour")
            assert total(engine, "labour") == 1

    def test_a_write_that_is_rolled_back_leaves_no_trace(self, library: Library, engine: Engine) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            library.put(1, "Labour")
            raise RuntimeError
        assert total(engine, "labour") == 0

    def test_a_failing_index_write_fails_the_writer(
        self, library: Library, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken() -> Engine:
            raise OSError("disk full")

        monkeypatch.setattr(listening, "engine_named", broken)
        with pytest.raises(OSError, match="disk full"):
            library.put(1, "Labour")

    def test_a_key_of_an_unknown_owner_is_simply_not_there(self, library: Library, engine: Engine) -> None:
        indexing.changed("ghost:1")
        assert engine.keys() == {}


class DriftTests:
    @pytest.fixture(autouse=True)
    def two_texts(self, library: Library) -> None:
        library.put(1, "Labour")
        library.put(2, "Marriage", partition="green")

    def test_a_true_index_has_none(self, engine: Engine) -> None:
        assert not drift(engine)
        call_command("check_index", stdout=StringIO())

    def test_what_is_missing_stale_or_left_over_is_named_and_mended(self, library: Library, engine: Engine) -> None:
        library.put(3, "Debt")
        # Wherever the index is, by now it holds what was told.
        assert total(engine, "debt") == 1
        engine.remove("thing:1")
        library.records["thing:2"] = replace(library.records["thing:2"], body="Changed without a word.")
        del library.records["thing:3"]
        found = drift(engine)
        assert (found.missing, found.stale, found.left_over) == (("thing:1",), ("thing:2",), ("thing:3",))
        with pytest.raises(SystemExit):
            call_command("check_index", stdout=StringIO())
        call_command("check_index", "--fix", stdout=StringIO())
        assert not drift(engine)
        assert total(engine, "labour") == 1
        assert total(engine, "debt") == 0

    @within_only
    def test_words_in_the_wrong_table_are_a_fault_and_mended(self, engine: Engine) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words_clear")
            cursor.execute("INSERT INTO search_words_clear (rowid, w) VALUES (999, 'stray')")
        assert drift(engine).faults == (
            "1 texts of clear have no words.",
            "1 rows of search_words_clear belong to no text of clear.",
        )
        call_command("check_index", "--fix", stdout=StringIO())
        assert engine.faults() == []
        assert total(engine, "stray") == 0
        assert total(engine, "labour") == 1


class RebuildTests:
    def test_it_finds_what_the_database_holds_and_nothing_else(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour", facets={"country": ("TH",)})
        library.put(2, "Debt")
        del library.records["thing:2"]
        out = StringIO()
        call_command("rebuild_index", stdout=out)
        assert "1 texts indexed" in out.getvalue()
        assert not drift(engine)
        assert (total(engine, "labour"), total(engine, "debt")) == (1, 0)
        assert set(ShownText.objects.values_list("row__key", flat=True)) == {"thing:1"}

    def test_what_is_written_or_taken_out_meanwhile_is_so_afterwards(self, library: Library, engine: Engine) -> None:
        for number in range(50):
            library.put(number, f"Labour {number}")

        def keys_while_others_write() -> object:
            for place, key in enumerate(list(library.records)):
                yield key
                if place == 25:
                    library.take_out(3)
                    library.take_out(40)
                    library.put(4, "Changed before", partition="green")
                    library.put(41, "Changed after")
                    library.put(99, "Quite new")

        engine.rebuild(keys_while_others_write(), indexing.record_for)  # type: ignore[arg-type]
        assert not drift(engine)
        assert total(engine, "labour") == 46
        assert (total(engine, "changed"), total(engine, "new")) == (1, 1)

    def test_what_is_published_before_the_new_index_takes_writes_is_in_it(
        self, library: Library, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not engine.is_transactional:
            pytest.skip("tests/search/engines/elasticsearch has its own.")
        library.put(1, "Labour")
        begin = rebuilding._begin

        def late() -> None:
            library.put(2, "Labour")
            begin()

        monkeypatch.setattr(rebuilding, "_begin", late)
        assert rebuild(engine) == 2
        assert total(engine, "labour") == 2

    def test_searches_go_on_while_it_runs(self, library: Library, engine: Engine) -> None:
        for number in range(30):
            library.put(number, "Labour")
        seen: list[int] = []

        def keys() -> object:
            for key in list(library.records):
                seen.append(total(engine, "labour"))
                yield key

        engine.rebuild(keys(), indexing.record_for)  # type: ignore[arg-type]
        assert set(seen) == {30}

    def test_one_that_was_broken_off_is_begun_again(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")

        def broken() -> object:
            yield "thing:1"
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            engine.rebuild(broken(), indexing.record_for)  # type: ignore[arg-type]
        library.put(2, "Labour")
        assert total(engine, "labour") == 2
        assert rebuild(engine) == 2
        assert total(engine, "labour") == 2
        assert not drift(engine)


class SearchCommandTests:
    def test_json_has_the_promised_shape(self, library: Library) -> None:
        library.put(1, "Labour", "of labour", facets={"country": ("TH",)})
        out = StringIO()
        call_command("search", "labour", "--json", "--language", "th", stdout=out)
        told = json.loads(out.getvalue())
        assert set(told) == {"query", "total", "tier", "engine", "took_ms", "results", "facets"}
        assert told["results"] == [
            {
                "key": "thing:1",
                "title": "Labour",
                "url": "/en/G-2026-001/",
                "type": "guideline",
                "language": "en",
                "languages": [],
                "snippet": "of <mark>labour</mark>",
                "marking": "CLEAR",
            }
        ]
        assert told["facets"]["country"] == {"TH": 1}

    def test_it_explains_itself_and_leaves_json_alone(self, library: Library) -> None:
        library.put(1, "Labour", "the law of labour")
        out, err = StringIO(), StringIO()
        call_command("search", "labour -debt", "--explain", stdout=out, stderr=err)
        assert "partitions    clear" in out.getvalue()
        assert err.getvalue() == ""
        out, err = StringIO(), StringIO()
        call_command("search", "labour -debt", "--explain", "--json", stdout=out, stderr=err)
        assert json.loads(out.getvalue())["total"] == 1
        assert "partitions    clear" in err.getvalue()

    def test_an_unknown_language_or_user_is_one_sentence(self, library: Library) -> None:
        with pytest.raises(CommandError, match="no language of the portal"):
            call_command("search", "labour", "--language", "tlh")
        with pytest.raises(CommandError, match="There is no user"):
            call_command("search", "labour", "--as", "nobody@example.org")
