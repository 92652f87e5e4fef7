"""How far a file has come; words for staff, whose screens are English."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """The states of a file, in their order; a refused one goes no further."""

    RECEIVED = "received", "received"
    """Stored, and not checked since: it came before there were checks, or the checks have grown."""
    CHECKED = "checked", "checked, its text is not taken yet"
    TEXT_TAKEN = "text-taken", "text taken, not judged yet"
    READY = "ready", "ready"
    REFUSED = "refused", "refused"


#: The states that the worker has to take further.
ON_THE_WAY = (State.RECEIVED, State.CHECKED, State.TEXT_TAKEN)
