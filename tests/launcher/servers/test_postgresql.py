"""A PostgreSQL of our own: there at once, gone afterwards."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from portal.launcher.servers import postgresql
from portal.launcher.servers.postgresql import Postgresql, find_programs
from portal.launcher.trouble import TroubleError
from tests.launcher.test_children import alive


def process_number(server: Postgresql) -> int:
    return int((server.folder / "data" / "postmaster.pid").read_text().split()[0])


class PostgresqlTests:
    def test_it_is_reached_by_its_socket_alone(self, postgresql_server: Postgresql) -> None:
        with psycopg.connect(postgresql_server.url("postgres")) as connection:
            told = connection.execute("SHOW listen_addresses").fetchone()
            order = connection.execute("SELECT upper('đ'), 'Z' < 'a', inet_server_addr()").fetchone()
        assert told == ("",)
        assert order == ("Đ", True, None)

    def test_what_was_written_outlives_an_end_in_order(self, postgresql_server: Postgresql) -> None:
        with psycopg.connect(postgresql_server.url("postgres")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        number = process_number(postgresql_server)
        postgresql_server.stop()
        assert not alive(number)
        postgresql_server.start()
        with psycopg.connect(postgresql_server.url("postgres")) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (1,)

    def test_it_leaves_neither_process_nor_folder_behind(self, postgresql_server: Postgresql) -> None:
        with Postgresql() as passing:
            folder, number = passing.folder, process_number(passing)
            assert folder != postgresql_server.folder
            assert folder.stat().st_mode & 0o077 == 0
        assert not folder.exists()
        assert not alive(number)

    def test_a_server_that_does_not_start_is_told_in_its_own_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(postgresql, "_FORGETFUL", {"no_such_setting": "1"})
        with pytest.raises(TroubleError, match="no_such_setting"), Postgresql():
            pass

    def test_without_one_a_sentence_says_what_to_install_or_to_set(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(TroubleError, match=r"apt install postgresql.*DATABASE_URL"):
            find_programs(())
