"""``manage.py work``: the worker, or with ``--state`` how background work stands."""

from __future__ import annotations

import logging
import math
import os
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from portal.work.duties import registered_duties
from portal.work.limits import LEASE, NICER, POLL_SECONDS
from portal.work.state import failures, sentences
from portal.work.worker import WorkerProcess


def positive_seconds(text: str) -> float:
    """A number of seconds above nought, as typed."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not math.isfinite(seconds) or seconds <= 0:
        raise ArgumentTypeError("a number of seconds above 0")
    return seconds


class Command(BaseCommand):
    """Runs tasks and duties until it is told to stop; start as many as the machine bears."""

    help = "Run background tasks and periodic duties until SIGTERM or Ctrl-C."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, all of them rarely needed."""
        parser.add_argument("--until-idle", action="store_true", help="Do what is ready and due, then stop.")
        parser.add_argument("--state", action="store_true", help="Say how background work stands, and do nothing.")
        parser.add_argument("--failed", action="store_true", help="Tell what failed tasks raised, and do nothing.")
        parser.add_argument(
            "--lease",
            type=positive_seconds,
            default=LEASE.total_seconds(),
            help="Seconds after which the work of a dead worker is returned (default: %(default)s).",
        )
        parser.add_argument(
            "--poll",
            type=positive_seconds,
            default=POLL_SECONDS,
            help="Seconds between two looks for work when there was none (default: %(default)s).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        if options["state"]:
            self.stdout.write("\n".join(sentences()))
            return
        if options["failed"]:
            self.stdout.write("\n".join(failures()) or "No task has failed.")
            return
        _make_heard(options["verbosity"])
        worker = WorkerProcess(timedelta(seconds=options["lease"]), options["poll"])
        duties = ", ".join(registered_duties())
        self.stdout.write(f"Worker {worker.id} runs tasks and these duties: {duties}. Ctrl-C stops it.")
        self.stdout.flush()
        if not options["until_idle"]:
            os.nice(NICER)
        worker.run(until_idle=options["until_idle"])
        self.stdout.write(f"Worker {worker.id} has stopped.")


def _make_heard(verbosity: int) -> None:
    """Let the worker's own lines through; they say what went wrong, and at verbosity 2 also what went well."""
    logger = logging.getLogger("portal.work")
    logger.setLevel({0: logging.ERROR, 1: logging.WARNING}.get(verbosity, logging.INFO))
    logging.getLogger("django_tasks").setLevel(logging.INFO if verbosity > 1 else logging.WARNING)
    if not logger.hasHandlers():
        logger.addHandler(logging.StreamHandler())
