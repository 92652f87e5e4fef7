"""What the Makefile asks the launcher for."""

from __future__ import annotations

import pytest

from portal.launcher.tasks import asked_for


class AskedForTests:
    @pytest.mark.parametrize("passed_on", [["-k", "citation"], ["--durations=9", "tests/search"], ["tests/search"], []])
    def test_what_follows_test_is_passed_on_to_pytest(self, passed_on: list[str]) -> None:
        options, told = asked_for(["test", *passed_on])
        assert (options.task, told) == ("test", passed_on)

    @pytest.mark.parametrize("task", ["bench", "drill"])
    def test_one_benchmark_or_drill_may_be_named_and_is_all_of_them_otherwise(self, task: str) -> None:
        assert asked_for([task, "pages"])[0].only == "pages"
        assert asked_for([task])[0].only == ""

    def test_what_no_other_task_knows_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            asked_for(["check", "--fast"])
        assert "--fast" in capsys.readouterr().err

    def test_the_pair_is_the_launchers_and_the_rest_is_pytests(self) -> None:
        options, told = asked_for(["test", "--pair", "postgresql+elasticsearch", "-p", "no:randomly", "tests/search"])
        assert (options.pair, told) == ("postgresql+elasticsearch", ["-p", "no:randomly", "tests/search"])
