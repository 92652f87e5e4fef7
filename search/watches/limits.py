"""The figures of watches, in one place."""

from __future__ import annotations

from datetime import timedelta

#: How often somebody looks whom to tell.
LOOK = timedelta(minutes=1)
#: A text is told of once it has stood so long: its files have been read by then, and a slip can be taken back.
SETTLING = timedelta(minutes=10)
#: The hour, by the reader's clock, of what comes once a day; and once a week, on Mondays.
MORNING = 7
#: The clock of readers who have told none: the middle of the region.
VISITORS_CLOCK = "Asia/Bangkok"

#: Nobody has more watches.
MOST_WATCHES = 30
#: So many of an address may wait for a confirmation; more bring no more mails.
MOST_UNCONFIRMED = 3
#: Nobody is sent a longer list; the mail leads to the rest.
MOST_TOLD = 30
#: So long may a saved search be.
LONGEST_QUESTION = 1_000
#: So many families a watch is compared with at most, and so many at once.
REACH, AT_ONCE = 2_000, 100
#: Seconds until somebody whose network asked too often may ask again.
WAIT = 3_600
