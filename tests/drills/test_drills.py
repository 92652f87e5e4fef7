"""The drills in short, on real servers: one portal, and each drill on it in turn. The full ones are ``make drill``."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.drills import __main__ as drills
from tests.drills import engine, killed
from tests.drills.outcome import Outcome
from tests.drills.searching import Asked
from tests.drills.site import Site
from tests.drills.small_site import SmallSite


class DrillsTests:
    def test_an_unknown_name_is_answered_with_those_there_are(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert drills.main(["nothing"]) == 1
        assert ", ".join(drills.DRILLS) in capsys.readouterr().err

    def test_what_did_not_hold_is_told_and_the_rest_with_it(self) -> None:
        outcome = Outcome()
        outcome.none_of("texts missing", [])
        outcome.none_of("texts stale", ["page:1", "page:2"])
        assert outcome.broken == ["texts stale: 2, for example page:1; page:2"]
        assert "| texts missing | 0 | 0 |" in outcome.in_markdown()
        assert "**Not held:** texts stale: 2" in outcome.in_markdown()

    def test_the_engine_is_back_once_it_answers_in_a_row_and_not_at_its_first_answer(self) -> None:
        by_fallback = [True, False, True, *[False] * engine.IN_A_ROW]
        asked = [
            Asked(path="", due=100.0 + second, seconds=0.1, status=200, is_search=True, is_found=True, is_fallback=one)
            for second, one in enumerate(by_fallback)
        ]
        assert engine._healed(asked, back=100.0) == 3.0

    def test_nothing_is_lost_whatever_is_killed(
        self, search_cluster: object, subtests: pytest.Subtests, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One test, so that its servers are started once, in one process."""
        del search_cluster  # It says whether this run has servers at all; those of a drill are its own, to be killed.
        on_servers = {name: drill for name, drill in drills.DRILLS.items() if drill.nodes}
        few = max(drill.nodes for drill in on_servers.values())
        with Site(nodes=few, publications=drills.FEW, durable=False) as site:
            for name, drill in on_servers.items():
                with subtests.test(name):
                    outcome = drills.carried_out(site, name, drill.short)
                    assert not outcome.broken, outcome.in_markdown()

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="The small portal is one on SQLite.")
    def test_a_killed_worker_loses_no_text_no_mail_and_no_cleaning(self, portal: None, tmp_path: Path) -> None:
        """Two kills; the database is a copy of that of the tests, which saves the making of one."""
        base = tmp_path / "portal.sqlite3"
        # Not by a backup, which would wait for the end of the test's own transaction.
        base.write_bytes(connection.connection.serialize())
        outcome = Outcome()
        with SmallSite(database=base) as site:
            killed.run(site, killed.SHORT, outcome)
        assert not outcome.broken, outcome.in_markdown()
