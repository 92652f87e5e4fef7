"""The parts of a volume come one by one, and change or go together, in every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.indexing import IndexRecord, Volume
from search.documents import analyse_record, fingerprint
from search.engines.base import Engine
from search.query import plan_of_text
from tests.search.library import Library

pytestmark = pytest.mark.parametrize("engine", ["embedded", "elasticsearch"], indirect=True)

CLEAR, BOTH = frozenset({"clear"}), frozenset({"clear", "green"})
COMMON = IndexRecord(
    key="file:a:1",
    family="a",
    partition="clear",
    language="en",
    type="guideline",
    title="Crews at sea",
    summary="",
    body="",
    issued=date(2026, 1, 1),
    facets={"country": ("TH",)},
    is_part=True,
)


def write(engine: Engine, number: int, body: str, common: IndexRecord = COMMON) -> str:
    record = replace(common, key=f"{common.key}:{number}", body=body)
    engine.write(record, analyse_record(record))
    engine.settle()
    return record.key


class VolumesTests:
    @pytest.fixture(autouse=True)
    def two_pages(self, library: Library, engine: Engine) -> None:
        write(engine, 1, "Nets and ropes")
        write(engine, 2, "Passports of crews")
        write(engine, 1, "Ropes", replace(COMMON, key="file:a:11"))
        write(engine, 1, "Ropes", replace(COMMON, key="file:b:1", family="b"))

    def found(self, engine: Engine, text: str, partitions: frozenset[str] = CLEAR) -> list[str]:
        return [hit.key for hit in engine.search(plan_of_text(text, "en"), partitions).hits]

    def test_a_part_is_found_by_its_words_and_not_by_the_title(self, engine: Engine) -> None:
        assert self.found(engine, "passports") == ["file:a:1:2"]
        assert self.found(engine, '"crews at sea"') == []
        assert self.found(engine, "") == []

    def test_it_tells_below_which_prefixes_parts_stand_and_may_tell_more_where_it_writes_at_once(
        self, engine: Engine
    ) -> None:
        engine.remove("file:b:1:1")
        told = {*engine.carrying(["file:a:", "file:b:", "file:c:"])}
        assert told == ({"file:a:", "file:b:", "file:c:"} if engine.is_transactional else {"file:a:"})

    def test_what_is_of_no_volume_any_more_goes_and_its_neighbours_stay(self, engine: Engine) -> None:
        kept = Volume(common=replace(COMMON, key="file:a:11"), parts=1)
        assert engine.restate("file:a:", [kept]) == {"file:a:11": 1}
        assert sorted(engine.keys()) == ["file:a:11:1", "file:b:1:1"]
        assert self.found(engine, "passports") == []
        assert engine.faults() == []

    def test_what_others_read_now_goes_at_once(self, engine: Engine) -> None:
        closed = Volume(common=replace(COMMON, partition="green"), parts=2)
        assert engine.restate("file:a:1:", [closed]) == {"file:a:1": 0}
        assert self.found(engine, "passports", BOTH) == []
        assert sorted(engine.keys()) == ["file:a:11:1", "file:b:1:1"]

    def test_other_codes_and_dates_are_told_anew_and_what_does_not_stand_is_for_the_caller(
        self, engine: Engine
    ) -> None:
        told = replace(COMMON, facets={"country": ("KH",)}, issued=date(2020, 1, 1), title="Another")
        standing = engine.restate("file:a:1:", [Volume(common=told, parts=2)])
        assert standing == {"file:a:1": 2 if engine.is_transactional else 0}
        if not engine.is_transactional:
            write(engine, 1, "Nets and ropes", told)
            write(engine, 2, "Passports of crews", told)
            assert engine.restate("file:a:1:", [Volume(common=told, parts=2)]) == {"file:a:1": 2}
        facets = engine.search(plan_of_text("passports", "en"), CLEAR).facets
        assert facets["country"] == {"KH": 1}
        key = "file:a:1:2"
        assert engine.fingerprints([key]) == {key: fingerprint(replace(told, key=key, body="Passports of crews"))}

    def test_a_text_stands_before_its_pages_and_names_the_best(self, library: Library, engine: Engine) -> None:
        library.put(1, "A handbook", "Of passports and ropes", family="a")
        (hit,) = engine.search(plan_of_text("passports", "en"), CLEAR).hits
        assert (hit.key, hit.page) == ("thing:1", "file:a:1:2")
        assert self.found(engine, "nets") == ["file:a:1:1"]

    def test_in_whatever_order_a_text_stands_before_its_pages(self, library: Library, engine: Engine) -> None:
        library.put(1, "A handbook", "Of passports and ropes", family="a")
        for sort in ("newest", "updated", "title"):
            plan = replace(plan_of_text("passports", "en"), sort=type(plan_of_text("x", "en").order)(sort))
            assert [hit.key for hit in engine.search(plan, CLEAR).hits] == ["thing:1"]
