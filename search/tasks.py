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
