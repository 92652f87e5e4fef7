"""The worker's side: what waits is written, handed to the mail server and forgotten, one mail after the other."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import Any

from django.core.mail import get_connection
from django.db import DatabaseError

from portal.notices.outbox import claiming
from portal.notices.outbox.claiming import Claim
from portal.notices.outbox.letters import message_for
from portal.notices.outbox.limits import TURN

logger = logging.getLogger("portal.notices")


class RefusedError(Exception):
    """The mail server said no without saying why."""


class _Line:
    """One connection to the mail server, opened when the first mail is ready and after each failure anew."""

    def __init__(self) -> None:
        self._connection: Any = None

    def open(self) -> Any:
        """The open connection; raises what keeps it from opening."""
        if self._connection is None:
            connection = get_connection()
            connection.open()
            self._connection = connection
        return self._connection

    def close(self) -> None:
        """End it, however it stands."""
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
            self._connection = None


def send_some(turn: float = TURN) -> bool:
    """Send what is due for at most a turn; whether there is more to do at once."""
    until = time.monotonic() + turn
    claiming.list_lost()
    line = _Line()
    try:
        while claim := claiming.take():
            if not _send(claim, line):
                return False
            if time.monotonic() > until:
                return True
        return False
    finally:
        line.close()


def _send(claim: Claim, line: _Line) -> bool:
    """Send one mail and settle it; whether the mail server can be asked for more."""
    try:
        message = message_for(claim.mail)
    except DatabaseError:
        raise
    except Exception as error:
        logger.error("A mail of the kind %s could not be written: %s", claim.mail.kind, type(error).__name__)
        claim.failed(_reason(error))
        return True
    if message is None:
        claim.dropped()
        return True
    try:
        connection = line.open()
    except Exception as error:
        logger.warning("The mail server takes nothing: %s", type(error).__name__)
        claim.server_away(_reason(error))
        return False
    # What comes between the two next steps and a death of this worker is not known: that is listed for staff.
    if not claim.begin():
        return True
    try:
        if connection.send_messages([message]) != 1:
            raise RefusedError("The mail server did not take it.")
    except Exception as error:
        logger.warning("A mail of the kind %s was not taken: %s", claim.mail.kind, type(error).__name__)
        line.close()
        claim.failed(_reason(error))
    else:
        claim.sent()
    return True


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
