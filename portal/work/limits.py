"""The figures of background work, in one place; ``docs/run.md`` repeats those an administrator meets."""

from __future__ import annotations

from datetime import timedelta

#: How long a worker owns what it runs without renewing; it renews four times in that span.
LEASE = timedelta(seconds=60)
RENEWALS_PER_LEASE = 4

#: How often an idle worker looks for work, in seconds, and how long it waits after the database failed it.
POLL_SECONDS = 1.0
DATABASE_PAUSE_SECONDS = 5.0

#: A task is begun at most this often, whether it raised or took its worker down with it.
MAX_ATTEMPTS = 5
#: The pause after the first failed attempt; each further one is four times as long (15 s, 1 min, 4 min, 16 min).
FIRST_PAUSE = timedelta(seconds=15)
PAUSE_GROWTH = 4

#: A duty whose worker died is tried again after this long, or after its own period where that is shorter.
DUTY_RETRY = timedelta(minutes=5)

#: A publish that a guard refused is tried again this much later; meanwhile nobody is told a second time.
REFUSAL_PAUSE = timedelta(hours=1)

#: What is finished is kept as long as the settings say, then pruned in small batches.
PRUNE_BATCH = 500
PRUNE_PAUSE_SECONDS = 0.03

#: A living worker gives a sign four times a minute; one that is silent for this long is taken for gone.
SILENCE = timedelta(minutes=2)

#: A worker that has been silent for this long is forgotten.
KEEP_WORKERS = timedelta(days=1)

#: So much nicer than a web server is a worker: beside a reader who waits, whatever it does can wait.
NICER = 10

#: Reasons are stored and shown, not archived.
REASON_LENGTH = 500
