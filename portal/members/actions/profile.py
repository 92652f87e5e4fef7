"""What somebody says of themselves."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.audit import log
from portal.members.actions.holding import hold_people
from portal.members.actions.refusals import require
from portal.members.models import User


@transaction.atomic
def change_profile(*, user: User, name: str, language: str, time_zone: str, by: Any) -> User:
    """Change name, language and time zone; by the person alone."""
    require(by, by is not None and by.pk == user.pk)
    held = hold_people(user.pk)[user.pk]
    held.first_name, held.last_name = parts_of(name)
    held.language, held.time_zone = language, time_zone
    held.save(update_fields=["first_name", "last_name", "language", "time_zone"])
    log.write("members.profile.changed", by=by, on=held)
    return held


def parts_of(name: str) -> tuple[str, str]:
    """A name as the two columns keep it; read together again, it is the name as it was written."""
    first, _space, last = " ".join(name.split()).partition(" ")
    return first[:150], last[:150]
