"""What the sign-in package asks us about identity providers: which there is, and whom its people are here."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.members.models import User

#: The one provider there may be, as addresses and rows call it.
PROVIDER = "office"


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    """Knows people by the address their provider has verified; keeps nothing of them, and makes no account."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The provider of the settings, and never one that was written into the database."""
        from allauth.socialaccount.models import SocialApp

        named = settings.SIGN_IN_ELSEWHERE
        if not named or provider not in (None, PROVIDER, "openid_connect"):
            return []
        app = SocialApp(
            provider="openid_connect",
            provider_id=PROVIDER,
            name=named["name"],
            client_id=named["client"],
            secret=named["secret"],
            settings={"server_url": named["url"], "oauth_pkce_enabled": True},
        )
        return [app]

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Never in the package's way, which takes the password from an account; see ``pre_social_login``."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find whose account it is. The second proof is asked for afterwards, as after a password."""
        if sociallogin.state.get("process", "login") != "login":
            raise ImmediateHttpResponse(back(request))
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        user = User.objects.filter(email__iexact=verified[0], is_active=True).first() if len(verified) == 1 else None
        if user is None:
            raise ImmediateHttpResponse(back(request))
        sociallogin.user = user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_told: Any) -> None:
        """Whatever went wrong there: back to where one signs in, with one sentence."""
        raise ImmediateHttpResponse(back(request))


def back(request: HttpRequest) -> HttpResponseRedirect:
    """One answer for every failure: which it was is nobody's business."""
    messages.error(
        request, _("Signing in there did not lead to an account here. Use your password, or ask for access.")
    )
    return HttpResponseRedirect(reverse("account_login"))
