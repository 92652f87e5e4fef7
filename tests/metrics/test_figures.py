"""How figures are written, and what a source that fails costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.metrics import figures
from portal.metrics.figures import Figure, register, standing, written


class WritingTests:
    def test_a_family_stands_together_under_one_head(self) -> None:
        told = written(
            [
                Figure("tasks", 3, "Tasks.", labels={"status": "ready"}),
                Figure("workers", 2, "Workers."),
                Figure("tasks", 0.5, "Tasks.", labels={"status": "failed"}),
            ]
        )
        assert told == (
            "# HELP balai_tasks Tasks.\n# TYPE balai_tasks gauge\n"
            'balai_tasks{status="ready"} 3\nbalai_tasks{status="failed"} 0.5\n'
            "# HELP balai_workers Workers.\n# TYPE balai_workers gauge\nbalai_workers 2\n"
        )

    def test_what_would_end_a_label_or_a_line_is_escaped(self) -> None:
        assert written([Figure("x", 1, labels={"a": 'b"c\\d\ne'})]).endswith('balai_x{a="b\\"c\\\\d\\ne"} 1\n')


class SourcesTests:
    def test_a_source_that_fails_costs_its_own_figures_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(figures, "_sources", {})

        def broken() -> Iterator[Figure]:
            yield Figure("half", 1)
            raise RuntimeError("secret")

        register("broken", broken)
        register("sound", lambda: [Figure("whole", 7)])
        told = written(standing())
        assert 'balai_source_up{source="broken"} 0' in told
        assert 'balai_source_up{source="sound"} 1' in told
        assert "balai_whole 7" in told
        assert "half" not in told
        assert "secret" not in told
