"""``python -m tests.benchmarks [NAME]``: run one benchmark, or all of them one after the other."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks import (
    agreement,
    digests,
    evaluation,
    guard,
    members,
    pages,
    papers,
    questions,
    scale,
    scale_analysis,
    scale_elasticsearch,
    scale_writing,
    start,
    strangers,
    suggestions,
)
from tests.benchmarks.document import rewrite, section
from tests.benchmarks.machine import Circumstances


@dataclass(frozen=True)
class Benchmark:
    """A measurement, with what the document says of it. ``measure`` answers None when there is nothing to measure."""

    title: str
    what: str
    measure: Callable[[], tuple[Circumstances, str] | None]


BENCHMARKS = {
    "pages": Benchmark(pages.TITLE, pages.WHAT, pages.measure),
    "members": Benchmark(members.TITLE, members.WHAT, members.measure),
    "strangers": Benchmark(strangers.TITLE, strangers.WHAT, strangers.measure),
    "start": Benchmark(start.TITLE, start.WHAT, start.measure),
    "evaluation": Benchmark(evaluation.TITLE, evaluation.WHAT, evaluation.measure),
    "agreement": Benchmark(agreement.TITLE, agreement.WHAT, agreement.measure),
    "questions": Benchmark(questions.TITLE, questions.WHAT, questions.measure),
    "suggestions": Benchmark(suggestions.TITLE, suggestions.WHAT, suggestions.measure),
    "guard": Benchmark(guard.TITLE, guard.WHAT, guard.measure),
    "digests": Benchmark(digests.TITLE, digests.WHAT, digests.measure),
    "papers": Benchmark(papers.TITLE, papers.WHAT, papers.measure),
    "scale": Benchmark(scale.TITLE, scale.WHAT, scale.measure),
    "elasticsearch": Benchmark(scale_elasticsearch.TITLE, scale_elasticsearch.WHAT, scale_elasticsearch.measure),
    "updates": Benchmark(scale_writing.TITLE, scale_writing.WHAT, scale_writing.measure),
    "analysis": Benchmark(scale_analysis.TITLE, scale_analysis.WHAT, scale_analysis.measure),
}


def main(arguments: list[str]) -> int:
    """Measure and write down; answers 1 with a sentence for a name that is no benchmark's."""
    unknown = [name for name in arguments if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 1
    names = arguments or list(BENCHMARKS)
    if len(names) > 1:
        # Each in a process of its own: a portal can be set up once in a process, and each sets up another.
        return max(subprocess.run([sys.executable, "-m", "tests.benchmarks", name]).returncode for name in names)
    # The launcher ends it so, and what it has started and made must be taken away.
    signal.signal(signal.SIGTERM, _stop)
    for name in names:
        began, benchmark = time.monotonic(), BENCHMARKS[name]
        print(f"{name} ...", flush=True)
        measured = benchmark.measure()
        if measured:
            circumstances, result = measured
            rewrite(name, section(name, benchmark.title, benchmark.what, circumstances, result))
            print(f"{result}\n", flush=True)
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return 0


def _stop(_number: int, _frame: object) -> None:
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
