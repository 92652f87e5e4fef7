"""The one function that writes the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from portal.attribution import Attribution, Fact
from portal.audit.chaining import chain
from portal.audit.models import Entry, Origin
from portal.audit.pseudonyms import pseudonym
from portal.audit.request import current

#: What an entry may say besides: codes and numbers, one or several.
Plain = str | int | float | bool | None
Detail = Plain | Sequence[Plain] | Mapping[str, int]
#: Longer texts are content, and no code.
LONGEST = 300


def write(
    action: str,
    *,
    by: Any,
    on: Any,
    label: str = "",
    attribution: Attribution = Attribution.ON_RECORD,
    is_stranger: bool = False,
    **details: Detail,
) -> Entry:
    """Write an entry in the caller's transaction; right before its commit it gets its place in the chain.

    Args:
        by: a user, or None for the system.
        on: a saved model instance or a ``(kind, key)`` pair.
        attribution: the rule under which the act stands. Where it keeps the name back, the entry holds a pseudonym in
            the place of the person, and neither the request nor the address it came from.
        is_stranger: somebody who has not shown who they are tried what only its owner may, signing in above all: the
            address is kept although nobody is named. What visitors do besides is not traced to them.
        details: codes and numbers, or counts by name, never content.

    Raises RuntimeError outside a transaction, because an act and its entry stand or fall together, and TypeError for
    details that are no codes.
    """
    connection: Any = transaction.get_connection()
    if not connection.in_atomic_block:
        raise RuntimeError("The log is written in the transaction of the act it records.")
    _require_codes(details)
    kind, key = on if isinstance(on, tuple) else (on._meta.label_lower, str(on.pk))
    is_named = Fact.NAME in attribution.facts
    entry = Entry.objects.create(
        action=action,
        actor_id=getattr(by, "pk", None) if is_named else None,
        pseudonym="" if is_named or by is None else pseudonym(by, kind, key),
        object_type=kind,
        object_key=key,
        label=label,
        details=details,
    )
    asked = current()
    if asked is not None and is_named and (by is not None or is_stranger):
        Origin.objects.create(entry=entry, request_id=asked.name, address=asked.address)
    connection.before_commit(chain, entry.pk)
    return entry


def _require_codes(details: Mapping[str, Any]) -> None:
    for name, value in details.items():
        if isinstance(value, Mapping):
            if not all(isinstance(number, int) for number in value.values()):
                raise TypeError(f"An entry holds codes and numbers, and {name} counts something else.")
            value = list(value)
        for one in value if isinstance(value, list | tuple) else [value]:
            if not (one is None or isinstance(one, int | float | str)):
                raise TypeError(f"An entry holds codes and numbers, and {name} is a {type(one).__name__}.")
            if isinstance(one, str) and (len(one) > LONGEST or not one.isprintable()):
                raise TypeError(f"An entry holds codes and numbers, and {name} is a text.")
