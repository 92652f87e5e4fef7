"""The public pages: asking for access, and taking an invitation up. They tell a stranger nothing."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.countries.models import Country
from portal.members import actions
from portal.members.actions.invitations import account_of
from portal.members.forms.joining import AccessForm, NewAccountForm
from portal.members.gate import without_copies
from portal.members.invitation_links import invitation_for
from portal.members.models import Body, Invitation


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form of those who ask for access. One answer to all, whether the address is known here or not."""
    language = get_language() or "en"
    form = AccessForm(request.POST or None, language=language)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["website"]:
            return without_copies(HttpResponseRedirect(reverse("joining:asked")))
        if not ratelimit.consume(request, action="ask_for_access"):
            form.add_error(None, _("Many requests came from your network. Please try again in an hour."))
            return without_copies(render(request, "members/ask.html", {"form": form}, status=429))
        actions.ask_for_access(
            name=data["name"],
            email=data["email"],
            language=language,
            function=data["function"],
            motive=data["motive"],
            country=Country.objects.filter(code=data["country"]).first() if data["country"] else None,
            body=Body.objects.filter(slug=data["body"]).first() if data["body"] else None,
            organisation="" if data["body"] else data["organisation"],
        )
        return without_copies(HttpResponseRedirect(reverse("joining:asked")))
    return without_copies(render(request, "members/ask.html", {"form": form}, status=422 if form.errors else 200))


@require_http_methods(["GET", "HEAD"])
def asked(request: HttpRequest) -> HttpResponse:
    """Say that it arrived."""
    return without_copies(render(request, "members/asked.html"))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str, signature: str) -> HttpResponse:
    """Take an invitation up: with a new name and password, or with the account of the address that was invited.

    Opening the page changes nothing, because programs that check mail open links. A link that was never made, was
    used, was taken back or is too old gets one and the same answer.
    """
    found = invitation_for(token, signature)
    if found is None or not found.is_open or not _has_room(found):
        return without_copies(render(request, "members/invitation_over.html", status=404))
    account = account_of(found)
    if account is not None and account.is_active:
        return without_copies(_with_account(request, found, account))
    return without_copies(_with_new_account(request, found))


def _with_account(request: HttpRequest, found: Invitation, account: Any) -> HttpResponse:
    following = urlencode({"next": request.path})
    context: dict[str, Any] = {
        "invitation": found,
        "is_theirs": request.user.pk == account.pk,
        "sign_in_url": f"{reverse('account_login')}?{following}",
    }
    if request.method == "POST" and context["is_theirs"]:
        try:
            actions.accept(invitation=found, user=account)
        except ValidationError as refusal:
            return _refused(request, refusal)
        return HttpResponseRedirect(reverse("members:mine"))
    return render(request, "members/invitation_known.html", context)


def _with_new_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.accept(invitation=found, name=data["name"], password=data["password1"])
        except ValidationError as refusal:
            return _refused(request, refusal)
        messages.success(request, _("Your account is there. Sign in with the password you chose."))
        following = urlencode({"next": reverse("members:mine")})
        return HttpResponseRedirect(f"{reverse('account_login')}?{following}")
    return render(
        request,
        "members/invitation.html",
        {"form": form, "invitation": found},
        status=422 if form.errors else 200,
    )


def _refused(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """Somebody was quicker between showing the page and pressing the button."""
    return render(request, "members/invitation_over.html", {"sentences": refusal.messages}, status=409)


def _has_room(found: Invitation) -> bool:
    seat = found.seat
    return seat.is_open and seat.body.removed_at is None and not seat.holders.filter(until__isnull=True).exists()
