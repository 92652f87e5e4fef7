"""The task of an import that was started on the screen for staff."""

from __future__ import annotations

from django_tasks import task


@task()
def advance_import(number: int) -> str:
    """Take an import on for a turn; what is left is a new task, so that other work is done in between."""
    from resources.importing.background import advance

    if advance(number):
        return "arrived"
    advance_import.enqueue(number)
    return "to be continued"
