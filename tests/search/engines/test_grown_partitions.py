"""Partitions of closed spaces come with the first row, are read by name alone, and change nothing for anybody else."""

from __future__ import annotations

import pytest

from portal import indexing
from portal.partitions import is_partition, partition_of_body, partition_of_space, partitions_named_for
from portal.viewer import MEMBER, PUBLIC, Viewer
from search.engines.base import Engine
from search.engines.elasticsearch import controls
from search.partitions import partitions_for
from tests.search.engines.test_contract import ask, numbers
from tests.search.library import READER, Library

this_engine = pytest.mark.parametrize("engine", ["embedded", "elasticsearch"], indirect=True)

SPACE, BODY = "space:rhk2m", "body:police"
INSIDE = Viewer(user_id=8, principals=frozenset({PUBLIC, MEMBER, SPACE, BODY}))
AMBER, STRICT = partition_of_space(SPACE), partition_of_body(BODY, SPACE)


def test_names_are_safe_and_open_to_who_holds_the_grants() -> None:
    assert is_partition(AMBER)
    assert is_partition(STRICT)
    assert not is_partition("amber_x; DROP TABLE search_indexedtext")
    assert partitions_for(INSIDE) - partitions_for(READER) == {AMBER, STRICT}
    assert partitions_named_for(Viewer(user_id=8, principals=frozenset({PUBLIC, SPACE, BODY}))) == frozenset()


@this_engine
def test_rows_of_a_space_change_nothing_outside_and_are_found_inside(
    library: Library, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controls, "lost", lambda *_given: [])
    for number in range(1, 20):
        library.put(number, f"Labour {number}", "debt " * (number % 4 + 1), partition=("clear", "green")[number % 2])
    outside, inside = partitions_for(READER), partitions_for(INSIDE)
    queries = ("q=labour", "q=debt+labour", "", "q=labou", "sort=title", "q=-debt")
    before = [ask(engine, query, outside) for query in queries]
    assert [ask(engine, query, inside).total for query in queries] == [one.total for one in before]
    library.put(50, "Labour in the space", "debt " * 9, partition=AMBER)
    library.put(51, "Labour of the police", "debt", partition=STRICT)
    assert [ask(engine, query, outside) for query in queries] == before
    assert set(numbers(ask(engine, "q=space", inside))) == {50}
    assert engine.faults() == []
    engine.rebuild(list(library.records), indexing.record_for)
    assert [ask(engine, query, outside).total for query in queries] == [one.total for one in before]
    assert set(numbers(ask(engine, "q=police", inside))) == {51}
    library.take_out(50)
    library.take_out(51)
    assert ask(engine, "q=space", inside).total == 0
    engine.rebuild(list(library.records), indexing.record_for)
    assert engine.faults() == []
