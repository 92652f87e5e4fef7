"""The figures of mail, in one place; ``docs/run.md`` repeats those an administrator meets."""

from __future__ import annotations

from datetime import timedelta

#: How long whoever took a mail owns it; longer than a mail server may keep a worker waiting for one.
LEASE = timedelta(minutes=3)
#: Seconds after which a task makes room for others and goes on later.
TURN = 20.0

#: A mail is tried so often, with pauses of 1, 3, 9, 27, 81, 243 and 729 minutes between: eighteen hours in all.
MOST_TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)
PAUSE_GROWTH = 3

#: How often somebody looks for mails that nobody was woken for.
SWEEP = timedelta(seconds=15)

#: Reasons are stored and shown, not archived.
REASON_LENGTH = 500
