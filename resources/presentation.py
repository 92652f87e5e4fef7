"""What a publication page shows beside its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from portal.files.models import FileCover, PortalDocument
from portal.files.pipeline.states import CLEAN
from portal.files.reading.addresses import reading_address
from portal.languages import BY_CODE
from portal.translated import label_in
from resources.citation import Citation
from resources.models import PublicationFile, PublicationPage, ResearchBriefPage
from resources.papers.volumes import language_of
from resources.selection import by_reference

_PARAGRAPH = re.compile(r"<p\b[^>]*>")


@dataclass(frozen=True)
class ShownSection:
    """A section ready to show: its number, anchor and heading, and its text with numbered paragraphs."""

    number: int
    anchor: str
    heading: str
    html: SafeString


def shown_sections(page: PublicationPage) -> list[ShownSection]:
    """The sections with their paragraphs numbered through the whole text; each number is its own address."""
    shown, paragraph = [], 0
    for number, block in enumerate(page.body, start=1):
        html = str(block.value["text"])

        def numbered(_found: re.Match[str]) -> str:
            nonlocal paragraph
            paragraph += 1
            return (
                f'<p class="para" id="p{paragraph}">'
                f'<a class="number" href="#p{paragraph}" aria-label="§ {paragraph}">{paragraph}</a>'
            )

        # Only paragraphs outside lists are numbered; rich text puts none inside a list.
        text = _PARAGRAPH.sub(numbered, html).replace("<ol>", '<ol class="numbered para-list">')
        text = text.replace("<ul>", '<ul class="para-list">')
        heading = block.value["heading"] or gettext("Text")
        shown.append(ShownSection(number, block.value["anchor"], heading, mark_safe(text)))  # noqa: S308
    return shown


def citation_of(page: PublicationPage, request: HttpRequest) -> Citation:
    """How this version is cited."""
    return Citation(
        reference=page.reference,
        title=page.title,
        bodies=tuple(label_in(body.name, page.language).text for body in page.bodies.all()),
        type_label=page.type_label,
        type_code=page.type_code,
        version=page.version,
        # A draft, or an imported paper, whose date nobody knows yet.
        issued=page.issued or str(page.posted or timezone.localdate().year),
        language=page.lang_tag,
        url=request.build_absolute_uri(f"/{page.language}/publications/{page.slug}/"),
    )


def _newest_version(versions: Iterable[PublicationPage]) -> str:
    return max((version.version for version in versions), key=_version_key, default="")


def _version_key(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


def _translations(page: PublicationPage, versions: Iterable[PublicationPage]) -> list[dict[str, Any]]:
    everything = list(versions)
    newest = _newest_version(everything)
    order = list(BY_CODE)
    others = sorted((v for v in everything if v.pk != page.pk), key=lambda version: order.index(version.language))
    return [
        {
            "language": BY_CODE[version.language],
            "url": f"/{version.language}/publications/{version.slug}/",
            "behind": version.version if _version_key(version.version) < _version_key(newest) else "",
        }
        for version in others
    ]


def _cover(file: PublicationFile) -> FileCover | None:
    """The first page of a file as a picture, where there is one."""
    cover = FileCover.of(file.document)
    return cover if cover is not None and cover.has_picture else None


def _kind_of_file(file: PublicationFile) -> tuple[str, str]:
    """What a file is called where no other of the publication is of its language and kind."""
    return file.language, file.document.extension


def _name(document: PortalDocument, names: Mapping[str, int]) -> str:
    """What tells a file from the others: the name it came with, or else that of its address, which no other has."""
    return document.shown_name if names[document.shown_name] == 1 else document.filename


def _files(page: PublicationPage, versions: list[PublicationPage]) -> list[PublicationFile]:
    """The files of every language, the reader's first; one without a language is in that of its text or its page."""
    spoken = {version.pk: version.language for version in versions or [page]}
    carried = (
        PublicationFile.objects.filter(page__in=spoken, document__state__in=CLEAN)
        .select_related("document")
        .order_by("page__locale", "sort_order", "pk")
    )
    # A translation carries the files of its source too: each is shown once.
    files = {}
    for file in carried:
        if file.language not in BY_CODE:
            # Forms ask for one; a row written past them must not close the page to its readers.
            file.language = language_of(file.document, file.language, spoken[file.page_id])
        files[file.document_id, file.language] = file
    order = list(BY_CODE)
    return sorted(files.values(), key=lambda file: (file.language != get_language(), order.index(file.language)))


def publication_context(page: PublicationPage, request: HttpRequest, versions: list[PublicationPage]) -> dict[str, Any]:
    """Files of every language, translations, related publications, citation."""
    viewer = request.viewer  # type: ignore[attr-defined]
    files = _files(page, versions)
    own = [file for file in files if file.language == page.language]
    alike = Counter(map(_kind_of_file, files))
    names = Counter(file.document.shown_name for file in files)
    newest = _newest_version(versions)
    superseded_by = getattr(page, "superseded_by", "")
    return {
        "files": [
            {
                "file": file,
                "language": BY_CODE[file.language],
                "reading": reading_address(file.document),
                # The main text and its annexes, say: only their names tell them apart.
                "name": _name(file.document, names) if alike[_kind_of_file(file)] > 1 else "",
            }
            for file in files
        ],
        "main_file": own[0] if own else None,
        "main_reading": reading_address(own[0].document) if own else "",
        "main_cover": _cover(own[0]) if own else None,
        "translations": _translations(page, versions),
        "newest_version": newest if _version_key(page.version) < _version_key(newest) else "",
        "related": by_reference(list(page.related), viewer) if page.related else [],
        "replacement": next(iter(by_reference([superseded_by], viewer)), None) if superseded_by else None,
        "parts": shown_sections(page),
        # Lists, because the page asks twice: whether there are any, and which.
        "provisions": list(page.provisions.select_related("instrument")),
        "victim_groups": list(page.victim_groups.all()),
        "bodies": list(page.bodies.all()),
        "audiences": list(page.audiences.all()),
        "partners": list(page.partners.all()) if isinstance(page, ResearchBriefPage) else [],
        "findings": list(page.key_findings.all()) if isinstance(page, ResearchBriefPage) else [],
        "version_notes": list(page.version_notes.all()),
        "citation": citation_of(page, request),
    }
