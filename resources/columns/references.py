"""Related publications in a table that perhaps could not name them all.

A table that somebody took home names only what they may read. Brought back by staff, it must not take away what it
was never allowed to say: what is not public stays until a hyphen empties the cell, or the form takes it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portal.access import visible_to
from portal.viewer import ANONYMOUS
from resources.models import PublicationPage


def unnamed(present: Iterable[str], named: Iterable[str]) -> list[str]:
    """The references that are present, stand in no cell, and that not everybody may read now; in their order."""
    left_out = [reference for reference in present if reference not in set(named)]
    if not left_out:
        return []
    publications = visible_to(PublicationPage.objects.filter(reference__in=left_out), ANONYMOUS)
    public = set(publications.values_list("reference", flat=True))
    return [reference for reference in left_out if reference not in public]


def with_unnamed(present: Sequence[str], named: Sequence[str]) -> list[str]:
    """The references a cell names, with those it could not name, each behind what it stood behind."""
    result = list(named)
    for reference in unnamed(present, named):
        before = [each for each in present[: present.index(reference)] if each in result]
        result.insert(result.index(before[-1]) + 1 if before else 0, reference)
    return result
