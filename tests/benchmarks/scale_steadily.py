"""Questions at a steady pace, whether or not those before them are answered: as visitors come.

A wait counts from the moment a question was due, so that whoever stands behind a slow question is seen to wait for it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from tests.benchmarks.scale_asking import FILTERS, KINDS, Kind

#: Pages that one portal makes at the same time; more wait for their turn.
THREADS = 8


@dataclass(frozen=True)
class Asked:
    """A question that is asked: of what kind, and what follows ``?`` in its address."""

    kind: Kind
    address: str


@dataclass(frozen=True)
class Answer:
    """What came of a question: milliseconds from when it was due, families found, and why it failed if it did."""

    asked: Asked
    wait: float
    total: int = 0
    failure: str = ""


def every_question(seed: int) -> list[Asked]:
    """The questions of every kind, as they are and filtered, each once, mixed by chance."""
    found = []
    for kind in KINDS:
        for rest in ("",) if kind.is_filtered else ("", f"&{FILTERS}"):
            found += [Asked(kind, address + rest) for address in kind.addresses]
    random.Random(seed).shuffle(found)
    return found


def steadily(
    questions: Sequence[Asked], each_second: float, answered: Callable[[Asked], int], threads: int = THREADS
) -> list[Answer]:
    """Ask so many questions a second; answers what came of each, in the order they were due.

    ``answered`` answers how many families a question finds, and raises for one that was not answered as it should be.
    """
    began = time.perf_counter()

    def ask(asked: Asked, due: float) -> Answer:
        total, failure = 0, ""
        try:
            total = answered(asked)
        except Exception as error:
            failure = f"{asked.address}: {error!r}"
        return Answer(asked, (time.perf_counter() - due) * 1000, total, failure)

    with ThreadPoolExecutor(threads) as pool:
        return [one.result() for one in list(_sent(pool, questions, began, 1 / each_second, ask))]


def _sent(
    pool: ThreadPoolExecutor,
    questions: Sequence[Asked],
    began: float,
    between: float,
    ask: Callable[[Asked, float], Answer],
) -> Iterator[Future[Answer]]:
    for number, asked in enumerate(questions):
        due = began + number * between
        time.sleep(max(0.0, due - time.perf_counter()))
        yield pool.submit(ask, asked, due)
