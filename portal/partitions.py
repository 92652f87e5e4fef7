"""Sets of rows with the same readers: what is found together, counted together and kept apart from all else.

Two are fixed, one for TLP:CLEAR and one for TLP:GREEN. The others grow with the portal: one for the AMBER of each
closed space, one for the AMBER+STRICT of each body within a space. Their names follow from the grants that open them,
so nobody keeps a list that could be stale; RED has none, nor has what is held back, hidden or a draft.
"""

from __future__ import annotations

import hashlib
import re

from portal.marking import Label
from portal.viewer import BODY, SPACE, Viewer

CLEAR, GREEN = "clear", "green"

_AMBER, _STRICT = "amber_", "strict_"
_NAME = re.compile(rf"{CLEAR}|{GREEN}|(?:{_AMBER}|{_STRICT})[0-9a-f]{{24}}")


def partition_of_space(principal: str) -> str:
    """The partition of what is TLP:AMBER in the space of this grant. Raises ValueError for a grant of another kind."""
    if not principal.startswith(SPACE):
        raise ValueError(f"{principal!r} is no grant of a space.")
    return _AMBER + _digest(principal)


def partition_of_body(principal: str, within: str) -> str:
    """The partition of what is TLP:AMBER+STRICT of the body of a grant within the space of another.

    Raises ValueError for grants of other kinds.
    """
    if not principal.startswith(BODY) or not within.startswith(SPACE):
        raise ValueError(f"{principal!r} within {within!r} is no body within a space.")
    return _STRICT + _digest(f"{within} {principal}")


def partitions_named_for(viewer: Viewer) -> frozenset[str]:
    """The partitions that open to this viewer by name, beside those of a label; none for who is no member now."""
    spaces, bodies = viewer.names(SPACE), viewer.names(BODY)
    strict = {partition_of_body(body, space) for space in spaces for body in bodies}
    return frozenset({*map(partition_of_space, spaces), *strict})


def is_partition(name: str) -> bool:
    """Whether a name may be that of a partition; then it is safe in the name of a table or an index."""
    return _NAME.fullmatch(name) is not None


def label_of(partition: str) -> Label:
    """The label of all that a partition holds. Raises ValueError for what is no partition."""
    if not is_partition(partition):
        raise ValueError(f"There is no partition {partition!r}.")
    if partition.startswith(_AMBER):
        return Label.AMBER
    if partition.startswith(_STRICT):
        return Label.AMBER_STRICT
    return Label.CLEAR if partition == CLEAR else Label.GREEN


def _digest(grants: str) -> str:
    """What stands for grants in a name: of one length, and without anything that somebody typed."""
    return hashlib.sha256(grants.encode()).hexdigest()[:24]
