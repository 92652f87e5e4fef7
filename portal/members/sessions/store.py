"""Sessions in the database. Reading goes on while there is no room to note that somebody was here."""

from __future__ import annotations

import logging

from django.contrib.sessions.backends import db
from django.db import DatabaseError

from portal.room import is_out_of_room

logger = logging.getLogger("portal.members")


class SessionStore(db.SessionStore):
    """Django's own, but a change of a session that is there may be lost to a full disk.

    A lost change can only make a session end earlier. What opens or ends one is never let go: it fails as a whole.
    """

    def save(self, must_create: bool = False) -> None:
        """Store. Raises DatabaseError where a new session, or one with another owner, cannot be stored."""
        try:
            super().save(must_create=must_create)
        except DatabaseError as error:
            if must_create or not is_out_of_room(error):
                raise
            logger.error("A change of a session was lost: there is no room in the database")
