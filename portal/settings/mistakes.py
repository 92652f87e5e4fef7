"""One sentence in the place of a long trace, where nothing is wrong but a setting or a server."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError


def told(run: Callable[[], None]) -> None:
    """Run a command; a setting that will not do, or a PostgreSQL that does not answer, ends it with one sentence.

    ``--traceback`` shows the whole trace, as for Django's own commands.
    """
    try:
        run()
    except (ImproperlyConfigured, OperationalError) as error:
        sentence = sentence_for(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.exit(sentence)


def sentence_for(error: Exception) -> str | None:
    """What to say of an error; None for one that is no mistake in the settings."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    first = lines[0] if lines else ""
    if first.startswith(("connection failed", "connection timeout", "connection is bad", "failed to resolve host")):
        return f"PostgreSQL does not let us in at the address in DATABASE_URL: {first}"
    return None
