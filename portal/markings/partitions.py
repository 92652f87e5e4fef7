"""In which partition of what can be found a group stands, as its marking names its readers at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portal.marking import Label
from portal.markings.models import Marking
from portal.partitions import partition_of_body, partition_of_space
from portal.viewer import BODY, SPACE


def partitions_of(groups: Iterable[UUID]) -> dict[UUID, str]:
    """The partition of each group that is closed and has one set of readers, in two queries.

    RED has no partition, nor has a group that names several readers or none: it is not found.
    """
    labels = [Label.AMBER.value, Label.AMBER_STRICT.value]
    marked = Marking.objects.filter(group__in=set(groups), label__in=labels).prefetch_related("readers")
    found = {}
    for marking in marked:
        readers = list(marking.readers.all())
        partition = _partition(Label(marking.label), readers[0].principal, readers[0].within) if readers else ""
        if partition and len(readers) == 1:
            found[marking.group] = partition
    return found


def _partition(label: Label, principal: str, within: str) -> str:
    """The partition of one named reader; empty for one that has none."""
    if label is Label.AMBER and principal.startswith(SPACE) and not within:
        return partition_of_space(principal)
    if label is Label.AMBER_STRICT and principal.startswith(BODY) and within.startswith(SPACE):
        return partition_of_body(principal, within)
    return ""
