"""Whoever is signed in without a second proof reaches the page that sets one up, the way out, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from portal.members.gate import without_copies
from portal.members.second_factor.kept import proofs_of
from portal.members.second_factor.shown import was_shown

#: What is open before the first second proof: choosing one, setting it up, signing out; and what machines ask.
OPEN = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "healthz",
    "readyz",
    "metrics",
}
#: Where somebody wished to go before they were sent to set one up.
WISHED = "second_factor_then"


class SecondFactorMiddleware:
    """Stands before everything that a session opens, Wagtail's administration included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead to the second proof."""
        if request.user.is_authenticated and not was_shown(request) and not _is_open(request):
            return without_copies(self._lead(request))
        return self.get_response(request)

    def _lead(self, request: HttpRequest) -> HttpResponse:
        wished = request.get_full_path() if request.method == "GET" else ""
        if proofs_of(request.user).exists():
            # It was set up elsewhere since, and not shown here: this session has nothing to stand on.
            logout(request)
            query = f"?{urlencode({'next': wished})}" if wished else ""
            return HttpResponseRedirect(reverse("account_login") + query)
        if wished:
            request.session[WISHED] = wished
        return HttpResponseRedirect(reverse("mfa_index"))


def _is_open(request: HttpRequest) -> bool:
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        return False
    if name in {"mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "mfa_index"}:
        # With one set up elsewhere there is nothing more to set up in a session that has not shown it.
        return not proofs_of(request.user).exists()
    return name in OPEN
