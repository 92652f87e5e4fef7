"""Indices of closed spaces come with the first text and go with a rebuild; two that make one make the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from portal.indexing import IndexRecord
from portal.partitions import partition_of_body, partition_of_space
from search.documents import fingerprint
from search.engines.base import QuestionRefusedError
from search.engines.elasticsearch import ElasticsearchEngine, controls, indices
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.wording import NoIndexError
from search.query import plan_of_text
from tests.search.engines.elasticsearch.records import ready, record

pytestmark = pytest.mark.django_db

AMBER, OTHER = partition_of_space("space:one"), partition_of_space("space:two")
STRICT = partition_of_body("body:police", "space:one")
PUBLIC = frozenset({"clear"})


@pytest.fixture
def engine(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> ElasticsearchEngine:
    monkeypatch.setattr(controls, "lost", lambda *_given: [])
    versions = count(1)
    return ElasticsearchEngine(cluster, lambda: next(versions), seconds=20)


def found(engine: ElasticsearchEngine, *partitions: str) -> set[str]:
    engine.settle()
    return {hit.key for hit in engine.search(plan_of_text("debt", "en"), PUBLIC | frozenset(partitions)).hits}


def said(number: int, partition: str) -> IndexRecord:
    return record(number, partition=partition, family=f"said-{number}", title="", body="debt bondage")


class GrowingTests:
    def test_an_index_comes_with_the_first_text_and_is_asked_by_name_alone(
        self, engine: ElasticsearchEngine, cluster: Cluster
    ) -> None:
        assert found(engine, AMBER) == set()
        engine.send(ready(said(1, AMBER), said(2, STRICT), said(3, "clear")), ())
        assert indices.grown_partitions(cluster) == [AMBER, STRICT]
        assert found(engine) == {"thing:3"}
        assert found(engine, AMBER) == {"thing:1", "thing:3"}
        assert found(engine, AMBER, STRICT, OTHER) == {"thing:1", "thing:2", "thing:3"}
        assert engine.keys().keys() == {"thing:1", "thing:2", "thing:3"}
        assert engine.fingerprints(["thing:2"]) == {"thing:2": fingerprint(said(2, STRICT))}
        assert engine.faults() == []

    def test_two_that_make_it_at_once_make_one(
        self, engine: ElasticsearchEngine, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = indices.standing(cluster)
        indices.grow(cluster, [AMBER])
        there = indices.standing(cluster)
        with monkeypatch.context() as late:
            late.setattr(indices, "standing", lambda _cluster: before)
            indices.grow(cluster, [AMBER])
        assert indices.standing(cluster) == there

    def test_what_moves_to_another_space_leaves_the_first(self, engine: ElasticsearchEngine) -> None:
        engine.send(ready(said(1, AMBER)), ())
        engine.send(ready(said(1, OTHER)), ())
        assert found(engine, AMBER) == set()
        assert found(engine, OTHER) == {"thing:1"}
        engine.withdraw({"thing:1": ""})
        assert found(engine, OTHER) == set()

    def test_a_partition_of_a_label_is_missed_where_one_of_a_space_is_not(
        self, engine: ElasticsearchEngine, cluster: Cluster
    ) -> None:
        indices.drop(cluster)
        with pytest.raises((NoIndexError, QuestionRefusedError)):
            found(engine, AMBER)


class RebuildingTests:
    def test_a_rebuild_holds_what_was_first_said_meanwhile_and_drops_what_holds_nothing(
        self, engine: ElasticsearchEngine, cluster: Cluster
    ) -> None:
        engine.send(ready(said(1, AMBER), said(4, STRICT), said(3, "clear")), ())
        database = {one.key: one for one in (said(1, AMBER), said(3, "clear"))}

        def keys() -> Iterator[str]:
            yield from list(database)
            database["thing:2"] = said(2, OTHER)
            engine.send(ready(said(2, OTHER)), ())
            # Written to what is live and to what is being filled.
            assert sum(one.name.partition == OTHER for one in indices.standing(cluster)) == 2

        assert engine.rebuild(keys(), database.get) == 3
        assert indices.grown_partitions(cluster) == sorted([AMBER, OTHER])
        assert found(engine, AMBER, OTHER, STRICT) == {"thing:1", "thing:2", "thing:3"}
        assert engine.keys() == {key: fingerprint(one) for key, one in database.items()}
        assert engine.faults() == []
        engine.send(ready(said(5, STRICT)), ())
        assert found(engine, STRICT) == {"thing:3", "thing:5"}

    def test_a_rebuild_without_texts_of_spaces_leaves_no_index_of_them(
        self, engine: ElasticsearchEngine, cluster: Cluster
    ) -> None:
        engine.send(ready(said(1, AMBER)), ())
        assert engine.rebuild([], lambda key: None) == 0
        assert indices.grown_partitions(cluster) == []
        assert found(engine, AMBER) == set()
        assert not indices.grown_partitions(replace(cluster, built=True))
