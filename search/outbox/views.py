"""The list of changes that the search engine refused eight times."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.condition.views import for_administrators
from search.outbox.again import send_again
from search.outbox.models import Change

#: So many stand on a page.
_ON_A_PAGE = 50


@for_administrators
@require_safe
def refused_changes(request: HttpRequest) -> HttpResponse:
    """What was given up, the latest first, and why."""
    given_up = Change.objects.filter(given_up__isnull=False).order_by("-given_up", "-pk")
    page = Paginator(given_up, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/refused_changes.html", {"page": page})


@for_administrators
@require_POST
def send_refused(request: HttpRequest) -> HttpResponse:
    """Send one of them again, or all."""
    change = request.POST.get("change", "none")
    # A number that is none is that of no change, nor is a number that is missing; only an empty one asks for all.
    chosen = [int(change)] if change.isdecimal() and len(change) < 19 else []
    count = send_again(None if not change else chosen, by=request.user)
    if count:
        said = ngettext("%(count)d change is sent again.", "%(count)d changes are sent again.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.warning(request, gettext("It has been sent meanwhile."))
    return redirect("refused_changes")
