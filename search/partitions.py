"""Which sets of rows a viewer may search.

Whoever may read the same things shares a partition, with tables of its own, so that neither totals nor ranks nor
vocabulary can tell anybody of rows they may not read.
"""

from __future__ import annotations

from portal.access import readable_labels
from portal.marking import Label
from portal.viewer import Viewer

#: Label to the partition that holds it.
PARTITION_OF: dict[Label, str] = {Label.CLEAR: "clear", Label.GREEN: "green"}
PARTITIONS: tuple[str, ...] = tuple(PARTITION_OF.values())


def partitions_for(viewer: Viewer) -> frozenset[str]:
    """The partitions this viewer may read; none for a label without one."""
    labels = readable_labels(viewer)
    return frozenset(partition for label, partition in PARTITION_OF.items() if label in labels)
