"""What backups are closed under."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.environment import Secret

#: Shorter ones could be guessed at by whoever has a backup in hand and time.
SHORTEST_KEY = 40


def backup_key() -> Secret:
    """The key of backups and of the exported log; empty where they are to be readable by anybody who has them."""
    key = environment.secret("PORTAL_BACKUP_KEY")
    if key and len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"PORTAL_BACKUP_KEY is a random text of at least {SHORTEST_KEY} signs.")
    return key
