"""The two addresses of signing in elsewhere, without a language: a provider is told of one address alone."""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods
from requests import RequestException

from portal.members.elsewhere.adapter import PROVIDER, back
from portal.members.gate import never_kept

logger = logging.getLogger(__name__)


@never_kept
@require_http_methods(["POST"])
def leave(request: HttpRequest, provider_id: str = PROVIDER) -> HttpResponse:
    """To the provider."""
    return _asked(request, views.login)


@never_kept
@require_http_methods(["GET", "HEAD"])
def come_back(request: HttpRequest, provider_id: str = PROVIDER) -> HttpResponse:
    """From the provider, with what it says of who came."""
    return _asked(request, views.callback)


def _asked(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse:
    if not settings.SIGN_IN_ELSEWHERE:
        raise Http404
    try:
        return view(request, PROVIDER)
    except (RequestException, KeyError, ValueError) as error:
        # It does not answer, or not as agreed; with a password one comes in all the same.
        logger.error("The identity provider did not answer as agreed: %s", type(error).__name__)
        return back(request)
