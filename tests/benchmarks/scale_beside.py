"""Readers and writers in processes of their own, beside whatever the benchmark itself does to an index."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.scale_asking import KINDS, SLOW
from tests.benchmarks.scale_portal import ask, searched

_FORK = multiprocessing.get_context("fork")


@dataclass
class Did:
    """What a process did: how long each piece took, in milliseconds, and what failed."""

    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Beside:
    """A process that does something again and again between :meth:`go` and :meth:`stop`. It is made before either."""

    def __init__(
        self, path: Path, site: Path, work: Callable[[random.Random], object], pause: float, seed: int
    ) -> None:
        self._going, self._ended, (self._told, telling) = _FORK.Event(), _FORK.Event(), _FORK.Pipe(duplex=False)
        self._process = _FORK.Process(target=self._run, args=(path, site, work, pause, seed, telling), daemon=True)
        self._process.start()

    def go(self) -> None:
        """Let it begin."""
        self._going.set()

    def stop(self) -> Did:
        """Let it end; answers what it did."""
        self._ended.set()
        self._going.set()
        did: Did = self._told.recv()
        self._process.join()
        return did

    def _run(self, path: Path, site: Path, work: Callable[..., object], pause: float, seed: int, telling: Any) -> None:
        did, chance = Did(), random.Random(seed)
        with searched(path, site):
            self._going.wait()
            while not self._ended.is_set():
                began = time.perf_counter()
                try:
                    work(chance)
                except Exception as error:
                    did.failed.append(repr(error))
                did.waits.append((time.perf_counter() - began) * 1000)
                time.sleep(pause)
        telling.send(did)


@contextmanager
def going(processes: Sequence[Beside]) -> Iterator[list[Did]]:
    """Let these go while the block runs; the list holds what each did, in order, once the block has ended."""
    did: list[Did] = []
    for process in processes:
        process.go()
    try:
        yield did
    finally:
        did += [process.stop() for process in processes]


def read(chance: random.Random) -> None:
    """Ask one question of any kind that is asked for to be quick."""
    kind = chance.choice([kind for kind in KINDS if kind.name not in SLOW])
    ask(chance.choice(kind.addresses), kind.language, member=kind.member)


def replacing(documents: int) -> Callable[[random.Random], None]:
    """What writes one of so many documents anew, in a transaction of its own, its tokens ready."""
    from search.engines.embedded import EmbeddedEngine
    from tests.benchmarks.scale_texts import document

    engine = EmbeddedEngine()

    def replace(chance: random.Random) -> None:
        made = document(chance.randint(1, documents))
        engine.write(made.record, made.analysed())

    return replace
