"""What was typed into a form survives a session that ran out: it waits for the same person, in the next session.

It is kept with the session, on the server, and shown to nobody else, because computers in offices are shared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from portal.members.gate import without_copies

_KEPT = "kept_form"
#: So many signs are kept at most: the longest text that anybody types here, several times over.
MOST = 300_000
#: What is never kept: secrets, and the mark that a form came from a page of ours, which is made anew.
_SECRET = ("password", "code", "credential", "csrfmiddlewaretoken")
DISCARD = "kept"


def keep(request: HttpRequest, user: Any) -> bool:
    """Keep the form that was sent, for this user; whether there was anything to keep."""
    if "/account/" in request.path or "text/html" not in request.headers.get("Accept", ""):
        return False
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name.lower() for word in _SECRET)
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    request.session[_KEPT] = {"user": user.pk, "path": request.get_full_path(), "fields": fields}
    return True


class KeptTextMiddleware:
    """Offers what is kept when its writer comes back to the page it was meant for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or show what is kept."""
        if not request.user.is_authenticated or _KEPT not in request.session:
            return self.get_response(request)
        kept = request.session[_KEPT]
        if kept["user"] != request.user.pk:
            del request.session[_KEPT]
        elif request.GET.get(DISCARD) == "no":
            del request.session[_KEPT]
            return without_copies(HttpResponseRedirect(kept["path"]))
        elif request.get_full_path() == kept["path"]:
            if request.method == "GET":
                return without_copies(render(request, "members/kept.html", {"kept": _shown(kept)}))
            del request.session[_KEPT]
        return self.get_response(request)


def _shown(kept: dict[str, Any]) -> dict[str, Any]:
    """The fields to send again, and the longer texts among them to be read first."""
    texts = [value for _name, value in kept["fields"] if len(value) > 20 or "\n" in value]
    return {"path": kept["path"], "fields": kept["fields"], "texts": texts, "discard": DISCARD}
