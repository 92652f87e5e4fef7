"""Where a text may be cut without taking a sign from its letter."""

from __future__ import annotations

import re
from itertools import accumulate

from icu4py.breakers import CharacterBreaker

from search.analysis.scripts import UNSPACED, runs
from search.analysis.units import units

_UNSPACED_FIRST = re.compile(f"[{UNSPACED}]")
_ANY_LOCALE = "en"


def clusters(text: str) -> list[str]:
    """The text in pieces that are never cut: letter groups where words are unspaced, else what is seen as a sign."""
    found: list[str] = []
    for run in runs(text):
        found += units(run) if _UNSPACED_FIRST.match(run) else CharacterBreaker(run, _ANY_LOCALE)
    return found


def borders(text: str) -> list[int]:
    """Every place in a text where one cluster ends and the next begins, its two ends among them."""
    return [0, *accumulate(map(len, clusters(text)))]
