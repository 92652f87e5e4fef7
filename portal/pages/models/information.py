"""Pages about the portal itself: what it is, privacy, accessibility, terms, contact."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.pages.models.base import PortalPage
from portal.pages.rich_text import FEATURES, CleanRichTextField


class InformationPage(PortalPage):
    """A page of plain text."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.InformationPage"]
    template = "pages/information.html"

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences that open the page."))
    body = CleanRichTextField(_("text"), features=FEATURES)

    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        *PortalPage.marking_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
