"""Inviting people into seats, and deciding who asked for access."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.members import actions, permissions
from portal.members.acting import holders_now
from portal.members.forms.filling import DecisionForm, InvitationForm
from portal.members.gate import for_members
from portal.members.models import AccessRequest, Invitation
from portal.members.queries import open_requests, requests_for, seats_looked_after, unanswered_invitations
from portal.members.views.directory import ways


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """What is under way, to be taken back, and the form that invites. For who looks after seats alone."""
    if not ways(request)["fills_seats"]:
        raise Http404
    form = InvitationForm(request.POST or None, user=request.user, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                chosen = form.seat_for(request.user)
                actions.invite(email=data["email"], language=data["language"], seat=chosen, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The invitation is on its way."))
            return HttpResponseRedirect(reverse("members:invitations"))
    context = {"form": form, "under_way": _under_way(request.user), **ways(request)}
    return render(request, "members/invitations.html", context, status=422 if form.errors else 200)


@for_members
@require_http_methods(["POST"])
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Take an invitation back."""
    found = _under_way(request.user).filter(token=token).first()
    if found is None:
        raise Http404
    try:
        actions.take_back(invitation=found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The invitation is taken back."))
    return HttpResponseRedirect(reverse("members:invitations"))


@for_members
@require_http_methods(["GET", "HEAD"])
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that wait for this member."""
    return render(request, "members/requests.html", {"requests": requests_for(request.user), **ways(request)})


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """One request: the domain of the address beside the body that was named, and the two buttons."""
    found = open_requests().filter(token=token).first()
    if found is None or not permissions.may_decide(request.user, found):
        raise Http404
    form = DecisionForm(None, user=request.user, body=found.body, initial={"function": found.function})
    if request.method == "POST":
        grant = request.POST.get("decision") == "grant"
        form = DecisionForm(request.POST, user=request.user, body=found.body)
        if (not grant or form.is_valid()) and _decided(request, found, grant, form):
            return HttpResponseRedirect(reverse("members:requests"))
    context = {"request_for_access": found, "form": form, "same_domain": _same_domain(found), **ways(request)}
    return render(request, "members/request.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, found: AccessRequest, grant: bool, form: DecisionForm) -> bool:
    """Whether the decision could be kept; what stands in its way is written into the form."""
    try:
        with transaction.atomic():
            chosen = form.seat_for(request.user) if grant else None
            actions.decide(request=found, grant=grant, by=request.user, seat=chosen)
    except ValidationError as refusal:
        if not form.is_valid():
            form.errors.clear()
        form.add_error(None, refusal)
        return False
    sentence = _("Granted: the invitation is on its way.") if grant else _("Refused: the person is told.")
    messages.success(request, sentence)
    return True


def _under_way(user: Any) -> QuerySet[Invitation]:
    return unanswered_invitations().filter(seat__in=seats_looked_after(user).values("pk"))


def _same_domain(found: AccessRequest) -> int:
    """How many people of the body that was named have an address of the same domain."""
    if found.body is None:
        return 0
    known = holders_now().filter(seat__body=found.body).values_list("user__email", flat=True)
    return sum(1 for email in known if email.rpartition("@")[2].lower() == found.domain)
