"""The tasks of search, run by the worker."""

from __future__ import annotations

from django_tasks import task


@task()
def write_parts(volume: str, after: str = "") -> str:
    """Write what is missing of a volume; what is left after a turn is a new task, so that others get theirs between."""
    from search.volumes import write_some

    reached = write_some(volume, after)
    if reached:
        write_parts.enqueue(volume, reached)
        return "to be continued"
    return "written"


@task(priority=50)
def send_changes() -> str:
    """Send what waits in the outbox to the engine, before other tasks: whoever published waits to find it."""
    from search.outbox.sending import send_some

    if send_some():
        send_changes.enqueue()
        return "to be continued"
    return "sent"


@task(priority=40)
def build_index(seen: int = -1) -> str:
    """Build the index anew where there is none, or one that other code made; what changes meanwhile is sent between.

    What another is building is left to it for as long as it grows: who begins anew takes it away. ``seen`` is how far
    it had come a while ago.
    """
    from django.utils import timezone

    from search.engines import engine_named
    from search.index import rebuild
    from search.outbox.limits import SENDING_SECONDS, STANDSTILL
    from search.outbox.sending import between

    engine = engine_named()
    if engine.within(SENDING_SECONDS).is_current():
        return "current"
    built = engine.within(SENDING_SECONDS).building()
    if built is not None and built != seen:
        build_index.using(run_after=timezone.now() + STANDSTILL).enqueue(built)
        return "another is at it"
    return f"{rebuild(engine, between())} texts"


@task()
def tidy_index() -> str:
    """Take away what was kept for a day after a rebuild."""
    from search.engines import engine_named

    engine_named().tidy()
    return "tidy"


@task()
def compare_index() -> str:
    """Compare index and database, and send what differs."""
    from search.outbox.reconciling import reconcile

    number = reconcile()
    return "later" if number is None else f"{number} differed"
