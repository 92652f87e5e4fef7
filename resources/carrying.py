"""Which files publications carry: a file is as open as a publication that carries it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from portal import access
from portal.files.carriers import Carrier
from portal.files.models import PortalDocument
from portal.viewer import Viewer
from resources.models import PublicationFile, PublicationPage
from resources.presentation import citation_of

#: Publications that are named; nobody reads more of them, and each takes a few queries.
_MOST_NAMED = 5


def carries(viewer: Viewer, file: Any) -> bool:
    """Whether the published version of a publication this viewer may read carries the file."""
    return isinstance(file, PortalDocument) and _carrying(viewer, file).exists()


def pages(file: Any) -> Iterable[int]:
    """The numbers of the publications that carry the file, published or not."""
    return PublicationFile.objects.filter(document=file).values_list("page_id", flat=True).distinct()


def named(request: HttpRequest, file: Any) -> Iterator[Carrier]:
    """The publications this reader may read that carry the file, each once and in the language that fits best.

    That is the language of the interface, else that of the file, else the first there is.
    """
    versions = _carrying(request.viewer, file).select_related("locale")  # type: ignore[attr-defined]
    preferred = [get_language(), file.written_in]
    best: dict[Any, PublicationPage] = {}
    for version in sorted(versions, key=lambda page: (_rank(page.language, preferred), page.pk)):
        best.setdefault(version.translation_key, version)
    for version in sorted(best.values(), key=lambda page: page.reference)[:_MOST_NAMED]:
        label = access.marking_of(version)
        if label is None:
            continue
        page = version.specific
        citation = citation_of(page, request)
        yield Carrier(
            url=f"/{page.language}/publications/{page.slug}/",
            title=page.title,
            language=page.language,
            reference=page.reference,
            type_label=page.type_label,
            spine=page.spine,
            marking=label,
            version=page.version,
            issued=citation.issued,
            citation=citation,
            cited_in="resources/parts/cited.html",
        )


def _carrying(viewer: Viewer, file: PortalDocument) -> QuerySet[PublicationPage]:
    carriers = PublicationFile.objects.filter(document=file).values("page_id")
    found: QuerySet[PublicationPage] = PublicationPage.objects.filter(pk__in=carriers).visible_to(viewer)
    return found


def _rank(language: str, preferred: list[str | None]) -> int:
    return preferred.index(language) if language in preferred else len(preferred)
