"""All that is known of a version of a publication, for programs: its own facts and texts, its files and versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal import access
from portal.files.pipeline.states import CLEAN
from portal.translated import label_in
from resources.columns.cells import tidy
from resources.columns.markdown_reading import body_to_markdown
from resources.columns.markdown_writing import to_markdown
from resources.exporting.finding import publication_at
from resources.indexing import address
from resources.models import GuidelinePage, InitiativePage, PublicationFile, PublicationPage, ResearchBriefPage
from resources.selection import by_reference


@require_safe
def metadata(request: HttpRequest, slug: str) -> JsonResponse:
    """The metadata of the publication of an address; raises Http404 alike for absent and closed ones."""
    page = publication_at(request, slug)
    answer = JsonResponse(metadata_of(page, request), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def metadata_of(page: Any, request: HttpRequest) -> dict[str, Any]:
    """What is known of a page, without anything that this reader may not read."""
    viewer = request.viewer  # type: ignore[attr-defined]
    label = access.marking_of(page)
    family = PublicationPage.objects.filter(translation_key=page.translation_key).visible_to(viewer)
    versions = sorted(family.select_related("locale"), key=lambda version: version.language)
    named = [*(page.related or []), getattr(page, "superseded_by", "")]
    known = {hit.reference for hit in by_reference([one for one in named if one], viewer)}
    return {
        "reference": page.reference,
        "url": request.build_absolute_uri(address(page)),
        "language": page.lang_tag,
        "type": page.type_code,
        "marking": label.value if label else "",
        "title": page.title,
        "what_it_says": page.says,
        "what_to_do": page.do,
        "who_it_is_for": page.who,
        "issued": page.issued,
        "posted": page.posted.isoformat(),
        "version": page.version,
        "source_url": page.source_url,
        "countries": _labelled(page.countries.all(), "code", "name", page.language),
        "themes": _labelled(page.themes.all(), "slug", "label", page.language),
        "provisions": [
            {"code": provision.code, "label": provision.cited(page.language)}
            for provision in page.provisions.select_related("instrument")
        ],
        "audiences": _labelled(page.audiences.all(), "slug", "label", page.language),
        "victim_groups": _labelled(page.victim_groups.all(), "slug", "label", page.language),
        "bodies": _labelled(page.bodies.all(), "slug", "name", page.language),
        **_own(page, known),
        "related": [reference for reference in page.related or [] if reference in known],
        "versions": [
            {
                "language": version.lang_tag,
                "version": version.version,
                "url": request.build_absolute_uri(address(version)),
            }
            for version in versions
        ],
        "files": _files([version.pk for version in versions], request),
        "text": body_to_markdown(page.body),
    }


def _labelled(terms: Iterable[Any], code: str, label: str, language: str) -> list[dict[str, str]]:
    return [
        {"code": str(getattr(term, code)), "label": label_in(getattr(term, label), language).text} for term in terms
    ]


def _own(page: Any, known: set[str]) -> dict[str, Any]:
    """What only some types have."""
    found: dict[str, Any] = {}
    if hasattr(page, "status"):
        replaced = page.superseded_by if page.superseded_by in known else ""
        found |= {"status": page.status, "superseded_by": replaced}
    if isinstance(page, ResearchBriefPage):
        partners = _labelled(page.partners.all(), "slug", "name", page.language)
        found |= {"authors": page.authors, "partners": partners, "methods": page.methods, "limits": page.limits}
        found["key_findings"] = [tidy(finding.text) for finding in page.key_findings.all()]
    if isinstance(page, InitiativePage):
        found |= {name: to_markdown(getattr(page, name)) for name in InitiativePage.own_texts}
    if isinstance(page, GuidelinePage):
        found["implementation"] = [
            {"country": row.country_id, "status": row.status, "instrument": row.instrument, "since": row.since}
            for row in page.implementation.all()
        ]
    return found


def _files(pages: list[int], request: HttpRequest) -> list[dict[str, Any]]:
    """The files of these versions, each once."""
    carried = PublicationFile.objects.filter(page__in=pages).filter(document__state__in=CLEAN)
    rows = {(row.document_id, row.language): row for row in carried.select_related("document").order_by("pk")}
    return [
        {
            "language": row.language,
            "url": request.build_absolute_uri(row.document.url),
            "kind": row.document.extension,
            "bytes": row.document.file_size,
            "pages": row.document.pages,
            "sha256": row.document.sha256,
        }
        for row in rows.values()
    ]
