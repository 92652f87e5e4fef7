"""The system check of background work: its rows must lie in the site's own database."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db import DatabaseBackend


@register()
def tasks_are_rows(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``work.E001`` when tasks would not be written in the transaction that causes them."""
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        return []
    message = "TASKS must use the database backend, so that a task is written in the transaction that causes it."
    hint = 'Set BACKEND of TASKS["default"] to "django_tasks_db.DatabaseBackend".'
    return [Error(message, hint=hint, id="work.E001")]
