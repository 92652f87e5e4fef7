"""What goes with a person: that a translation was theirs. The words stay, as part of the record of the space."""

from __future__ import annotations

from typing import Any

from dialogues.translations.models import Translator
from portal.members import signals as of_members
from portal.members.models import User


def connect() -> None:
    """Listen, once, at start."""
    of_members.account_erased.connect(_erased, dispatch_uid="translations.account_erased")


def _erased(user: User, **_told: Any) -> None:
    Translator.objects.filter(user=user).update(user=None)
