"""One's own account: where signing in leads, removing a passkey, name, language and time zone."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from portal.audit import log
from portal.members import actions
from portal.members.actions.holding import hold_people
from portal.members.forms.profile import ProfileForm
from portal.members.gate import never_kept
from portal.members.own_data import told
from portal.members.second_factor.gate import WISHED
from portal.viewer import MEMBER, STAFF


@never_kept
@login_required
@require_http_methods(["GET", "HEAD"])
def after(request: HttpRequest) -> HttpResponse:
    """To where somebody wished to go, or to where they work."""
    wished = request.session.pop(WISHED, "")
    if wished and url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wished)
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.holds(STAFF):
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
    return HttpResponseRedirect(reverse("members:mine") if viewer.holds(MEMBER) else reverse("mfa_index"))


@never_kept
@login_required
@require_http_methods(["GET", "HEAD"])
def to_security(request: HttpRequest) -> HttpResponse:
    """Passkeys are listed with the other second proofs."""
    return HttpResponseRedirect(reverse("mfa_index"))


class _RemovePasskey(RemoveWebAuthnView):
    """Removes a passkey, unless nothing would be left to sign in with."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it. The owner is held meanwhile: of two that go at once, one must see that it is the last."""
        with transaction.atomic():
            hold_people(self.request.user.pk)
            if get_adapter().can_delete_authenticator(self.get_object()):
                return super().form_valid(form)
        messages.error(self.request, str(get_adapter().error_messages["cannot_delete_authenticator"]))
        return HttpResponseRedirect(reverse("mfa_index"))


remove_passkey = login_required(_RemovePasskey.as_view())


@never_kept
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language and time zone."""
    user: Any = request.user
    form = ProfileForm(request.POST or None, initial=ProfileForm.of(user))
    if request.method == "POST" and form.is_valid():
        changed = actions.change_profile(user=user, by=user, **form.cleaned_data)
        with override(changed.language):
            messages.success(request, _("Your profile is kept."))
            return HttpResponseRedirect(reverse("profile"))
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)


@never_kept
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD"])
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of the one who asks, as a file."""
    user: Any = request.user
    if request.method == "GET":
        with transaction.atomic():
            log.write("members.own_data.taken", by=user, on=user)
    response = JsonResponse(told(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="balai-my-data.json"'
    return response


@never_kept
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Close the account and erase what tells of the person, when they have ticked that they are sure."""
    user: Any = request.user
    trouble: list[str] = []
    if request.method == "POST":
        try:
            if request.POST.get("sure") != "on":
                raise ValidationError(_("Tick this if you are sure."))
            actions.erase_account(user=user, by=user)
        except ValidationError as refusal:
            trouble = list(refusal.messages)
        else:
            logout(request)
            messages.success(request, _("Your account is closed, and what told of you is erased."))
            return HttpResponseRedirect(reverse("account_login"))
    return render(request, "account/erase.html", {"trouble": trouble}, status=422 if trouble else 200)
