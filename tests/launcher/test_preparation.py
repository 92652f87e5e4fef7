"""What a start does depends on what has changed, and nothing that was taken out comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from portal.launcher.management import steps


class Portal:
    """A made-up portal: notes the commands called, fails where told, and knows whether it holds the demo."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.failing = ""
        self.demo = False

    def call(self, command: str, *, stdout: Any, verbosity: int, **_arguments: Any) -> None:
        """Stand in for Django's ``call_command``."""
        self.called.append(command)
        if command == self.failing:
            stdout.write("what went wrong")
            raise CommandError("no")
        self.demo = self.demo or command == "load_demo"

    def start(self, data: Path, with_demo: bool = True) -> tuple[list[str], str]:
        """Prepare once; answers the commands called and what was said."""
        self.called = []
        said: list[str] = []
        try:
            steps.Preparation(data, said.append).for_serving(with_demo)
        except CommandError:
            said.append("ended")
        return self.called, "".join(said)


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Portal:
    """A portal whose database and files are not touched."""
    made = Portal()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    monkeypatch.setattr(steps, "call_command", made.call)
    monkeypatch.setattr(steps, "demo_is_there", lambda: made.demo)
    monkeypatch.setattr(steps, "of_contents", lambda *_arguments: "as it was")
    monkeypatch.setattr(steps, "_static_fingerprint", lambda: "as it was")
    monkeypatch.setattr(steps.Preparation, "_migrate", lambda self: None)
    return made


CONTENT = {"collectstatic", "set_up", "load_demo", "check_index"}


class PreparationTests:
    """One start after the other."""

    def test_the_first_start_does_everything_and_the_second_only_looks(self, portal: Portal, tmp_path: Path) -> None:
        first, _said = portal.start(tmp_path)
        assert set(first) >= CONTENT
        assert (
            first.index("compile_catalogues") < first.index("check") < first.index("set_up") < first.index("load_demo")
        )
        second, said = portal.start(tmp_path)
        assert not CONTENT & set(second)
        assert "Demo content ... unchanged" in said

    def test_changed_sources_are_set_up_again(
        self, portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        portal.start(tmp_path)
        monkeypatch.setattr(steps, "of_contents", lambda *_arguments: "changed")
        called, _said = portal.start(tmp_path)
        assert set(called) >= {"set_up", "load_demo", "check_index"}

    def test_a_demo_that_was_taken_out_stays_out(
        self, portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        portal.start(tmp_path)
        portal.demo = False
        monkeypatch.setattr(steps, "of_contents", lambda *_arguments: "changed")
        called, _said = portal.start(tmp_path)
        assert "load_demo" not in called

    def test_a_portal_can_be_prepared_without_the_demo(self, portal: Portal, tmp_path: Path) -> None:
        called, _said = portal.start(tmp_path, with_demo=False)
        assert "load_demo" not in called

    def test_a_step_that_failed_says_why_and_is_taken_again(self, portal: Portal, tmp_path: Path) -> None:
        portal.failing = "load_demo"
        called, said = portal.start(tmp_path)
        assert called[-1] == "load_demo"
        assert said.endswith("Demo content ... failed\nwhat went wrongended")
        portal.failing = ""
        called, _said = portal.start(tmp_path)
        assert {"load_demo", "set_up"} & set(called) == {"load_demo"}
