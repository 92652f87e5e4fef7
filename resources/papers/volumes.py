"""Which files of a family are in the index, and what all pages of one have in common.

A file is there once its text has been taken, as long as a version of the publication that carries it is. What it is
about and when it was issued is told of the version in the file's own language, else of the oldest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from portal import access
from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.states import CLEAN
from portal.indexing import IndexRecord, Volume
from portal.languages import BY_CODE
from portal.marking import Label
from resources.indexing import SUBJECTS, codes_of
from resources.models import PublicationFile, PublicationPage
from resources.papers.keys import Place


def with_text() -> QuerySet[FilePage]:
    """The pages that say anything, of files whose text has been taken."""
    return FilePage.objects.filter(document__state__in=CLEAN).exclude(text="")


def volumes(family: str) -> list[Volume]:
    """The files of a family that belong into the index; none of a family that is not there."""
    try:
        key = UUID(family)
    except ValueError:
        return []
    carried = _carried(key)
    if not carried:
        return []
    counted = with_text().filter(document__in=[file.document_id for file in carried]).values("document_id")
    pages: Mapping[int, int] = dict(counted.annotate(n=Count("pk")).values_list("document_id", "n"))
    versions = {page.pk: page for page in _versions(file.page_id for file in carried)}
    by_document: dict[int, list[PublicationFile]] = {}
    for file in carried:
        if file.page_id in versions and pages.get(file.document_id):
            by_document.setdefault(file.document_id, []).append(file)
    label = access.marking_of(next(iter(versions.values()))) if versions else None
    if label is None:
        return []
    return [
        Volume(common=_common(files, versions, label), parts=pages[document])
        for document, files in sorted(by_document.items())
    ]


def language_of(document: PortalDocument, told: str, otherwise: str) -> str:
    """The language of a file: as far as it is known, else as the publication says, else that of the publication."""
    return next((code for code in (document.written_in, told, otherwise) if code in BY_CODE), "en")


def _carried(family: UUID) -> list[PublicationFile]:
    carriers = access.findable(PublicationPage.objects.filter(translation_key=family))
    files = PublicationFile.objects.filter(page__in=carriers.values("pk"), document__state__in=CLEAN)
    return list(files.select_related("document").order_by("page_id", "sort_order", "pk"))


def _versions(pages: Iterable[int]) -> QuerySet[PublicationPage]:
    found = PublicationPage.objects.filter(pk__in=set(pages)).select_related("locale", "content_type")
    return found.prefetch_related(*SUBJECTS.values())


def _common(files: Sequence[PublicationFile], versions: Mapping[int, PublicationPage], label: Label) -> IndexRecord:
    """What every page of a file has in common, told of the version that fits it best."""
    document = files[0].document
    wanted = language_of(document, files[0].language, versions[files[0].page_id].language)
    page = min((versions[file.page_id] for file in files), key=lambda one: (one.language != wanted, one.pk))
    type_code = str(getattr(page.specific_class, "type_code", ""))
    return IndexRecord(
        key=Place(page.translation_key, document.pk).volume,
        family=str(page.translation_key),
        partition=label.css,
        language=wanted,
        type=type_code,
        title=page.title,
        summary="",
        body="",
        issued=page.issued_on,
        posted=page.posted,
        updated=page.last_published_at,
        expires=_expiry([versions[file.page_id].expire_at for file in files]),
        facets={**codes_of(page, type_code), "language": (wanted,)},
        is_part=True,
    )


def _expiry(moments: Sequence[datetime | None]) -> datetime | None:
    """When the last version that carries it expires; None while one does not."""
    told = [moment for moment in moments if moment is not None]
    return max(told) if told and len(told) == len(moments) else None
