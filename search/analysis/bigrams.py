"""Unit bigrams: each unit joined to the next, and the last unit of a run alone.

A text says ``ab bc c`` for the run *abc*. A query says ``ab bc``: the words of a text go on where the query ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from search.analysis.folding import fold_unspaced
from search.analysis.scripts import UNSPACED
from search.analysis.units import units
from search.analysis.words import LONGEST_TOKEN

_RUN = re.compile(f"[{UNSPACED}]+")


def _of_run(run: str) -> list[str]:
    found = [unit[:LONGEST_TOKEN] for unit in units(run)]
    pairs = [(first + second)[:LONGEST_TOKEN] for first, second in pairwise(found)]
    return [*pairs, found[-1]]


def bigrams(text: str) -> Iterator[str]:
    """The bigrams of a normalised text, each run closed by its last unit."""
    for run in _RUN.findall(fold_unspaced(text)):
        yield from _of_run(run)


def sought_bigrams(text: str) -> tuple[tuple[str, ...], bool]:
    """The bigrams a text must hold in this order to hold ``text``, and whether the last is only a beginning.

    A last run of one unit has no bigram: what is sought then is any bigram that begins with it.
    """
    found = list(bigrams(text))
    last_run = _RUN.findall(fold_unspaced(text))[-1:]
    if not last_run:
        return (), False
    alone = len(units(last_run[0])) == 1
    return (tuple(found) if alone else tuple(found[:-1])), alone
