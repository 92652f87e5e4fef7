"""Where the database, the search engine, the cache and the files are: read from addresses, and refused in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from portal.settings import environment
from portal.settings.caches import caches
from portal.settings.databases import database
from portal.settings.mistakes import sentence_for
from portal.settings.searching import search_cluster
from portal.settings.storage import storage

HERE = Path("/data")


def to_database(url: str) -> dict[str, Any]:
    return database(url, HERE)


def to_cache(url: str) -> dict[str, Any]:
    return caches(url, HERE, several_machines=True)


class DatabaseTests:
    def test_without_an_address_it_is_sqlite_in_the_data_folder(self) -> None:
        assert to_database("")["NAME"] == HERE / "portal.sqlite3"

    def test_an_address_is_taken_apart_and_a_broken_connection_noticed(self) -> None:
        found = to_database("postgresql://a%40b:p%2Fw@one:5433,[::1]/balai?sslmode=verify-full")

        assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("a@b", "p/w", "balai")
        assert (found["HOST"], found["PORT"]) == ("one,::1", "5433,5432")
        assert found["OPTIONS"]["sslmode"] == "verify-full"
        assert found["CONN_HEALTH_CHECKS"]
        assert found["CONN_MAX_AGE"]

    @pytest.mark.parametrize("url", ["postgresql://balai@/balai?host=/run/pg", "postgresql://balai@%2Frun%2Fpg/balai"])
    def test_a_socket_is_named_as_the_tools_of_postgresql_do(self, url: str) -> None:
        assert to_database(url)["HOST"] == "/run/pg"


class SearchTests:
    @pytest.fixture
    def given(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
        def cluster(**variables: str) -> dict[str, Any]:
            for name in ("URL", "USER", "PASSWORD", "API_KEY", "CA_FILE", "PREFIX"):
                monkeypatch.setenv(f"PORTAL_SEARCH_{name}", variables.get(name.lower(), ""))
            return search_cluster()

        return cluster

    def test_several_nodes_are_named_each_with_its_port(self, given: Callable[..., dict[str, Any]]) -> None:
        assert given(url="https://one, https://two:9201/search/")["urls"] == (
            "https://one:9200",
            "https://two:9201/search",
        )
        assert given()["urls"] == ()

    @pytest.mark.parametrize(
        ("variables", "word"),
        [
            ({"url": "one:9200"}, "PORTAL_SEARCH_URL"),
            ({"url": "https://name:hushhush@one"}, "PORTAL_SEARCH_USER"),
            ({"url": "https://one,http://two"}, "PORTAL_SEARCH_URL"),
            ({"url": "https://one", "user": "balai"}, "PORTAL_SEARCH_PASSWORD"),
            ({"user": "balai", "password": "hushhush", "api_key": "hushhush"}, "PORTAL_SEARCH_API_KEY"),
            ({"prefix": "Balai"}, "PORTAL_SEARCH_PREFIX"),
            ({"url": "https://one", "ca_file": "/nowhere.pem"}, "PORTAL_SEARCH_CA_FILE"),
        ],
    )
    def test_what_will_not_do_is_told_by_the_name_of_its_setting(
        self, given: Callable[..., dict[str, Any]], variables: dict[str, str], word: str
    ) -> None:
        with pytest.raises(ImproperlyConfigured, match=word) as refused:
            given(**variables)
        assert "hushhush" not in str(refused.value)


class SecretTests:
    @pytest.mark.parametrize(
        ("read", "name", "url"),
        [
            (to_database, "DATABASE_URL", "postgresql://balai:hush#hush@one/balai"),
            (to_database, "DATABASE_URL", "mysql://balai:hush@one/balai"),
            (to_database, "DATABASE_URL", "postgresql://balai:hush@one:port/balai"),
            (to_database, "DATABASE_URL", "postgresql://balai:hush@one"),
            (to_database, "DATABASE_URL", "postgresql://balai:hush@one/balai?password=hush"),
            (to_cache, "PORTAL_CACHE_URL", "redis://:hush@one,two/0"),
            (to_cache, "PORTAL_CACHE_URL", "redis://:hush@one/first"),
            (to_cache, "PORTAL_CACHE_URL", "memcached://:hush@one/0"),
            (storage, "PORTAL_STORAGE_URL", "s3://key:hush@one"),
            (storage, "PORTAL_STORAGE_URL", "s3://key@one/bucket"),
            (storage, "PORTAL_STORAGE_URL", "s3://key:hush@one/bucket?tls=perhaps"),
            (storage, "PORTAL_STORAGE_URL", "https://key:hush@one/bucket"),
        ],
    )
    def test_no_refusal_of_an_address_tells_its_password(self, read: Callable[[str], Any], name: str, url: str) -> None:
        with pytest.raises(ImproperlyConfigured, match=name) as refused:
            read(url)
        assert "hush" not in str(refused.value)
        assert refused.value.__cause__ is None
        assert refused.value.__suppress_context__ or refused.value.__context__ is None

    def test_settings_that_are_printed_tell_no_password(self) -> None:
        printed = repr(
            [
                to_database("postgresql://balai:hush@one/balai"),
                to_cache("rediss://balai:hush@one:6380/1?ca=/etc/ca.pem"),
                storage("s3://key:hush@one:9000/bucket/folder?region=here"),
            ]
        )

        assert "hush" not in printed
        assert "one:9000" in printed

    def test_a_number_that_is_none_is_told_by_its_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PORTAL_FILE_MB", "many")
        with pytest.raises(ImproperlyConfigured, match="PORTAL_FILE_MB"):
            environment.number("PORTAL_FILE_MB", 20)


class MistakeTests:
    def test_a_database_that_does_not_answer_is_told_in_one_line_and_other_faults_are_not_hidden(self) -> None:
        away = OperationalError("connection failed: refused\nMultiple attempts were made")

        assert sentence_for(away) == (
            "PostgreSQL does not let us in at the address in DATABASE_URL: connection failed: refused"
        )
        assert sentence_for(OperationalError("deadlock detected")) is None
