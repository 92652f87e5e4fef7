"""The administration of the library: every publication in one list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from portal.pages.staff.lists import COLUMNS, StaffIndexView
from resources.models import PublicationPage


class PublicationListing(PageListingViewSet):
    """All publications with reference, language, marking, state, and what is half translated or behind."""

    model = PublicationPage
    index_view_class = StaffIndexView
    icon = "doc-full-inverse"
    menu_label = _("Publications")
    menu_order = 120
    add_to_admin_menu = True
    list_filter = ["locale", "live", "themes", "countries"]
    columns = [COLUMNS[0], Column("reference", label=_("Reference"), sort_key="reference"), *COLUMNS[1:]]


@hooks.register("register_admin_viewset")
def publications() -> PublicationListing:
    """The list of publications in the menu."""
    return PublicationListing("publications")
