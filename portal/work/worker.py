"""The worker process: tasks one after the other, the clock beside them, and a pulse that keeps what runs alive.

The main thread runs tasks and hears signals. The clock thread runs duties, so that a long task holds none up. The
pulse thread gives signs of life, renews what this worker holds and returns the work of workers that died.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import secrets
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import FrameType
from uuid import UUID

from django.db import Error as DatabaseFailure
from django.db import close_old_connections, connections

from portal.work import clock, heartbeat, leases, running
from portal.work.limits import DATABASE_PAUSE_SECONDS, LEASE, POLL_SECONDS, RENEWALS_PER_LEASE

logger = logging.getLogger("portal.work")


class WorkerProcess:
    """One worker. ``run`` returns when it was asked to stop and what ran is finished."""

    def __init__(self, lease: timedelta = LEASE, poll: float = POLL_SECONDS) -> None:
        self.id = secrets.token_hex(8)
        self.lease = lease
        self.poll = poll
        self.stopping = False
        self._asked_at = 0.0
        self._running_task: UUID | None = None
        self._running_duty: str | None = None
        # SimpleQueue may be filled from a signal handler, which locks and events may not.
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._no_more_duties = threading.Event()
        self._ended = threading.Event()

    def run(self, *, until_idle: bool = False) -> None:
        """Work until SIGTERM or SIGINT; with ``until_idle`` only until nothing is ready or due."""
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._asked_to_stop)
        heartbeat.beat(self.id)
        pulse = self._start("pulse", self._beat, self.lease.total_seconds() / RENEWALS_PER_LEASE, self._ended)
        hands = None if until_idle else self._start("clock", self._tick, self.poll, self._no_more_duties)
        try:
            if until_idle:
                self._tick()
            self._work(until_idle)
        finally:
            self._no_more_duties.set()
            if hands:
                hands.join()
            self._ended.set()
            pulse.join()
            with contextlib.suppress(DatabaseFailure):
                heartbeat.leave(self.id)
            connections.close_all()

    def _work(self, until_idle: bool) -> None:
        """Run ready tasks one after the other, and wait where there are none."""
        failing = False
        while not self.stopping:
            try:
                close_old_connections()
                worked = self._run_one()
                failing = False
            except DatabaseFailure as failure:
                if not failing:
                    logger.error("The database does not answer (%s); waiting for it", type(failure).__name__)
                failing, worked = True, False
                connections.close_all()
            if not worked:
                if until_idle:
                    return
                self._wait(DATABASE_PAUSE_SECONDS if failing else self.poll)

    def _run_one(self) -> bool:
        """Take and run one task; whether there was one."""
        task = leases.take(self.id, self.lease)
        if task is None:
            return False
        self._running_task = task.pk
        try:
            running.run(task, self.id)
        finally:
            self._running_task = None
        return True

    def _tick(self) -> None:
        """Run the duties that are due."""
        clock.run_due(self.id, self.lease, stopping=lambda: self.stopping, at=self._at_duty)

    def _at_duty(self, name: str | None) -> None:
        self._running_duty = name

    def _beat(self) -> None:
        """Give a sign of life, renew what this worker holds, return what dead workers held."""
        heartbeat.beat(self.id)
        # Only what really runs: what could not be settled must run out and come back.
        if (task_id := self._running_task) is not None:
            leases.renew(self.id, task_id, self.lease)
        if (name := self._running_duty) is not None:
            clock.renew(name, self.id, self.lease)
        leases.reap(self.lease)

    def _start(self, name: str, step: Callable[[], None], pause: float, ended: threading.Event) -> threading.Thread:
        """A thread that takes a step again and again with pauses, whatever the step raises."""

        def loop() -> None:
            failing = False
            while not ended.wait(pause):
                try:
                    close_old_connections()
                    step()
                    failing = False
                except Exception:
                    if not failing:
                        logger.exception("The %s of the worker missed a beat", name)
                    failing = True
                    connections.close_all()
            connections.close_all()

        thread = threading.Thread(target=loop, name=f"work-{name}", daemon=True)
        thread.start()
        return thread

    def _wait(self, seconds: float) -> None:
        """Sleep, but wake at once when asked to stop."""
        with contextlib.suppress(queue.Empty):
            self._wake.get(timeout=seconds)

    def _asked_to_stop(self, signum: int, frame: FrameType | None) -> None:
        """Stop after what runs now. A second Ctrl-C leaves at once; a repeated SIGTERM changes nothing.

        A terminal sends Ctrl-C to the whole group and a launcher passes it on, so two signals in one second are one.
        """
        now = time.monotonic()
        if not self.stopping:
            self.stopping, self._asked_at = True, now
            self._wake.put(None)
            busy = self._running_task is not None or self._running_duty is not None
            _say("Stopping once the running work is finished." if busy else "Stopping.")
        elif signum == signal.SIGINT and now - self._asked_at > 1:
            _say("Leaving the running work behind; it is returned when its lease runs out.")
            os._exit(1)


def _say(sentence: str) -> None:
    """One line to standard error, in a way that is safe inside a signal handler."""
    with contextlib.suppress(OSError):
        os.write(2, f"{sentence}\n".encode())
