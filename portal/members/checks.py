"""Looks at the start whether the keys at hand open what is kept under them."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

#: So many of the newest secrets are tried: enough to notice a key that is not there, and quick with thousands.
_TRIED = 50


@register(Tags.database)
def keys_open_second_proofs(app_configs: Any = None, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """An error where secrets open under none of the keys: nobody would get in. A warning for those under an old one."""
    if "default" not in (databases or ()):
        return []
    from portal.members.second_factor.rotation import state_of_newest

    try:
        state = state_of_newest(_TRIED)
    except DatabaseError:
        return []
    if state.unreadable:
        return [
            Error(
                f"{len(state.unreadable)} of the newest secrets of second proofs open under none of the keys.",
                hint="Put the key they were kept under into PORTAL_FACTOR_KEYS; the portal of before has it.",
                id="members.E001",
            )
        ]
    if state.renewed:
        return [
            Warning(
                "Secrets of second proofs are kept under a key that is not the first in PORTAL_FACTOR_KEYS.",
                hint="Run manage.py rotate_keys; then the old key can be taken out.",
                id="members.W001",
            )
        ]
    return []
