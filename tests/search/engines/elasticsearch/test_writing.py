"""What is sent arrives once, in one partition, and never in place of something newer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from unittest.mock import MagicMock

import pytest
from django.db import transaction

from search.documents import fingerprint
from search.engines.base import EngineDownError
from search.engines.elasticsearch import ElasticsearchEngine, indices, writing
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.mapping import VERSION
from search.engines.elasticsearch.naming import ASIDE, NEXT, IndexName, live_alias
from search.engines.elasticsearch.wording import NoIndexError
from search.engines.outside import InsideTransactionError
from search.partitions import PARTITIONS
from tests.search.engines.elasticsearch.records import ready, record


@pytest.fixture
def engine(cluster: Cluster) -> ElasticsearchEngine:
    return ElasticsearchEngine(cluster, lambda: 1)


class VersionTests:
    def test_what_is_newer_stays_and_that_is_no_failure(self, engine: ElasticsearchEngine) -> None:
        newer, older = record(1, "Newer"), record(1, "Older")
        assert engine.at(7).send(ready(newer), ()) == {}
        assert engine.at(6).send(ready(older), ()) == {}
        assert engine.at(5).send((), ["thing:1"]) == {}
        assert engine.keys() == {"thing:1": fingerprint(newer)}

    def test_what_was_removed_does_not_come_back_with_an_older_state(self, engine: ElasticsearchEngine) -> None:
        engine.at(3).send((), ["thing:1"])
        engine.at(2).send(ready(record(1)), ())
        assert engine.keys() == {}

    def test_the_same_may_be_sent_twice(self, engine: ElasticsearchEngine) -> None:
        for _time in range(2):
            engine.at(4).send(ready(record(1)), ["thing:2"])
        assert list(engine.keys()) == ["thing:1"]

    def test_a_text_that_moves_to_other_readers_leaves_where_it_was(self, engine: ElasticsearchEngine) -> None:
        engine.at(1).send(ready(record(1)), ())
        engine.at(2).send(ready(record(1, partition="green")), ())
        engine.at(1).send(ready(record(1)), ())
        assert engine.keys() == {"thing:1": fingerprint(record(1, partition="green"))}
        assert engine.faults() == []


class RebuildBesideTests:
    """Between the look at which indices there are and the write, a rebuild may end."""

    @pytest.fixture
    def ending(self, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
        for partition in PARTITIONS:
            indices.make(cluster, partition, alias=replace(cluster, built=True).alias(partition))
        seen = writing.standing

        def before_the_end(asked: Cluster) -> list[indices.Standing]:
            there = seen(asked)
            indices.drop(cluster, [str(one.name) for one in there if one.is_next])
            return there

        monkeypatch.setattr(writing, "standing", before_the_end)

    def test_what_is_live_is_enough(self, engine: ElasticsearchEngine, ending: None) -> None:
        assert engine.send(ready(record(1)), ()) == {}
        assert list(engine.keys()) == ["thing:1"]

    def test_where_nothing_is_live_the_write_waits(
        self, engine: ElasticsearchEngine, cluster: Cluster, ending: None
    ) -> None:
        indices.drop(cluster, [str(one.name) for one in indices.standing(cluster) if one.is_live])
        with pytest.raises(NoIndexError):
            engine.send(ready(record(1)), ())


class RefusalTests:
    def test_what_is_refused_is_told_with_its_reason_and_the_rest_is_in(
        self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = writing.document
        monkeypatch.setattr(
            writing, "document", lambda one, read: {**made(one, read), **({"odd": 1} if one.key == "thing:2" else {})}
        )
        reasons = engine.send(ready(record(1), record(2), record(3)), ())
        assert list(reasons) == ["thing:2"]
        assert "odd" in reasons["thing:2"]
        assert sorted(engine.keys()) == ["thing:1", "thing:3"]

    def test_an_index_that_takes_no_writes_is_told_as_such_and_waits(
        self, engine: ElasticsearchEngine, cluster: Cluster
    ) -> None:
        names = [str(one.name) for one in indices.standing(cluster)]
        cluster.client.indices.put_settings(index=names, settings={"index.blocks.read_only_allow_delete": True})
        with pytest.raises(EngineDownError, match="read-only"):
            engine.within(5).send(ready(record(1)), ())

    def test_without_an_index_nothing_is_written_and_none_is_made(
        self, engine: ElasticsearchEngine, cluster: Cluster
    ) -> None:
        indices.drop(cluster)
        with pytest.raises(NoIndexError):
            engine.send(ready(record(1)), ())
        engine.remove("thing:1")
        assert indices.standing(cluster) == []
        assert engine.keys() == {}
        assert engine.faults() == [
            "There is no index of clear for this version.",
            "There is no index of green for this version.",
        ]


class OtherReleaseTests:
    """Code of two versions at work on one cluster."""

    @pytest.fixture
    def sent(self, monkeypatch: pytest.MonkeyPatch) -> list[object]:
        sent: list[object] = []

        def taken(_cluster: Cluster, actions: Iterable[writing.Action], _spared: object) -> dict[str, str]:
            sent.extend(actions)
            return {}

        monkeypatch.setattr(writing, "sent", taken)
        return sent

    def standing(self, *there: tuple[str, str, str]) -> list[indices.Standing]:
        """Indices of a version, made at a moment, with an alias that ends so."""
        found = []
        for version, at, end in there:
            alias = live_alias("balai", "clear", version)
            # Code of its own version goes on searching what another put aside.
            aliases = {alias + end, alias} if end.startswith(ASIDE) else {alias + end}
            name = IndexName("balai", "clear", version, f"202611220800{at:0>8}")
            found.append(indices.Standing(name, frozenset(aliases)))
        return found

    @pytest.mark.parametrize("end", ["", NEXT])
    def test_what_a_newer_release_has_to_write_as_well_is_written_and_waits(
        self, end: str, sent: list[object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(writing, "standing", lambda cluster: self.standing((VERSION, "1", ""), ("0" * 8, "2", end)))
        with pytest.raises(EngineDownError, match="release"):
            writing.send(Cluster(MagicMock(), "balai"), 1, ready(record(1)), ())
        assert sent

    @pytest.mark.parametrize(
        "other", [("0" * 8, "1", ""), ("0" * 8, "3", ASIDE + "20261122080000000000"), ("0" * 8, "1", NEXT)]
    )
    def test_what_an_older_release_left_is_no_hindrance(
        self, other: tuple[str, str, str], sent: list[object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(writing, "standing", lambda cluster: self.standing((VERSION, "2", ""), other))
        assert writing.send(Cluster(MagicMock(), "balai"), 1, ready(record(1)), ()) == {}


class OutsideTests:
    @pytest.mark.django_db(transaction=True)
    def test_nothing_is_sent_inside_a_transaction(self) -> None:
        client = MagicMock()
        with transaction.atomic():
            for act in (
                lambda: writing.send(Cluster(client, "balai"), 1, (), ["thing:1"]),
                lambda: writing.withdraw(Cluster(client, "balai"), 1, {"thing:1": ""}),
                lambda: indices.settle(Cluster(client, "balai")),
            ):
                with pytest.raises(InsideTransactionError):
                    act()
        assert not client.mock_calls
