"""Asking the site's engine, or the one that answers in its place while it does not.

A page asks many questions. Whoever waits for it waits for all of them, so they share the time the engine may take.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError, transaction

from portal import metrics
from portal.locks import hurried
from search.breaker import breaker
from search.engines import engine_named, engine_within
from search.engines.base import Engine, EngineDownError, QuestionRefusedError

logger = logging.getLogger("search")

#: Seconds the site's engine may take for all questions of a page, so that another has time to answer within two.
PATIENCE = 1.2
#: With less than this left it is not asked any more: it could not answer, and would seem not to.
LEAST = 0.2
#: Milliseconds a reader waits at most to have a missing index built.
_TO_NOTE = 250

#: So much of a plan is written into the log.
LONGEST_TOLD = 2_000

Answer = TypeVar("Answer")

_left: ContextVar[float | None] = ContextVar("left", default=None)


@dataclass(frozen=True)
class Asked:
    """Which engine answered, and whether it did so in the place of the site's own."""

    engine: Engine
    is_fallback: bool = False


@contextmanager
def together() -> Iterator[None]:
    """Whatever is asked in this block waits for the site's engine no longer than one question may, all in all."""
    if _left.get() is not None:
        yield
        return
    before = _left.set(PATIENCE)
    try:
        yield
    finally:
        _left.reset(before)


def is_late() -> bool:
    """Whether the questions of this block have used up the time there was for the site's engine."""
    return _seconds_left() < LEAST


def ask(question: Callable[[Engine], Answer], asked: object = "", engine: Engine | None = None) -> tuple[Answer, Asked]:
    """The answer of the site's engine (or of this one), or else of its fallback. ``asked`` is told where it is refused.

    Never raises for an engine elsewhere, whatever becomes of it, nor waits for it longer than is left of
    :data:`PATIENCE` in this block.
    """
    site = engine or engine_named()
    if site.is_transactional:
        return _timed(question, site), Asked(site)
    if not is_late() and not breaker.is_open():
        began = time.perf_counter()
        try:
            answer = _timed(question, site.within(_seconds_left()))
        except EngineDownError as down:
            (breaker.late if down.is_late else breaker.failed)(str(down))
            if down.needs_index:
                _have_built()
            metrics.count("search_errors_total", engine=site.name, kind="down")
        except QuestionRefusedError as refusal:
            # It answered: only this question is one that it does not take.
            breaker.answered()
            metrics.count("search_errors_total", engine=site.name, kind="refused")
            logger.error("The search engine refuses a question (%s): %s", refusal, repr(asked)[:LONGEST_TOLD])
        except Exception:
            # A mistake of ours, or an answer nobody expected: the reader need not meet it.
            metrics.count("search_errors_total", engine=site.name, kind="broken")
            logger.exception("The search engine could not be asked")
        else:
            breaker.answered()
            return answer, Asked(site)
        finally:
            _spend(time.perf_counter() - began)
    fallback = engine_within()
    return _timed(question, fallback), Asked(fallback, is_fallback=True)


def _seconds_left() -> float:
    left = _left.get()
    return PATIENCE if left is None else left


def _spend(seconds: float) -> None:
    left = _left.get()
    if left is not None:
        _left.set(max(0.0, left - seconds))


def _have_built() -> None:
    """Have a worker build the index that is missing: while nothing is written, readers alone notice."""
    # It reads models, which are not there yet when apps begin.
    from search.outbox.keeping import have_built

    try:
        with hurried(_TO_NOTE), transaction.atomic():
            have_built()
    except DatabaseError:
        logger.warning("The search index is missing, and no worker could be told", exc_info=True)


def _timed(question: Callable[[Engine], Answer], engine: Engine) -> Answer:
    began = time.perf_counter()
    answer = question(engine)
    metrics.observe("search_seconds", time.perf_counter() - began, engine=engine.name)
    return answer
