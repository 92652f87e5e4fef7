"""Probes: ``/healthz`` says that the process lives, ``/readyz`` whether it can serve.

Both may be asked by anybody, so an answer is a word per part: no versions, no paths, no messages of errors.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.probes import registered_probes
from portal.work.heartbeat import worker_seen_within
from portal.work.limits import SILENCE

logger = logging.getLogger("portal.health")


_migrated = False
#: What is said of a part that does not work, where that is not simply "failing".
_WORDS = {"migrations": "pending", "worker": "not seen"}


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database and every required part work, else 503; a missing worker is told and no more."""
    parts = {"database": _ask("database", _database_answers)}
    ready = parts["database"] is True
    # Without a database every other answer would be the same one, and late.
    if ready:
        parts["migrations"] = _ask("migrations", _migrations_are_applied)
        parts["worker"] = _ask("worker", lambda: worker_seen_within(SILENCE))
        ready = parts["migrations"] is True
        for name, probe in registered_probes().items():
            parts[name] = _ask(name, probe.works)
            ready = ready and (parts[name] is True or not probe.required)
    words = {name: _said(name, works) for name, works in parts.items()}
    return JsonResponse({"ready": ready, **words}, status=200 if ready else 503)


def _said(name: str, works: bool | str) -> str:
    if isinstance(works, str):
        return works
    return "ok" if works else _WORDS.get(name, "failing")


def _ask(name: str, works: Callable[[], bool | str]) -> bool | str:
    """Whether a part works, or why not; the kind of error goes to the log, never into the answer."""
    try:
        told = works()
        return told if isinstance(told, str) else bool(told)
    except Exception as error:
        logger.warning("The part %s does not answer: %s", name, type(error).__name__)
        return False


def _database_answers() -> bool:
    """Whether the database answers the plainest question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except (DatabaseError, InterfaceError):
        # A connection that broke is of no use to the next request either.
        connection.close()
        raise


def _migrations_are_applied() -> bool:
    """Whether the database has every migration of this code; a yes holds as long as the process lives."""
    global _migrated
    if not _migrated:
        loader = MigrationLoader(connection)
        _migrated = not set(loader.graph.leaf_nodes()) - set(loader.applied_migrations)
    return _migrated
