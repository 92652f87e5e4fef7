"""Keeps pages of files true in the index: told whenever a publication, what it carries, or a text changes.

All of it happens inside the transaction of the change itself. What a publication carries is saved with the publication,
old rows out and new rows in, so it is looked at once all of that is done.
"""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.signals import post_delete

from portal import indexing
from portal.files import text_changes
from resources.models import PublicationFile, PublicationPage
from resources.papers.keys import SOURCE_NAME, Place
from resources.papers.volumes import volumes


class _TakenOff(threading.local):
    """The files that were taken off a page in this thread, by page, until the page itself tells that it changed."""

    def __init__(self) -> None:
        self.of: dict[int, set[int]] = {}


_taken_off = _TakenOff()


def connect() -> None:
    """Listen, once, at start."""
    indexing.listen(_page_changed)
    text_changes.listen(_text_changed)
    post_delete.connect(_file_taken_off, sender=PublicationFile, dispatch_uid="resources.papers.file")
    post_delete.connect(_publication_gone, sender=PublicationPage, dispatch_uid="resources.papers.publication")


def _page_changed(key: str) -> None:
    """A page was published, taken down, relabelled or written: what it carries is as open and as fresh as the page."""
    source, _, number = key.partition(":")
    if source == "page":
        pages = PublicationPage.objects.filter(pk=number)
        _tell(pages)
        _tell_of_gone(pages, _taken_off.of.pop(int(number), set()))


def _publication_gone(instance: PublicationPage, **_kwargs: Any) -> None:
    # Its row is gone, so the family is known from the instance alone.
    indexing.volumes_changed(SOURCE_NAME, str(instance.translation_key))


def _file_taken_off(instance: PublicationFile, **_kwargs: Any) -> None:
    # Whoever saves takes old rows out before new ones come in: whether the file is gone is known after the save.
    _taken_off.of.setdefault(int(instance.page_id), set()).add(int(instance.document_id))


def _tell_of_gone(pages: QuerySet[PublicationPage], documents: set[int]) -> None:
    """Name the files that a publication carries no longer, so that their pages leave the index at once."""
    for family in _families(pages) if documents else ():
        standing = {volume.key for volume in volumes(str(family))}
        for volume in sorted(Place(family, document).volume for document in documents):
            if volume not in standing:
                indexing.volumes_changed(SOURCE_NAME, str(family), rewritten=volume)


def _text_changed(document_id: int) -> None:
    """The text of a file came, changed or went."""
    carriers = PublicationFile.objects.filter(document=document_id).values("page_id")
    for family in _families(PublicationPage.objects.filter(pk__in=carriers)):
        indexing.volumes_changed(SOURCE_NAME, str(family), rewritten=Place(family, document_id).volume)


def _tell(pages: QuerySet[PublicationPage]) -> None:
    for family in _families(pages):
        indexing.volumes_changed(SOURCE_NAME, str(family))


def _families(pages: QuerySet[PublicationPage]) -> set[UUID]:
    return set(pages.values_list("translation_key", flat=True))
