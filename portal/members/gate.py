"""The gate of the member area: one answer for visitors whatever is there, the 404 for who has no right, no copies."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from portal.viewer import MEMBER

View = Callable[..., HttpResponseBase]
Response = TypeVar("Response", bound=HttpResponseBase)


def without_copies(response: Response) -> Response:
    """The answer, marked so that neither browsers nor what stands between keep it."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def never_kept(view: View) -> View:
    """A view whose answers nobody keeps a copy of."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return without_copies(view(request, *args, **kwargs))

    return answered


def for_members(view: View) -> View:
    """A view that only members reach. Visitors are led to sign in; whoever is signed in and no member finds nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.is_anonymous:
            following = urlencode({"next": request.get_full_path()})
            return without_copies(HttpResponseRedirect(f"{reverse('account_login')}?{following}"))
        if not viewer.holds(MEMBER):
            raise Http404
        return without_copies(view(request, *args, **kwargs))

    return guarded


@for_members
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What is not there, below the members' prefix."""
    raise Http404
