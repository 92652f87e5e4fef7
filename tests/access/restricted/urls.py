"""The portal with papers besides: a list and a page that ask the rule, and two addresses that forget to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import escape

from portal import access, urls
from portal.errors import failed, forbidden, not_found, too_many
from tests.access.restricted.models import Paper


def papers(request: HttpRequest) -> HttpResponse:
    """Those the reader may read."""
    found = Paper.objects.visible_to(request.viewer)  # type: ignore[attr-defined]
    return HttpResponse("".join(f"<p>{escape(paper.title)}, {paper.token}.</p>" for paper in found))


def paper(request: HttpRequest, token: str) -> HttpResponse:
    """One of them."""
    found = access.opened(Paper.objects.filter(token=token), request.viewer)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return HttpResponse(f"<p>{escape(found.title)}</p>")


def forgetful(request: HttpRequest, token: str) -> HttpResponse:
    """Any of them, to anybody: what the audit is there to find."""
    return HttpResponse(Paper.objects.get(token=token).title)


def gossip(request: HttpRequest) -> HttpResponse:
    """Where all of them are, on a page that is about nothing of the kind."""
    return HttpResponse("".join(f'<a href="/papers/{one.token}/">.</a>' for one in Paper.objects.all()))


urlpatterns = [
    path("papers/", papers),
    path("papers/<uuid:token>/", paper),
    path("forgetful/<uuid:token>/", forgetful),
    path("gossip/", gossip),
    *urls.urlpatterns,
]
handler403, handler404, handler429, handler500 = forbidden, not_found, too_many, failed
