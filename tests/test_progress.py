"""What a long command tells of itself."""

from __future__ import annotations

import io
from importlib import import_module

import pytest
from django.core.management import get_commands

from portal.progress import INTERRUPTED, Progress


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """Somebody watching."""

    def isatty(self) -> bool:
        return True


def _work(to: io.StringIO, *, verbosity: int = 1, total: int = 100, seconds: float = 1.0) -> str:
    clock = Clock()
    with Progress("texts", total, stands="Start again.", verbosity=verbosity, to=to, clock=clock) as progress:
        for _number in range(100):
            clock.now += seconds
            progress.step()
    return to.getvalue()


class ElsewhereTests:
    """A log, a pipe, a file."""

    def test_a_line_is_written_each_ten_seconds(self) -> None:
        lines = _work(io.StringIO()).splitlines()
        assert len(lines) == 10
        assert lines[0] == "10 of 100 texts (10 %), 2 min left"
        assert lines[4] == "50 of 100 texts (50 %), 50 s left"

    def test_what_is_over_in_ten_seconds_says_nothing(self) -> None:
        assert _work(io.StringIO(), seconds=0.09) == ""

    def test_what_has_no_known_end_is_counted(self) -> None:
        assert _work(io.StringIO(), total=0).splitlines()[0] == "10 texts"

    @pytest.mark.parametrize("to", [io.StringIO(), Terminal()])
    def test_nothing_is_said_to_whoever_asked_for_silence(self, to: io.StringIO) -> None:
        assert _work(to, verbosity=0) == ""


class TerminalTests:
    """A bar that is drawn over itself."""

    def test_the_bar_grows_and_is_gone_at_the_end(self) -> None:
        drawn = _work(Terminal())
        assert "[###############...............] 50 of 100 texts, 50 s left" in drawn
        assert drawn.endswith("\r\x1b[K")
        assert "\n" not in drawn

    def test_it_is_drawn_five_times_a_second_at_most(self) -> None:
        assert _work(Terminal(), seconds=0.01).count("[") < 20


class CommandsTests:
    @pytest.mark.parametrize(
        "command",
        [
            "build_fonts",
            "check_index",
            "evaluate_search",
            "import_publications",
            "load_demo",
            "move_database",
            "move_files",
            "rebuild_index",
            "set_up",
        ],
    )
    def test_every_long_command_says_how_far_it_is_and_what_stands_when_it_is_broken_off(self, command: str) -> None:
        module = import_module(f"{get_commands()[command]}.management.commands.{command}")
        assert module.Progress is Progress


class InterruptionTests:
    """Ctrl-C."""

    @pytest.mark.parametrize("verbosity", [0, 1])
    def test_it_says_what_stands_and_ends_as_shells_expect(self, verbosity: int) -> None:
        told = io.StringIO()
        with (
            pytest.raises(SystemExit) as ended,
            Progress("texts", stands="The live index is as it was.", verbosity=verbosity, to=told) as progress,
        ):
            for number in progress.over(range(1200)):
                if number == 34:
                    raise KeyboardInterrupt
        assert ended.value.code == INTERRUPTED
        assert told.getvalue() == "\nInterrupted: 34 of 1,200 texts done. The live index is as it was.\n"

    def test_any_other_error_is_left_as_it_is(self) -> None:
        with pytest.raises(ValueError, match="torn"), Progress("texts", stands="", to=io.StringIO()):
            raise ValueError("torn")
