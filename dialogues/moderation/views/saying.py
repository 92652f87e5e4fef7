"""Reporting a post, and appealing against a decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.moderation import actions
from dialogues.moderation.actions.appealing import may_appeal
from dialogues.moderation.forms import AppealForm, FlagForm
from dialogues.moderation.models import Decision, Flag
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads import authors
from dialogues.threads.limits import TooManyError
from dialogues.threads.models import Post
from dialogues.threads.presenting import shown
from dialogues.threads.queries import post_or_404, thread_or_404
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, space: Space, post: UUID) -> HttpResponse:
    """Say why a moderator should look at a post; for whoever reads it and did not write it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    known = Post.objects.select_related("thread").filter(token=post, thread__space=space).first()
    if known is None:
        raise Http404
    found = post_or_404(viewer, thread_or_404(viewer, space, known.thread.token), post)
    if authors.is_mine(viewer.user_id, found):
        raise PermissionDenied
    form, status, wait = FlagForm(request.POST or None), 200, 0
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reason = Flag.Reason(data["reason"])
        try:
            actions.flag(post=found, reason=reason, text=data["text"], language=data["language"], by=request.user)
        except TooManyError as haste:
            form.add_error(None, _("You have reported many posts in a short time. Please wait; your text is kept."))
            status, wait = 429, haste.seconds
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Thank you. A moderator looks at it."))
            return HttpResponseRedirect(reverse("spaces:space", args=[space.slug]))
    told = shown(viewer, found.thread, [found], None)[0]
    context = {"space": space, "post": found, "shown": told, "form": form, **ways(request)}
    page = render(request, "moderation/report.html", context, status=422 if form.errors and status == 200 else status)
    if wait:
        page.headers["Retry-After"] = str(wait)
    return page


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """Have somebody else look at what was decided of one's own post; nobody else finds this page."""
    viewer = request.viewer  # type: ignore[attr-defined]
    told = Decision.objects.select_related("case__post__thread__space").filter(case__post__thread__space=space)
    decision = told.filter(token=token).first()
    if decision is None or not may_appeal(viewer, decision.case.post, decision):
        raise Http404
    form: Any = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.appeal(decision=decision, text=data["text"], language=data["language"], by=request.user)
        messages.success(request, _("Somebody else than the one who decided looks at it now."))
        return HttpResponseRedirect(reverse("spaces:space", args=[space.slug]))
    context = {"space": space, "post": decision.case.post, "decision": decision, "form": form, **ways(request)}
    return render(request, "moderation/appeal.html", context, status=422 if form.errors else 200)
