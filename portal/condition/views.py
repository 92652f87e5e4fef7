"""The system page. Whoever may not administer gets the 404 of an address that never existed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.condition.failures import failures, run_again
from portal.condition.parts import parts
from portal.condition.trying_mail import send_test_invitation, send_test_mail

Answer = TypeVar("Answer", bound=HttpResponseBase)

#: The right over this page, and over every page that it leads to.
RIGHT = "metrics.administer"


def for_administrators(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """The view for those with the right over the system, and 404 for everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> Answer:
        if not request.user.has_perm(RIGHT):
            raise Http404
        return view(request, *arguments, **named)

    return guarded


@for_administrators
@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """How everything stands, what needs somebody first."""
    told = parts()
    needing = [(part, fact) for part in told for fact in part.facts if fact.state.needs_somebody]
    context = {"parts": told, "needing": needing, "failures": failures()}
    return render(request, "staff/system.html", context)


@for_administrators
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have failed tasks of one kind run again."""
    count = run_again(task=request.POST.get("task", ""), error=request.POST.get("error", ""), by=request.user)
    if count:
        said = ngettext("%(count)d task will be run again.", "%(count)d tasks will be run again.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.warning(request, "Nothing of this kind has failed any more.")
    return redirect("system")


@for_administrators
@require_POST
def try_mail(request: HttpRequest) -> HttpResponse:
    """Mail whoever asks: a few words, or an invitation that lets nobody in."""
    user: Any = request.user
    if request.POST.get("what") == "invitation":
        send_test_invitation(to=user)
    else:
        send_test_mail(to=user)
    messages.success(request, f"On its way to {user.email}. If it does not arrive, look at Mail and at Failed tasks.")
    return redirect("system")
