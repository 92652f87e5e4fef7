"""What a result shows of a page of a file, once the rule was asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from portal import access
from portal.files.models import PortalDocument
from portal.files.pipeline.states import CLEAN
from portal.indexing import FoundPage, Hit
from portal.viewer import Viewer
from resources import indexing
from resources.models import PublicationFile, PublicationPage
from resources.papers.keys import Place, place_of
from resources.papers.naming import place_label
from resources.papers.volumes import language_of, with_text


@dataclass(frozen=True)
class _Carried:
    """A file as a version of the family carries it."""

    document: PortalDocument
    language: str


def hits(viewer: Viewer, keys: Iterable[str]) -> Mapping[str, Hit]:
    """The pages among keys that the viewer may read now: those of files that a version they may read carries.

    A fixed number of queries, whatever the number of keys.
    """
    places = [place for key in keys if (place := place_of(key)) is not None and place.number]
    if not places:
        return {}
    carried = _carried(viewer, places)
    places = [place for place in places if (place.family, place.document) in carried]
    headings = _headings(places)
    versions = _versions(viewer, {place.family for place in places})
    wanted = {
        place: _fitting(versions.get(place.family, {}), carried[place.family, place.document]) for place in places
    }
    wholes = indexing.hits(viewer, sorted({pk for pk in wanted.values() if pk is not None}))
    return {
        place.key: _hit(place, carried[place.family, place.document], headings[page], wholes[whole])
        for place in places
        if (page := (place.document, place.number)) in headings and (whole := f"page:{wanted[place]}") in wholes
    }


def _carried(viewer: Viewer, places: Iterable[Place]) -> dict[tuple[UUID, int], _Carried]:
    """The files that a version the viewer may read carries, by family and document."""
    families, documents = {place.family for place in places}, {place.document for place in places}
    carriers = access.visible_to(PublicationPage.objects.filter(translation_key__in=families), viewer)
    files = PublicationFile.objects.filter(
        page__in=carriers.values("pk"), document__in=documents, document__state__in=CLEAN
    )
    found: dict[tuple[UUID, int], _Carried] = {}
    for file in files.select_related("document", "page__locale").order_by("page_id", "sort_order", "pk"):
        language = language_of(file.document, file.language, file.page.language)
        found.setdefault((file.page.translation_key, file.document_id), _Carried(file.document, language))
    return found


def _headings(places: Iterable[Place]) -> dict[tuple[int, int], str]:
    """What stands over each page; a page that is not there any more has no entry."""
    documents, numbers = {place.document for place in places}, {place.number for place in places}
    pages = with_text().filter(document__in=documents, number__in=numbers)
    return {
        (document, number): heading for document, number, heading in pages.values_list("document", "number", "heading")
    }


def _versions(viewer: Viewer, families: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """By family the versions the viewer may read, by language."""
    readable = access.visible_to(PublicationPage.objects.filter(translation_key__in=families), viewer)
    found: dict[UUID, dict[str, int]] = {}
    for family, language, pk in readable.order_by("pk").values_list("translation_key", "locale__language_code", "pk"):
        found.setdefault(family, {})[language] = pk
    return found


def _fitting(versions: Mapping[str, int], file: _Carried) -> int | None:
    """The version to show: in the language of the file, else in the reader's, else in English, else the oldest."""
    wanted = (file.language, get_language() or "", "en")
    return next((versions[code] for code in wanted if code in versions), min(versions.values(), default=None))


def _hit(place: Place, file: _Carried, heading: str, whole: Hit) -> Hit:
    versions = ((whole.language, whole.url), *whole.languages)
    return replace(
        whole,
        key=place.key,
        # Right to the page itself: on a phone its title and its buttons fill the first screen.
        url=f"{reverse('reading:page', args=[file.document.token, place.number])}#page-{place.number}",
        language=file.language,
        languages=tuple(version for version in versions if version[0] != file.language),
        page=FoundPage(
            label=place_label(file.document.filename, place.number, file.language),
            heading=heading,
            whole=whole.key,
            whole_url=whole.url,
            title_language=whole.language,
        ),
    )
