"""A new index is built beside the live one, looked at, and put in place at once or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from unittest.mock import MagicMock

import pytest
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, NotFoundError

from portal.indexing import IndexRecord
from search.documents import fingerprint
from search.engines.elasticsearch import ElasticsearchEngine, checking, controls, held, indices, rebuilding
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.naming import NEXT, live_alias, stamp
from search.engines.elasticsearch.rebuilding import NotSwappedError
from search.engines.elasticsearch.tidying import KEPT_ASIDE, tidy
from search.engines.elasticsearch.wording import NoIndexError
from search.partitions import PARTITIONS
from tests.search.engines.elasticsearch.records import ready, record
from tests.search.engines.elasticsearch.test_wording import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> dict[str, IndexRecord]:
    monkeypatch.setattr(rebuilding, "BATCH", 4)
    monkeypatch.setattr(controls, "lost", lambda *_given: [])
    texts = (record(number, partition="green" if number % 3 else "clear") for number in range(20))
    return {one.key: one for one in texts}


@pytest.fixture
def engine(cluster: Cluster, database: dict[str, IndexRecord]) -> ElasticsearchEngine:
    versions = count(1)
    engine = ElasticsearchEngine(cluster, lambda: next(versions), seconds=20)
    engine.send(ready(*database.values()), ())
    return engine


def names(cluster: Cluster) -> list[str]:
    return [str(one.name) for one in indices.standing(cluster)]


def agrees(engine: ElasticsearchEngine, database: dict[str, IndexRecord]) -> bool:
    return engine.keys() == {key: fingerprint(one) for key, one in database.items()} and not engine.faults()


class RebuildingTests:
    def test_what_is_written_or_removed_meanwhile_is_so_afterwards(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        def keys() -> Iterator[str]:
            for place, key in enumerate(list(database)):
                yield key
                if place == 10:
                    changed = [record(1, "Before"), record(15, "After", partition="green"), record(99, "New")]
                    database.update({one.key: one for one in changed})
                    gone = ["thing:2", "thing:17"]
                    engine.send(ready(*changed), gone)
                    # One whose row still waits in the outbox, and that was read before it changed.
                    database["thing:0"] = record(0, "Not sent yet")
                    for one in gone:
                        del database[one]

        before = names(cluster)
        assert engine.rebuild(keys(), database.get) == 19
        assert agrees(engine, database)
        assert not set(before) & {str(one.name) for one in indices.standing(cluster) if one.is_live}
        assert not any(one.is_next for one in indices.standing(cluster))

    def test_keys_are_asked_for_only_when_the_new_index_takes_writes(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        def keys() -> Iterator[str]:
            assert sum(one.is_next for one in indices.standing(cluster)) == len(PARTITIONS)
            yield from list(database)

        assert engine.rebuild(keys(), database.get) == 20

    def test_one_that_was_broken_off_leaves_everything_as_it_was(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        def broken() -> Iterator[str]:
            yield from list(database)[:12]
            raise KeyboardInterrupt

        before = names(cluster)
        with pytest.raises(KeyboardInterrupt):
            engine.rebuild(broken(), database.get)
        assert names(cluster) == before
        assert agrees(engine, database)

    def test_what_a_killed_one_left_is_taken_away_by_the_next(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        left = indices.make(cluster, "clear", alias=replace(cluster, built=True).alias("clear"))
        engine.send(ready(record(50)), ())
        database["thing:50"] = record(50)
        assert engine.rebuild(list(database), database.get) == 21
        assert left not in names(cluster)
        assert agrees(engine, database)

    def test_of_two_at_once_the_later_goes_on(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        def keys() -> Iterator[str]:
            for place, key in enumerate(list(database)):
                yield key
                if place == 10:
                    assert engine.rebuild(list(database), database.get) == 20

        with pytest.raises(NotSwappedError, match="Another rebuild"):
            engine.rebuild(keys(), database.get)
        assert agrees(engine, database)

    def test_an_index_that_disagrees_with_the_database_is_not_put_in_place(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        asked = count()

        def unsteady(key: str) -> IndexRecord:
            return replace(database[key], body=f"read {next(asked)} times")

        before = names(cluster)
        with pytest.raises(NotSwappedError, match="20 texts differ"):
            engine.rebuild(list(database), unsteady)
        assert names(cluster) == before
        assert agrees(engine, database)

    def test_what_was_live_is_kept_for_a_day(
        self, engine: ElasticsearchEngine, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        before = names(cluster)
        engine.rebuild(list(database), database.get)
        engine.remove("thing:1")
        del database["thing:1"]
        assert tidy(cluster, datetime.now(UTC) + KEPT_ASIDE - timedelta(minutes=1)) == []
        assert sorted(tidy(cluster, datetime.now(UTC) + KEPT_ASIDE + timedelta(minutes=1))) == sorted(before)
        assert agrees(engine, database)

    def test_an_index_of_another_version_of_the_code_is_not_searched_and_gives_way(
        self, cluster: Cluster, database: dict[str, IndexRecord]
    ) -> None:
        indices.drop(cluster)
        for partition in PARTITIONS:
            alias = live_alias(cluster.prefix, partition, "00000000")
            cluster.client.indices.create(index=f"{alias}-{stamp()}", aliases={alias: {}})
        versions = count(1)
        engine = ElasticsearchEngine(cluster, lambda: next(versions), seconds=20)
        assert rebuilding.is_due(cluster)
        with pytest.raises(NoIndexError):
            engine.write(*ready(*database.values())[0])
        engine.rebuild(list(database), database.get)
        assert not rebuilding.is_due(cluster)
        assert agrees(engine, database)
        older = [one for one in indices.standing(cluster) if not one.is_current]
        assert all(one.is_live and one.aside_since for one in older)


class _Names:
    """A cluster that knows indices and their aliases, and whose answer to the swap may be lost."""

    def __init__(self) -> None:
        self.aliases: dict[str, set[str]] = {}
        self.lost: Exception | None = None
        self.client = MagicMock()
        self.client.indices.create.side_effect = self.create
        self.client.indices.delete.side_effect = self.delete
        self.client.indices.get_alias.side_effect = lambda **_given: MagicMock(
            body={name: {"aliases": dict.fromkeys(each)} for name, each in self.aliases.items()}
        )
        self.client.indices.update_aliases.side_effect = self.swap
        self.client.options.return_value = self.client

    def create(self, *, index: str, aliases: dict[str, Any], **_given: Any) -> None:
        self.aliases[index] = set(aliases)

    def delete(self, *, index: list[str], **_given: Any) -> None:
        for name in index:
            self.aliases.pop(name, None)

    def swap(self, *, actions: list[dict[str, dict[str, Any]]]) -> None:
        for action in actions:
            ((what, told),) = action.items()
            (set.add if what == "add" else set.discard)(self.aliases[told["index"]], told["alias"])
        if self.lost:
            raise self.lost

    def live(self) -> list[str]:
        return [name for name, aliases in self.aliases.items() if name.rpartition("-")[0] in aliases]


class LostAnswerTests:
    """The node that put the new indices in place dies before it has said so."""

    @pytest.fixture
    def names(self, monkeypatch: pytest.MonkeyPatch) -> _Names:
        monkeypatch.setattr(rebuilding, "look_at", lambda *_given: None)
        names = _Names()
        indices.create(Cluster(names.client, "balai"))
        return names

    @pytest.mark.parametrize("lost", [ConnectionTimeout("late"), answer(404, of=NotFoundError), answer(503)])
    def test_what_is_live_by_then_stays(self, names: _Names, lost: TransportError | ApiError) -> None:
        before, names.lost = names.live(), lost
        rebuilding.rebuild(Cluster(names.client, "balai"), lambda: 1, [], lambda key: None)
        assert len(names.live()) == len(PARTITIONS)
        assert not set(names.live()) & set(before)

    def test_where_nobody_can_be_asked_nothing_is_deleted(self, names: _Names) -> None:
        names.lost = KeyboardInterrupt()  # type: ignore[assignment]
        with pytest.raises(KeyboardInterrupt):
            rebuilding.rebuild(Cluster(names.client, "balai"), lambda: 1, [], lambda key: None)
        assert len(names.live()) == len(PARTITIONS)

    def test_what_was_overtaken_is_told_as_such(self, names: _Names) -> None:
        before = names.live()
        names.client.indices.update_aliases.side_effect = answer(404, of=NotFoundError)
        with pytest.raises(NotSwappedError, match="Another rebuild"):
            rebuilding.rebuild(Cluster(names.client, "balai"), lambda: 1, [], lambda key: None)
        assert names.live() == before
        assert all(alias.endswith(NEXT) for name in set(names.aliases) - set(before) for alias in names.aliases[name])


class LookingTests:
    def test_what_goes_on_changing_is_written_again_a_few_times(
        self, database: dict[str, IndexRecord], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = {key: fingerprint(one) for key, one in database.items()}
        edited = iter(["thing:1", "thing:1", "thing:2", "thing:1"])

        def write_again(_built: Cluster, _version: int, keys: list[str], _read: object) -> None:
            there.update({key: fingerprint(database[key]) for key in keys})
            if key := next(edited, ""):
                database[key] = replace(database[key], body=f"{database[key].body} and more")

        monkeypatch.setattr(checking, "settle", lambda cluster: None)
        monkeypatch.setattr(checking, "_differing", lambda built, filled: ["thing:1", "thing:2"])
        monkeypatch.setattr(checking, "_write_again", write_again)
        monkeypatch.setattr(held, "fingerprints", lambda built, keys: {key: there[key] for key in keys})
        database["thing:1"] = replace(database["thing:1"], body="Edited since")
        filled = {key: checking.kind_of(one) for key, one in database.items()}
        checking.look_at(Cluster(MagicMock(), "balai"), lambda: 1, filled, database.__getitem__)

    def test_index_and_database_are_read_close_together(
        self, database: dict[str, IndexRecord], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(checking, "COMPARED", 4)
        there = {key: fingerprint(one) for key, one in database.items()}

        def read(key: str) -> IndexRecord:
            # With each that is read, one far away is edited, and a worker sends it at once.
            far = f"thing:{(int(key.removeprefix('thing:')) + 10) % 20}"
            database[far] = replace(database[far], body=f"{database[far].body} and more")
            there[far] = fingerprint(database[far])
            return database[key]

        monkeypatch.setattr(held, "fingerprints", lambda built, keys: {key: there[key] for key in keys})
        assert checking._wrong(Cluster(MagicMock(), "balai"), list(database), read) == []


class EndingTests:
    def test_a_node_that_dies_after_the_last_page_was_read_spoils_nothing(self) -> None:
        client = MagicMock()
        client.search.return_value = {"pit_id": "1", "hits": {"hits": [{"_id": "thing:1"}]}}
        client.close_point_in_time.side_effect = ConnectionTimeout("late")
        assert [row["key"] for row in held.rows(Cluster(client, "balai"), "clear", [])] == ["thing:1"]
