"""The shelf of publications below each home page."""

from __future__ import annotations

from django.utils.translation import gettext, override

from portal.pages.models import HomePage
from portal.pages.region import PUBLICATIONS
from portal.pages.setting_up.tree import ensure
from resources.models import PublicationsPage


def shelves() -> None:
    """Make the shelf in every language."""
    for home in HomePage.objects.select_related("locale"):
        with override(home.language):
            title = gettext("Publications")
        ensure(
            PublicationsPage,
            home,
            home.locale,
            key="publications",
            slug=PUBLICATIONS,
            make=lambda title=title: {"title": title},  # type: ignore[misc]
        )
