"""Which values of a facet a reader may know of, where the values themselves are told by texts alone.

Countries, themes, provisions, audiences and groups of victims are public lists. A body may stand in nothing but texts
for members: its name is known to whoever may read such a text, and for everybody else there is no such value. The
index can tell, and says so at start; a plan knows no engine.
"""

from __future__ import annotations

from collections.abc import Callable

#: The facets whose values stand on no public list.
BY_TEXTS_ALONE = frozenset({"body"})

#: Answers the codes of a facet that the texts of these partitions carry at this moment.
Carried = Callable[[str, frozenset[str]], frozenset[str]]


def _nobody_told(_facet: str, _partitions: frozenset[str]) -> frozenset[str]:
    """As long as nobody has said what is carried, nothing is."""
    return frozenset()


_carried: Carried = _nobody_told


def told_by(carried: Carried) -> None:
    """Ask this from now on."""
    global _carried
    _carried = carried


def codes_carried(facet: str, partitions: frozenset[str]) -> frozenset[str]:
    """The codes of a facet that a reader of these partitions may meet in a text; one question to the database."""
    return _carried(facet, partitions)
