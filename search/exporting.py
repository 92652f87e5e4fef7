"""What was found as a table to take home: the publications among the results, in their order, for this viewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal import exporting
from portal.exporting import formats
from portal.viewer import Viewer
from search.partitions import library_for, partitions_for
from search.query import Plan, plan_from
from search.results import find

#: Whoever needs more narrows the search; the page says so.
MOST_ROWS = 2_000
_AT_ONCE = 100
#: The owner of publications, by the name of its source.
_SOURCE = "page"


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The results of an address as CSV or XLSX; raises Http404 for any other form."""
    if form not in formats.FORMS or exporting.exporter_of(_SOURCE) is None:
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]
    plan = plan_from(request.GET, get_language() or "en", partitions_for(viewer))
    rows = exporting.table(_SOURCE, viewer, _batches(plan, viewer))
    return formats.download(rows, "balai-search", form)


def _batches(plan: Plan, viewer: Viewer) -> Iterator[list[str]]:
    """The keys of what is found, page by page; of a file that was found, the text that carries it."""
    for number in range(1, MOST_ROWS // _AT_ONCE + 1):
        found = find(replace(plan, page=number, page_size=_AT_ONCE), viewer, within=library_for(viewer))
        if found.plan.page != number:
            return
        yield [hit.page.whole if hit.page else hit.key for hit in found.hits]
        if number >= found.pages:
            return
