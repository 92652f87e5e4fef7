"""The administration of the library: its lists, and what one can begin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from portal.pages.staff import desk
from resources.models import PublicationPage
from resources.staff.listing import PublicationExplorer, PublicationListing


@hooks.register("register_admin_viewset", order=10)
def publications() -> list[Any]:
    """The list of publications in the menu, and the shelves in the tree."""
    return [PublicationListing("publications"), PublicationExplorer()]


def writing(request: HttpRequest) -> desk.Group:
    """What one can begin, and what one has begun."""
    everything = reverse("publications:index")
    mine_only = urlencode({"mine": "true", "state": "draft"})
    mine = PublicationPage.objects.filter(owner=request.user, live=False).count()
    return desk.Group(
        _("Publications"),
        [
            desk.Line(_("Write a new publication"), reverse("publications:choose_parent")),
            desk.Line(_("All publications"), everything),
            desk.Line(_("Mine, not published"), f"{everything}?{mine_only}", mine),
        ],
    )


desk.register(writing)


@hooks.register("before_copy_page")
def copies_begin_as_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy has a number of its own and is read before it is published; one number never stands in two places."""
    asks_for_more = request.POST.get("publish_copies") or request.POST.get("alias")
    if not isinstance(page.specific, PublicationPage) or not asks_for_more:
        return None
    messages.error(
        request,
        _("A copy begins as a draft with the next number. Copy without publishing and without an alias, then publish."),
    )
    return redirect("wagtailadmin_pages:copy", page.pk)
