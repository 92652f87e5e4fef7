"""Citations to download, the table of implementation as CSV, feeds, and the short address of a reference number."""

from __future__ import annotations

import csv
import json
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from portal.exporting.formulas import harmless
from portal.translated import label_in
from resources.exporting.finding import publication_at
from resources.models import GuidelinePage
from resources.presentation import citation_of
from resources.selection import by_reference

_FORMATS = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
}


def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The citation as RIS, BibTeX or CSL-JSON, to save."""
    page = publication_at(request, slug)
    if form not in _FORMATS:
        raise Http404
    citation = citation_of(page, request)
    text = {"ris": citation.ris, "bib": citation.bibtex}.get(form)
    body = text() if text else json.dumps([citation.csl()], ensure_ascii=False, indent=1)
    return _download(body, f"{page.reference}.{form}", f"{_FORMATS[form]}; charset=utf-8")


def implementation(request: HttpRequest, slug: str) -> HttpResponse:
    """The table of implementation by Member State as CSV, with the words of the page."""
    page = publication_at(request, slug)
    if not isinstance(page, GuidelinePage):
        raise Http404
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["country", "name", "status", "instrument", "since", "note", "source"])
    for row in page.implementation.select_related("country"):
        name = label_in(row.country.name).text
        cells = [row.country_id, name, row.status, row.instrument, row.since, row.note, row.source]
        writer.writerow([harmless(str(cell)) for cell in cells])
    return _download("\ufeff" + out.getvalue(), f"{page.reference}-implementation.csv", "text/csv; charset=utf-8")


def _download(body: str, name: str, kind: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def by_number(request: HttpRequest, reference: str) -> HttpResponse:
    """From a reference number to the publication, in the reader's language if there is such a version."""
    hits = by_reference([reference.upper()], request.viewer)  # type: ignore[attr-defined]
    if not hits:
        raise Http404
    return HttpResponseRedirect(hits[0].url)
