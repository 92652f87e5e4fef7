"""Which sets of rows a viewer may search.

Whoever may read the same things shares a partition, with tables of its own, so that neither totals nor ranks nor
vocabulary can tell anybody of rows they may not read.
"""

from __future__ import annotations

from portal.access import readable_labels
from portal.marking import Label
from portal.partitions import CLEAR, GREEN, partitions_named_for
from portal.viewer import Viewer

#: Label to the partition that holds it, whoever wrote it.
PARTITION_OF: dict[Label, str] = {Label.CLEAR: CLEAR, Label.GREEN: GREEN}
#: The partitions there always are; the others come with the first row in them.
PARTITIONS: tuple[str, ...] = tuple(PARTITION_OF.values())


def library_for(viewer: Viewer) -> frozenset[str]:
    """The partitions of the library alone that this viewer may read: nothing of what is said in closed spaces."""
    return partitions_for(viewer).intersection(PARTITIONS)


def partitions_for(viewer: Viewer) -> frozenset[str]:
    """The partitions this viewer may read: those of a label and those of what they are in. Some may hold nothing."""
    labels = readable_labels(viewer)
    by_label = frozenset(partition for label, partition in PARTITION_OF.items() if label in labels)
    return by_label | partitions_named_for(viewer)
