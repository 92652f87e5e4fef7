"""The figures of what is kept of searches without results; ``docs/run.md`` repeats them."""

from __future__ import annotations

#: From this time on the text of a question is kept; before that only a keyed hash and a number.
TIMES_BEFORE_TEXT = 5

#: Longer texts are not a search any more, and more likely to be about somebody.
LONGEST_TEXT = 80

#: So many digits in a row, in any numerals, may be a telephone number, a passport or a case.
MOST_DIGITS = 5

#: No more rows than these. A machine that types nonsense fills them and harms nothing else.
MOST_ROWS = 20_000
#: Above this share of them, what was asked once is given up early, the oldest first.
CROWDED = 0.75

#: How long a search waits for somebody else's writing before the counting is let go, in milliseconds.
PATIENCE = 50

#: A process counts at most so many questions a minute: each is a write, and readers come first.
MOST_A_MINUTE = 60
