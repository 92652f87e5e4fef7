"""The administration of the library: its lists, and what one can begin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from portal.pages.staff import desk
from resources.models import PublicationPage
from resources.staff.files import replacing, views
from resources.staff.importing.urls import addresses as import_addresses
from resources.staff.importing.views import may_import
from resources.staff.listing import PublicationExplorer, PublicationListing


@hooks.register("register_admin_viewset", order=10)
def publications() -> list[Any]:
    """The list of publications in the menu, and the shelves in the tree."""
    return [PublicationListing("publications"), PublicationExplorer()]


@hooks.register("register_admin_urls")
def file_screens() -> list[Any]:
    """The screens of a publication's files."""
    return [
        path("publication-files/<int:page_id>/", views.publication_files, name="publication_files"),
        path("publication-files/<int:page_id>/languages/", views.confirm, name="publication_files_languages"),
        path("publication-files/<int:page_id>/<int:document_id>/", replacing.publication_file, name="publication_file"),
        path("publication-files/<int:page_id>/former/<int:former_id>/", replacing.former_file, name="former_file"),
        path(
            "publication-files/<int:page_id>/former/<int:former_id>/restore/", replacing.restore, name="former_restore"
        ),
    ]


@hooks.register("register_page_header_buttons")
def add_files(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    """Beside the other actions of a publication: its files."""
    is_publication = issubclass(page.specific_class or Page, PublicationPage)
    if is_publication and page.permissions_for_user(user).can_edit():
        url = reverse("publication_files", args=[page.pk])
        yield Button(_("Add or replace files"), url, icon_name="doc-full", priority=80)


@hooks.register("register_admin_urls")
def import_screens() -> list[Any]:
    """The screens of the import."""
    return import_addresses()


def writing(request: HttpRequest) -> desk.Group:
    """What one can begin, and what one has begun."""
    everything = reverse("publications:index")
    mine_only = urlencode({"mine": "true", "state": "draft"})
    mine = PublicationPage.objects.filter(owner=request.user, live=False).count()
    lines = [
        desk.Line(_("Write a new publication"), reverse("publications:choose_parent")),
        desk.Line(_("All publications"), everything),
        desk.Line(_("Mine, not published"), f"{everything}?{mine_only}", mine),
    ]
    if may_import(request.user):
        lines.insert(1, desk.Line(_("Import publications from a table"), reverse("import_publications")))
    return desk.Group(_("Publications"), lines)


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
