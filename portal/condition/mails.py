"""The list of mails that were given up, for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.condition.views import for_administrators
from portal.notices.models import Mail
from portal.notices.outbox.again import send_again

#: So many stand on a page.
_ON_A_PAGE = 50


@for_administrators
@require_safe
def given_up_mails(request: HttpRequest) -> HttpResponse:
    """What was given up, the latest first: to whom, of which kind, and why; what it would have said stands nowhere."""
    given_up = Mail.objects.filter(given_up__isnull=False).select_related("user").order_by("-given_up", "-pk")
    page = Paginator(given_up, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/given_up_mails.html", {"page": page})


@for_administrators
@require_POST
def send_mails_again(request: HttpRequest) -> HttpResponse:
    """Send one of them again, or all."""
    mail = request.POST.get("mail", "none")
    # A number that is none is that of no mail, nor is a number that is missing; only an empty one asks for all.
    chosen = [int(mail)] if mail.isdecimal() and len(mail) < 19 else []
    count = send_again(None if not mail else chosen, by=request.user)
    if count:
        said = ngettext("%(count)d mail is sent again.", "%(count)d mails are sent again.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.warning(request, "It has been sent meanwhile.")
    return redirect("given_up_mails")
