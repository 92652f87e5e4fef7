"""The one function that writes the log."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.audit.models import Entry


def write(action: str, *, by: Any, on: Any, label: str = "", **details: Any) -> Entry:
    """Write an entry in the caller's transaction.

    ``by`` is a user or None for the system; ``on`` is a saved model instance or a ``(kind, key)`` pair; ``details`` are
    codes and numbers, never content. Raises ``RuntimeError`` outside a transaction: an act and its entry stand or
    fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The log is written in the transaction of the act it records.")
    kind, key = on if isinstance(on, tuple) else (on._meta.label_lower, str(on.pk))
    return Entry.objects.create(
        action=action,
        actor_id=getattr(by, "pk", None),
        object_type=kind,
        object_key=key,
        label=label,
        details=details,
    )
