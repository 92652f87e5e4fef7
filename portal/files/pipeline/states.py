"""How far a file has come; words for staff, whose screens are English."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """The states of a file, in their order; a refused or held one goes no further."""

    RECEIVED = "received", "in quarantine"
    """Stored, and not known to be clean."""
    CHECKED = "checked", "checked, its text is not taken yet"
    TEXT_TAKEN = "text-taken", "text taken, not judged yet"
    READY = "ready", "ready"
    REFUSED = "refused", "refused"
    HELD = "held", "held: its text may identify a person"
    """The guard found in its text what may identify a person: nobody is served it until staff decide."""


#: The states of a file that every check has passed, whatever its text says.
CHECKED = (State.CHECKED, State.TEXT_TAKEN, State.READY)
#: Those in which it is known to be clean and the guard has looked at its text. In any other nobody is served it,
#: named it, or shown its text, whoever asks: every place where readers come upon a file asks this.
CLEAN = (State.READY,)
#: The states that the worker has to take further.
ON_THE_WAY = (State.RECEIVED, State.CHECKED, State.TEXT_TAKEN)
#: A file that has so often taken its worker down, or failed it, is given up; one in quarantine stays there.
MOST_ATTEMPTS = 5
