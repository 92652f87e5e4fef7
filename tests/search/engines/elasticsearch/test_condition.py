"""How the cluster is, told without raising anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import MagicMock

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import condition as telling
from search.engines.elasticsearch import connecting, indices
from search.engines.elasticsearch.condition import condition
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.writing import withdraw
from tests.search.engines.elasticsearch.test_wording import answer, cause


class ConditionTests:
    def test_a_sound_cluster_is_up_and_tells_of_itself(self, cluster: Cluster) -> None:
        told = condition(cluster)
        assert (told.is_up, told.faults, told.texts, told.is_rebuilding) == (True, (), 0, False)
        assert [name.rpartition("-v")[0] for name in told.index] == [
            f"{cluster.prefix}-clear",
            f"{cluster.prefix}-green",
        ]
        assert told.versions

    def test_without_an_index_of_this_version_nothing_can_be_searched(self, cluster: Cluster) -> None:
        told = condition(replace(cluster, prefix="nobody"))
        assert not told.is_up
        assert "rebuild_index" in told.faults[0]

    def test_an_index_that_takes_no_writes_is_searched_all_the_same(self, cluster: Cluster) -> None:
        names = [str(one.name) for one in indices.standing(cluster)]
        cluster.client.indices.put_settings(index=names, settings={"index.blocks.read_only_allow_delete": True})
        told = condition(cluster)
        assert told.is_up
        assert "disk" in told.faults[0]

    def test_a_running_rebuild_shows(self, cluster: Cluster) -> None:
        indices.make(cluster, "clear", alias=replace(cluster, built=True).alias("clear"))
        assert condition(cluster).is_rebuilding

    def test_a_node_that_is_gone_is_passed_by_whenever_it_is_tried_again(
        self, cluster: Cluster, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connecting, "LONGEST_ASIDE", 0.01)
        urls = ("http://127.0.0.1:1", "http://127.0.0.1:2", *settings.SEARCH_CLUSTER["urls"])
        settings.SEARCH_CLUSTER = {**settings.SEARCH_CLUSTER, "urls": urls}
        partly = connecting.cluster()
        for _time in range(6):
            told = condition(partly)
            assert (told.is_up, told.faults) == (True, ())
            assert withdraw(partly.within(2), 1, {"thing:1": ""}) == {}

    def test_a_cluster_that_nobody_answers_for_is_down_in_words(self) -> None:
        told = condition(Cluster(Elasticsearch("http://127.0.0.1:1"), "balai"))
        assert not told.is_up
        assert "PORTAL_SEARCH_URL" in told.faults[0]


class ServerTests:
    """What no server of these tests answers."""

    def told(self, **given: Any) -> telling.Condition:
        client = MagicMock()
        client.options.return_value = client
        client.cluster.health.return_value = {"status": given.get("status", "green"), "number_of_nodes": 1}
        client.nodes.info.return_value = {"nodes": {"a": {"version": given.get("version", "9.5.0")}}}
        client.indices.get_alias.return_value.body = {}
        client.indices.get_settings.return_value.body = {}
        client.security.has_privileges.side_effect = given.get("refusing")
        client.security.has_privileges.return_value = {"has_all_requested": given.get("allowed", True)}
        return condition(Cluster(client, "balai"))

    def test_an_old_server_a_red_one_and_a_missing_right_are_named(self) -> None:
        assert "version 8.19.0" in self.told(version="8.19.0").faults[0]
        assert any("red" in fault for fault in self.told(status="red").faults)
        assert "PORTAL_SEARCH_PREFIX" in self.told(allowed=False).faults[0]
        unknown = answer(401, cause("security_exception", "unable to authenticate"))
        assert "PORTAL_SEARCH_PASSWORD" in self.told(refusing=unknown).faults[0]

    def test_what_a_server_says_stands_in_brackets_where_strangers_do_not_read_it(self) -> None:
        strange = ValueError("no version (10.1.2.3)")
        assert self.told(version="8.19.0").faults[0].endswith("(PORTAL_SEARCH_URL). (version 8.19.0)")
        assert self.told(refusing=strange).faults[0].endswith("understood. (ValueError: no version (10.1.2.3))")

    def test_a_server_without_rights_has_none_missing(self) -> None:
        unknown = answer(400, {"type": "illegal_argument_exception", "reason": "no handler found for uri"})
        assert not any("PORTAL_SEARCH_USER" in fault for fault in self.told(refusing=unknown).faults)
