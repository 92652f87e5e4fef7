"""Saying what a moderator reads before others do."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.moderation import actions
from dialogues.moderation.forms import FirstReadingForm
from dialogues.moderation.permissions import may_set
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads.permissions import may_moderate
from dialogues.threads.queries import thread_or_404
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def of_space(request: HttpRequest, space: Space) -> HttpResponse:
    """For the owners of a space: everything, the first posts of newcomers, or nothing."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if space.is_archived or not may_set(viewer, space):
        raise Http404
    now = {"premoderated": space.premoderated, "newcomer_posts": space.newcomer_posts}
    form = FirstReadingForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.set_first_reading(space=space, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("spaces:space", args=[space.slug]))
    context = {"space": space, "form": form, **ways(request)}
    return render(request, "moderation/settings.html", context, status=422 if form.errors else 200)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def of_thread(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """For moderators: one thread alone."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = thread_or_404(viewer, space, token)
    if not may_moderate(viewer, space):
        raise PermissionDenied
    if request.method == "POST":
        premoderated = request.POST.get("premoderated") == "1"
        actions.set_thread_reading(thread=thread, premoderated=premoderated, by=request.user)
    return HttpResponseRedirect(thread.get_absolute_url())
