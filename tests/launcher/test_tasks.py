"""What the Makefile asks the launcher for."""

from __future__ import annotations

import pytest

from portal.launcher.tasks import asked_for


class AskedForTests:
    @pytest.mark.parametrize("passed_on", [["-k", "citation"], ["--durations=9", "tests/search"], ["tests/search"], []])
    def test_what_follows_test_is_passed_on_to_pytest(self, passed_on: list[str]) -> None:
        options, told = asked_for(["test", *passed_on])
        assert (options.task, told) == ("test", passed_on)

    def test_what_no_other_task_knows_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            asked_for(["check", "--fast"])
        assert "--fast" in capsys.readouterr().err
