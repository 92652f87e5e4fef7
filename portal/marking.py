"""The labels of the Traffic Light Protocol 2.0 (FIRST, August 2022) and their order.

Labels are never translated. Unset means RED: whoever forgets to mark closes.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Label(StrEnum):
    """A TLP label as it is written, from the most open to the most closed."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"

    @property
    def written(self) -> str:
        """The label as it is printed, for example ``TLP:AMBER+STRICT``."""
        return f"TLP:{self.value}"

    @property
    def css(self) -> str:
        """The class that colours it, for example ``amber-strict``."""
        return self.value.lower().replace("+", "-")

    def is_laxer_than(self, other: Label) -> bool:
        """Whether more people may read under this label than under the other."""
        return _STRICTNESS[self] < _STRICTNESS[other]


_STRICTNESS = {label: place for place, label in enumerate(Label)}

#: What a page in the content management system may carry; everybody in its administration may read GREEN.
PAGE_LABELS = (Label.CLEAR, Label.GREEN)


def in_force(label: Label | None) -> Label:
    """The label an item is treated by: unset means RED."""
    return Label.RED if label is None else label


def strictest(labels: Iterable[Label]) -> Label:
    """The strictest of several labels; RED for none at all."""
    return max(labels, key=_STRICTNESS.__getitem__, default=Label.RED)
