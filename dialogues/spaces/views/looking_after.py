"""Looking after a space for a delegation that owns it: its people, what is proposed, its rules, its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.spaces import actions
from dialogues.spaces.actions.joining import may_remove, needs_every_owner
from dialogues.spaces.entering import entered
from dialogues.spaces.forms import AdmitForm, RulesForm
from dialogues.spaces.models import Proposal, Role, Space, SpaceMembership
from dialogues.spaces.people import groups_of
from dialogues.spaces.permissions import Right, delegations_managed
from dialogues.spaces.queries import members_of, rules_in_force
from dialogues.spaces.rights import NAMES
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def look_after(request: HttpRequest, space: Space) -> HttpResponse:
    """Everything an owner does, each delegation for its own people; whoever acts for no owner finds nothing."""
    managed = delegations_managed(request.viewer, space)  # type: ignore[attr-defined]
    if not managed:
        raise Http404
    act = request.POST.get("act", "")
    admit = AdmitForm(request.POST if act == "admit" else None, space=space, managed=managed)
    rules = RulesForm(request.POST if act == "rules" else None, initial=_rules_now(space))
    trouble: list[str] = []
    if request.method == "POST":
        try:
            if _done(request, space, act, admit, rules):
                return HttpResponseRedirect(reverse("spaces:look_after", args=[space.slug]))
        except ValidationError as refusal:
            trouble = list(refusal.messages)
    wrong = bool(trouble or admit.errors or rules.errors)
    context = _context(request, space, managed) | {"admit": admit, "rules": rules, "trouble": trouble}
    return render(request, "spaces/look_after.html", context, status=422 if wrong else 200)


def _done(request: HttpRequest, space: Space, act: str, admit: AdmitForm, rules: RulesForm) -> bool:
    """Do what was sent; False where a form is to be shown again. Raises ValidationError with a sentence."""
    if act == "admit":
        return _admit(request, space, admit)
    if act == "rules":
        if not rules.is_valid():
            return False
        texts = {rules.cleaned_data["language"]: rules.cleaned_data["text"]}
        actions.change_rules(space=space, rules=texts, by=request.user)
        return True
    if act not in _DO:
        raise Http404
    _DO[act](request, space)
    return True


def _admit(request: HttpRequest, space: Space, form: AdmitForm) -> bool:
    if not form.is_valid():
        return False
    seat, role = form.chosen, form.chosen_role
    if needs_every_owner(space, seat):
        actions.propose(space=space, act=Proposal.Act.ADMIT, seat=seat, role=role, by=request.user)
    else:
        actions.admit(space=space, seat=seat, role=role, by=request.user)
    return True


def _change_role(request: HttpRequest, space: Space) -> None:
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    membership = _membership(request, space)
    actions.change_role(membership=membership, role=Role(role), by=request.user)


def _remove(request: HttpRequest, space: Space) -> None:
    actions.remove(membership=_membership(request, space), by=request.user)


def _deny(request: HttpRequest, space: Space) -> None:
    actions.deny(membership=_membership(request, space), right=_right(request), by=request.user)


def _allow(request: HttpRequest, space: Space) -> None:
    actions.allow(membership=_membership(request, space), right=_right(request), by=request.user)


def _consent(request: HttpRequest, space: Space) -> None:
    actions.consent(proposal=_proposal(request, space), by=request.user)


def _refuse(request: HttpRequest, space: Space) -> None:
    actions.refuse(proposal=_proposal(request, space), by=request.user)


def _hide(request: HttpRequest, space: Space) -> None:
    actions.hide(space=space, by=request.user)


def _reveal(request: HttpRequest, space: Space) -> None:
    actions.propose(space=space, act=Proposal.Act.REVEAL, by=request.user)


def _close(request: HttpRequest, space: Space) -> None:
    if request.POST.get("sure") != "on":
        raise ValidationError(_("Tick this if you are sure."))
    actions.propose(space=space, act=Proposal.Act.ARCHIVE, by=request.user)


_DO: dict[str, Callable[[HttpRequest, Space], None]] = {
    "role": _change_role,
    "remove": _remove,
    "deny": _deny,
    "allow": _allow,
    "consent": _consent,
    "refuse": _refuse,
    "hide": _hide,
    "reveal": _reveal,
    "close": _close,
}


def _membership(request: HttpRequest, space: Space) -> SpaceMembership:
    found = members_of(space).filter(seat__token=request.POST.get("seat", "")).first()
    if found is None:
        raise Http404
    return found


def _proposal(request: HttpRequest, space: Space) -> Proposal:
    found = space.proposals.filter(token=request.POST.get("proposal", "")).first()
    if found is None:
        raise Http404
    return found


def _right(request: HttpRequest) -> Right:
    right = request.POST.get("right", "")
    if right not in list(Right):
        raise Http404
    return Right(right)


def _rules_now(space: Space) -> dict[str, str]:
    found = rules_in_force(space)
    return {"language": found.language, "text": found.text} if found else {"language": get_language() or "en"}


def _context(request: HttpRequest, space: Space, managed: Any) -> dict[str, Any]:
    groups = groups_of(space)
    own = [
        present
        for group in groups
        for present in group.people
        if present.membership is not None and may_remove(present.membership, request.user, for_oneself=False)
    ]
    waiting = space.proposals.filter(settled_at__isnull=True).select_related("seat__body", "proposed_for")
    agreed = {one.pk: one.consents.filter(delegation__in=managed).exists() for one in waiting}
    return {
        "space": space,
        "own": own,
        "proposals": [{"proposal": one, "is_ours": agreed[one.pk]} for one in waiting],
        "roles": Role.choices,
        "rights": list(NAMES.items()),
        "shared": space.owners.count() > 1,
        **ways(request),
    }
