"""Run by ``test_writers`` in a process of its own: many processes write to one log at once, on an empty database.

``python -m tests.audit.writers --writers 8 --times 100`` makes the tables of the log alone, lets that many processes
carry out so many transactions each, and tells in its last line, as JSON, what came of it. A transaction locks two rows
by lot, always in one order, writes entries between the two, and now and then rolls some or all of it back.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import time
from argparse import ArgumentParser
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection, transaction  # noqa: E402

from portal.audit import log  # noqa: E402
from portal.audit.models import Entry, Link  # noqa: E402
from portal.audit.verifying import verify  # noqa: E402

#: So few that every two transactions meet.
ROWS = 4


class _GaveUpError(Exception):
    """A transaction that is rolled back."""


def _touch(row: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE things SET times = times + 1 WHERE id = %s", [row])


def one(chance: random.Random, number: int) -> int:
    """Carry out one transaction; how many entries it was to leave."""
    first, second = sorted(chance.sample(range(ROWS), 2))
    left = 1
    with transaction.atomic():
        _touch(first)
        log.write("drill.begun", by=None, on=("thing", str(first)), number=number)
        try:
            with transaction.atomic():
                log.write("drill.tried", by=None, on=("thing", str(second)))
                if chance.random() < 0.5:
                    raise _GaveUpError
                left += 1
        except _GaveUpError:
            pass
        # Held until the commit, and wanted by others who have written their entries already.
        _touch(second)
        if chance.random() < 0.1:
            raise _GaveUpError
    return left


def writer(seed: int, times: int, told: Any) -> None:
    """Carry out the transactions of one process, and tell what came of them."""
    chance, left, locked, longest = random.Random(seed), 0, 0, 0.0
    for number in range(times):
        began = time.monotonic()
        try:
            left += one(chance, number)
        except _GaveUpError:
            pass
        except OperationalError as error:
            print(error, flush=True)
            locked += 1
        longest = max(longest, time.monotonic() - began)
    told.put((left, locked, longest))


def main(writers: int, times: int) -> dict[str, Any]:
    """Let them write; what came of it."""
    call_command("migrate", "audit", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE things (id integer PRIMARY KEY, times integer NOT NULL)")
        cursor.execute(f"INSERT INTO things VALUES {', '.join(f'({row}, 0)' for row in range(ROWS))}")
    connection.close()
    processes = multiprocessing.get_context("fork")
    told = processes.Queue()
    began = time.monotonic()
    running = [processes.Process(target=writer, args=(seed, times, told)) for seed in range(writers)]
    for process in running:
        process.start()
    answers = [told.get(timeout=600) for _process in running]
    for process in running:
        process.join()
    seconds = time.monotonic() - began
    found = verify()
    return {
        "vendor": connection.vendor,
        "transactions": writers * times,
        "seconds": round(seconds, 1),
        "longest": round(max(answer[2] for answer in answers), 2),
        "locked": sum(answer[1] for answer in answers),
        "lost": sum(answer[0] for answer in answers) - Entry.objects.count(),
        "entries": Entry.objects.count(),
        "links": Link.objects.count(),
        "trouble": found.trouble,
    }


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--writers", type=int, required=True)
    parser.add_argument("--times", type=int, required=True)
    print(json.dumps(main(**vars(parser.parse_args()))))
