"""The queue of a space, and the page of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dialogues.moderation import actions
from dialogues.moderation.actions.deciding import acts_for, decided_before
from dialogues.moderation.forms import DecideForm, UnsealForm
from dialogues.moderation.models import Case, Decision
from dialogues.moderation.permissions import may_decide, may_look_after
from dialogues.moderation.presenting import ages, told_of
from dialogues.moderation.queries import case_or_404, cases_in, latest, seals_of
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads.attaching.queries import files_of
from portal.access import marking_of
from portal.audit import reading
from portal.marking import in_force
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD"])
def queue(request: HttpRequest, space: Space) -> HttpResponse:
    """What waits in a space for a moderator; whoever is none finds nothing."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may_look_after(viewer, space):
        raise Http404
    context = {"space": space, "rows": ages(cases_in(viewer, space)), **ways(request)}
    return render(request, "moderation/queue.html", context)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """A post with all that was said and decided of it, and the decision."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = case_or_404(viewer, space, token)
    if request.method != "POST":
        # What does not stand is read here alone, so here it is written down.
        reading.note(viewer, found.post, label=in_force(marking_of(found.post)))
        return _page(request, found, _form(request, found), {}, 200)
    if request.POST.get("act") in ("claim", "lay_down"):
        taken = actions.claim if request.POST["act"] == "claim" else actions.lay_down
        taken(case=found, by=request.user)
        return HttpResponseRedirect(request.path)
    if not may_decide(viewer, found.post) or decided_before(found, request.user):
        raise PermissionDenied
    form = _form(request, found)
    if form.is_valid():
        data = form.cleaned_data
        told = {name: data[name] for name in ("reason", "language", "words", "seen")}
        try:
            actions.decide(case=found, act=Decision.Act(data["act"]), by=request.user, **told)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return HttpResponseRedirect(reverse("moderation:queue", args=[space.slug]))
    return _page(request, found, form, {}, 422)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def sealed(request: HttpRequest, space: Space, token: UUID, sealed: UUID) -> HttpResponse:
    """What stood where a post is masked, once, for a moderator who says why."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = case_or_404(viewer, space, token)
    what = seals_of(found.post).filter(token=sealed).exclude(text="").first()
    if what is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("moderation:case", args=[space.slug, token]))
    if not may_decide(viewer, found.post):
        raise PermissionDenied
    form = UnsealForm(request.POST)
    if not form.is_valid():
        return _page(request, found, _form(request, found, bound=False), {"unseal": form}, 422)
    actions.unseal(sealed=what, motive=form.cleaned_data["motive"], by=request.user)
    return _page(request, found, _form(request, found, bound=False), {"opened": what}, 200)


def _form(request: HttpRequest, found: Case, *, bound: bool = True) -> DecideForm:
    last = latest(found.post)
    data = request.POST if bound and request.method == "POST" else None
    return DecideForm(data, acts=acts_for(found), initial={"seen": last.pk if last else 0})


def _page(request: HttpRequest, found: Case, form: DecideForm, more: dict[str, Any], status: int) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    decides = may_decide(viewer, found.post) and not decided_before(found, request.user)
    context = {
        "space": found.post.thread.space,
        "case": found,
        "form": form,
        "decides": decides,
        "unseal": UnsealForm(),
        "files": files_of(found.post.thread, [found.post]).get(found.post.pk, []),
        **told_of(viewer, found),
        **ways(request),
        **more,
    }
    return render(request, "moderation/case.html", context, status=status)
