"""What a text is worth beyond its words: how new it is, what it is, whether its title is the question."""

from __future__ import annotations

import math
from collections.abc import Mapping

#: Between the newest text and the oldest lies so much on either side of what their words are worth.
FRESHNESS = 0.15
#: After so many years half of the advantage is gone; after so many more nothing is left of it.
HALF_LIFE = 10
MOST_HALVED = 30
#: A text whose title is the question counts so much more; texts of these types a little.
EXACT_TITLE = 3.0
SETTLED, SETTLED_TYPES = 1.1, ("legal-instrument", "guideline")


def freshness(age: int) -> float:
    """What the words of a text so many years old are multiplied with: halved at every half-life, along a straight line
    between, since not every engine knows powers."""
    left = 1.0 / (1 << min(MOST_HALVED, max(0, age) // HALF_LIFE)) * (1 - max(0, age) % HALF_LIFE / (2.0 * HALF_LIFE))
    return 1 + FRESHNESS * (2 * left - 1)


def shares_of(texts: Mapping[str, int]) -> dict[str, float]:
    """By partition what its scores are multiplied with, so that those of several can be compared.

    A word is worth the logarithm of how rare it is among the texts of its partition: what is rare among few is worth
    less than what is rare among many. So scores grow with the logarithm of the number of texts, and are brought to that
    of all that the reader may read. A reader of one partition has its scores as they are.
    """
    whole = math.log(2 + sum(texts.values()))
    return {partition: whole / math.log(2 + number) for partition, number in texts.items()}
