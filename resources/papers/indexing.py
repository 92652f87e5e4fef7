"""Pages of files as a source of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from portal import access
from portal.files.models import FilePage
from portal.indexing import IndexRecord, Source, Volume
from resources.models import PublicationFile, PublicationPage
from resources.papers.hits import hits
from resources.papers.keys import SOURCE_NAME, Place, place_of
from resources.papers.reflowing import reflowed
from resources.papers.volumes import volumes, with_text


def records(keys: Sequence[str]) -> dict[str, IndexRecord]:
    """The records of pages; what they have in common is read once a family, their texts all together."""
    places = [place for key in keys if (place := place_of(key)) is not None and place.number]
    common = _common(places)
    pages = _pages(place for place in places if place.volume in common)
    return {
        place.key: replace(common[place.volume], key=place.key, body=_body(pages[place.document, place.number]))
        for place in places
        if place.volume in common and (place.document, place.number) in pages
    }


def record(key: str) -> IndexRecord | None:
    """The record of a page, or None when it must not be found."""
    return records([key]).get(key)


def keys() -> Iterator[str]:
    """Every page of every file that something findable carries."""
    carriers = access.findable(PublicationPage.objects.all())
    families = PublicationFile.objects.filter(page__in=carriers.values("pk")).order_by("page__translation_key")
    for family in families.values_list("page__translation_key", flat=True).distinct():
        for volume in volumes(str(family)):
            yield from _keys_of(volume)


def parts(volume: str) -> list[str]:
    """The keys of the pages of a file in a family, in their order."""
    place = place_of(volume)
    known = volumes(str(place.family)) if place else []
    return [key for one in known if one.key == volume for key in _keys_of(one)]


def _keys_of(volume: Volume) -> Iterator[str]:
    place = place_of(volume.key)
    assert place is not None, "the key was made here"
    numbers = with_text().filter(document=place.document).order_by("number").values_list("number", flat=True)
    for number in numbers:
        yield replace(place, number=number).key


def _common(places: Iterable[Place]) -> dict[str, IndexRecord]:
    families = {place.family for place in places}
    return {volume.key: volume.common for family in families for volume in volumes(str(family))}


def _pages(places: Iterable[Place]) -> dict[tuple[int, int], FilePage]:
    by_document: dict[int, set[int]] = {}
    for place in places:
        by_document.setdefault(place.document, set()).add(place.number)
    return {
        (document, page.number): page
        for document, numbers in by_document.items()
        for page in with_text().filter(document=document, number__in=numbers)
    }


def _body(page: FilePage) -> str:
    """What a page says, under its heading; in most files the heading is the first line of it."""
    text = page.text if page.text.startswith(page.heading) else f"{page.heading}\n\n{page.text}"
    return reflowed(text)


SOURCE = Source(name=SOURCE_NAME, record=record, keys=keys, hits=hits, records=records, volumes=volumes, parts=parts)
