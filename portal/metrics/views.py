"""``/metrics``, for whoever holds the token; for everybody else there is no such page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.metrics.figures import standing, written


# Nothing is changed here; and what is not there is not guarded either.
@csrf_exempt
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures as text. Without a token in the settings, or with another one in the request, 404 to any method."""
    scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
    token = settings.METRICS_TOKEN
    if not token or scheme.lower() != "bearer" or not constant_time_compare(sent.strip(), token):
        raise Http404
    return _told(request)


@require_safe
def _told(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(written(standing()), content_type="text/plain; version=0.0.4; charset=utf-8")
