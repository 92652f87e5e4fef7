"""What is taken out with a person: their reports and decisions stay, and nobody is named in them."""

from __future__ import annotations

from typing import Any

from dialogues.moderation.models import Case, Decision, Flag, Unsealing
from portal.members.models import User
from portal.members.signals import account_erased


def connect() -> None:
    """Listen, once, at start."""
    account_erased.connect(_erased, dispatch_uid="moderation.account_erased")


def _erased(user: User, **_told: Any) -> None:
    Case.objects.filter(claimed_by=user).update(claimed_by=None)
    for model, field in ((Flag, "user"), (Decision, "by"), (Unsealing, "by")):
        model._default_manager.filter(**{field: user}).update(**{field: None})
