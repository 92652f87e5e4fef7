"""The rows of publications as somebody may read them, in the columns of the import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from portal.access import visible_to
from portal.markings.models import Marking
from portal.viewer import Viewer
from resources.columns.cells import join, split
from resources.columns.fields import Fields
from resources.columns.writing import harmless_row, row_of
from resources.models import PublicationPage

#: So many pages are in memory at once.
BATCH = 50
#: What names other publications, of which perhaps not all may be known to whoever reads.
_REFERRING = ("related", "superseded_by")


def rows_of_keys(viewer: Viewer, keys: Sequence[str]) -> Iterator[list[str]]:
    """The rows of the publications among index keys that this viewer may read now, in their order.

    Other publications are named in them only where this viewer may read those too.
    """
    wanted = [int(number) for key in keys if (number := key.partition(":")[2]).isdecimal()]
    readable = visible_to(PublicationPage.objects.all(), viewer)

    def known(references: Iterable[str]) -> set[str]:
        return set(readable.filter(reference__in=references).values_list("reference", flat=True))

    yield from _rows(readable, wanted, known)


def rows_for_staff(publications: Any) -> Iterator[list[str]]:
    """The rows of publications in the order they stand in; of what was never published, the newest draft."""
    yield from _rows(PublicationPage.objects.all(), list(publications.values_list("pk", flat=True)), set)


def _rows(publications: Any, wanted: Sequence[int], known: Callable[[Iterable[str]], set[str]]) -> Iterator[list[str]]:
    fields = Fields()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        pages = {page.pk: page for page in publications.filter(pk__in=some).select_related("locale").specific()}
        groups = {page.translation_key for page in pages.values()}
        labels = dict(Marking.objects.filter(group__in=groups).values_list("group", "label"))
        texts = [_text_of(pages[number]) for number in some if number in pages]
        rows = [row_of(text, labels.get(text.translation_key, ""), fields) for text in texts]
        named = known({reference for row in rows for name in _REFERRING for reference in split(row[name])})
        for row in rows:
            row |= {name: join(each for each in split(row[name]) if each in named) for name in _REFERRING}
            yield harmless_row(row)


def _text_of(page: Any) -> Any:
    """What readers have, or the newest draft where they have nothing."""
    return page if page.live else page.get_latest_revision_as_object()
