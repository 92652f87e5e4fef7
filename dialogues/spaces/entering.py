"""The door of a space: for whom it opens, and the rules of the house before the first look."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from dialogues.spaces.queries import has_accepted, space_or_404
from portal.members.gate import for_members
from portal.members.sessions import kept

View = Callable[..., HttpResponseBase]


def entered(view: View) -> View:
    """A view of something in a space: its address has a ``slug``, the view gets the space in its place.

    Visitors are led to sign in, whoever may not open the space finds nothing, and who has not accepted the rules as
    they stand is shown them first and then led here.
    """

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer = request.viewer  # type: ignore[attr-defined]
        space = space_or_404(viewer, slug)
        if not has_accepted(viewer, space):
            if request.method == "POST":
                # What was typed waits for its writer behind the rules.
                kept.keep(request, request.user)
            following = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('spaces:rules', args=[space.slug])}?{following}")
        return view(request, space, *args, **kwargs)

    return guarded
