"""A theme's hub: evidence, dialogue and cooperation on one subject, and the page that lists the themes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.glossary.models import Instrument, Theme
from portal.pages import sections
from portal.pages.models.base import PortalPage
from portal.pages.translatable import facts


class ThemesPage(PortalPage):
    """All themes, and all provisions they can be looked at through."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ThemePage"]
    max_count_per_parent = 1
    asks_for_marking = False
    template = "pages/themes.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Themes and provisions with counts."""
        context = super().get_context(request, *args, **kwargs)
        viewer = request.viewer  # type: ignore[attr-defined]
        theme_counts = sections.counts("theme", viewer)
        provision_counts = sections.counts("provision", viewer)
        context["themes"] = [
            {"page": page, "count": theme_counts.get(page.theme.slug, 0)}
            for page in ThemePage.objects.child_of(self).visible_to(viewer).select_related("theme")
        ]
        context["instruments"] = [
            {
                "instrument": instrument,
                "provisions": [
                    {"provision": provision, "count": provision_counts.get(provision.code, 0)}
                    for provision in instrument.provisions.all()
                ],
            }
            for instrument in Instrument.objects.prefetch_related("provisions__instrument")
        ]
        return context


class ThemePage(PortalPage):
    """One theme in one language."""

    parent_page_types: ClassVar[list[str]] = ["pages.ThemesPage"]
    subpage_types: ClassVar[list[str]] = []
    asks_for_marking = False
    template = "pages/theme.html"
    override_translatable_fields: ClassVar[list[Any]] = facts("slug", "theme")

    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="pages")
    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three plain sentences that open the hub."))

    content_panels: ClassVar[list[Any]] = [*PortalPage.content_panels, FieldPanel("theme"), FieldPanel("lead")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The sections other apps registered for this theme."""
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = sections.sections_for("theme", request, self.theme)
        return context
