"""The list of spaces, and the page of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.spaces import actions
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Proposal, Space
from dialogues.spaces.people import count_observers, groups_of, tells_who_is_in
from dialogues.spaces.permissions import Right, delegations_managed, may, seats_of_viewer
from dialogues.spaces.queries import members_of, space_or_404, spaces_for, spaces_open_to
from dialogues.spaces.rule_names import RULE_NAMES
from dialogues.spaces.sections import sections_of
from portal.attribution import Attribution
from portal.members.gate import for_members
from portal.members.views.directory import ways

#: How many entries of administrators the page of a space shows.
_ENTRIES_SHOWN = 5


@for_members
@require_http_methods(["GET", "HEAD"])
def index(request: HttpRequest) -> HttpResponse:
    """The spaces a member may go into, and those they may know of."""
    viewer = request.viewer  # type: ignore[attr-defined]
    known = spaces_for(viewer).prefetch_related("owners__delegation")
    inside = set(spaces_open_to(viewer).values_list("pk", flat=True))
    waiting = Proposal.objects.filter(space__in=inside, settled_at__isnull=True).select_related("space")
    to_decide = {one.space_id for one in waiting if delegations_managed(viewer, one.space).exists()}
    context = {
        "mine": [space for space in known if space.pk in inside],
        "others": [space for space in known if space.pk not in inside],
        "to_decide": to_decide,
        **ways(request),
    }
    return render(request, "spaces/index.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def space(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A space: what it is for, what stands there, and who is in it; before its door, that there is one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = space_or_404(viewer, slug, Right.SEE)
    if may(viewer, found, Right.OPEN):
        return _inside(request, slug=slug)
    return render(request, "spaces/door.html", {"space": found, **ways(request)})


@entered
def _inside(request: HttpRequest, space: Space) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "POST":
        return _leave(request, space)
    groups = groups_of(space)
    managed = delegations_managed(viewer, space)
    waiting = space.proposals.filter(settled_at__isnull=True).count() if managed else 0
    context = {
        "space": space,
        "rule": RULE_NAMES[Attribution(space.attribution_rule)],
        "sections": sections_of(request, space),
        "groups": groups if managed or tells_who_is_in(space) else [],
        "people": sum(len(group.people) for group in groups),
        "observers": count_observers(groups),
        "manages": bool(managed),
        "proposals": waiting,
        "entries": space.entries.select_related("user")[:_ENTRIES_SHOWN],
        "own": members_of(space).filter(seat__in=seats_of_viewer(viewer)),
        **ways(request),
    }
    return render(request, "spaces/space.html", context)


def _leave(request: HttpRequest, space: Space) -> HttpResponse:
    """Whoever acts for a seat takes it out of the space."""
    viewer = request.viewer  # type: ignore[attr-defined]
    own = members_of(space).filter(seat__in=seats_of_viewer(viewer), seat__token=request.POST.get("seat", "")).first()
    if own is None or request.POST.get("act") != "leave":
        raise Http404
    actions.remove(membership=own, by=request.user)
    messages.success(request, _("This seat has left the space."))
    return HttpResponseRedirect(reverse("spaces:index"))
