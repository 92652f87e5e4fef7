"""The figures of the outbox, in one place; ``docs/run.md`` repeats those an administrator meets."""

from __future__ import annotations

from datetime import timedelta

#: So many keys are claimed, loaded and sent together.
BATCH = 100
#: How long whoever claimed rows owns them; a claim is renewed once a third of it is over.
LEASE = timedelta(seconds=30)
#: Seconds after which a task makes room for others and goes on later.
TURN = 20.0

#: What the engine refuses is tried so often, with pauses of 2 s, 4 s, 8 s and so on (four minutes in all).
MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=2)

#: How long to leave an engine alone that does not answer. Short: it must be found within seconds of its return.
ENGINE_PAUSE = timedelta(seconds=3)
#: How often somebody looks for rows that nobody was woken for.
SWEEP = timedelta(seconds=3)
#: How often somebody looks whether there is an index at all, made by this code.
KEEP = timedelta(seconds=30)
#: How often what is wrong with the engine is looked at, for the log.
WATCH = timedelta(minutes=1)
#: Seconds for which the clock waits for the engine: other duties are due meanwhile.
CLOCK_SECONDS = 5.0

#: Seconds for one request of a worker, less than a lease; and for the question whether the engine answers again.
SENDING_SECONDS, PING_SECONDS = 20.0, 2.0
#: An engine that lets callers wait is left alone for so many times as long as that was, but at most for so many
#: seconds: a worker has other tasks as well.
REST_TIMES, MOST_REST = 3, 10.0
#: An index that another is building has grown within this time, or the other is dead.
STANDSTILL = timedelta(minutes=1)

#: Reasons are stored and shown, not archived.
REASON_LENGTH = 500

#: Seconds that what became unreadable may take to leave the index before the request answers.
REMOVAL_SECONDS = 2.0
#: More keys than these in one transaction are left to the worker: the database hides them at once.
MOST_REMOVED = 500
#: So many are taken out in one request, each from every index there is.
REMOVED_AT_ONCE = 80
#: Milliseconds to wait for a locked database meanwhile.
REMOVAL_LOCK = 500
#: What takes something away is sent before what brings something, however long that has waited.
BEFORE_OTHERS = timedelta(hours=1)

#: Families whose files are looked at together; more, and their questions would not fit into one.
FAMILIES_AT_ONCE = 50
#: Seconds after which texts come first again.
AMONG_TEXTS = 1.0
#: Pages of a file that are sent together, and those after which whatever else waits comes first.
PARTS_AT_ONCE, PARTS_PER_CLAIM = 20, 60
