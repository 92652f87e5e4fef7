"""How many days each kind of thing is kept; ``docs/run.md`` shows the same as a table of kind, period and action."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment

#: The settings with the days that hold where nothing is set. Days count from the moment the table names.
DAYS = {
    "PORTAL_KEEP_SESSIONS": 1,
    "PORTAL_KEEP_REQUESTS": 180,
    "PORTAL_KEEP_INVITATIONS": 180,
    "PORTAL_KEEP_PROOF_REQUESTS": 180,
    "PORTAL_KEEP_FORMER_MEMBERSHIPS": 730,
    "PORTAL_KEEP_DRAFTS": 180,
    "PORTAL_KEEP_MODERATION": 730,
    "PORTAL_KEEP_CLOSED_ACCOUNTS": 365,
    "PORTAL_KEEP_MAILS": 30,
    "PORTAL_KEEP_NOTICES": 90,
    "PORTAL_KEEP_PROBLEM_REPORTS": 365,
    "PORTAL_KEEP_REFUSALS": 90,
    "PORTAL_KEEP_QUARANTINE": 90,
    "PORTAL_KEEP_UNUSED_FILES": 365,
    "PORTAL_KEEP_FORMER_FILES": 365,
    "PORTAL_KEEP_IMPORT_UPLOADS": 7,
    "PORTAL_KEEP_IMPORTS": 90,
    "PORTAL_KEEP_SEARCHES": 90,
    "PORTAL_KEEP_UNCONFIRMED": 3,
    "PORTAL_KEEP_TOLD": 365,
    "PORTAL_KEEP_ADDRESSES": 90,
    "PORTAL_KEEP_REFUSED_CHANGES": 90,
    "PORTAL_KEEP_TASKS": 7,
    "PORTAL_KEEP_FAILED_TASKS": 30,
    "PORTAL_KEEP_FORMS": 7,
    "PORTAL_KEEP_DELETED": 30,
    "PORTAL_KEEP_HISTORY": 365,
    "PORTAL_KEEP_LEFTOVERS": 1,
}


def periods() -> dict[str, int]:
    """The days of every setting. Raises ImproperlyConfigured for less than a day: a slip would empty the portal."""
    found = {name: environment.number(name, days) for name, days in DAYS.items()}
    for name, days in found.items():
        if days < 1:
            raise ImproperlyConfigured(f"Set {name} to a number of days, 1 or more; it is {days}.")
    return found
